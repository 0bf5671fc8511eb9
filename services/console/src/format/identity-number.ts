import { normaliseId } from '@hearth/kernel';

/** 110105 19491231 002X: the blocks an officer compares with the card, at any stage of typing. */
export function groupedResidentId(text: string): string {
  const plain = normaliseId(text);
  return [plain.slice(0, 6), plain.slice(6, 14), plain.slice(14)].filter((block) => block !== '').join(' ');
}
