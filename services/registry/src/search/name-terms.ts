import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;

/**
 * The terms a name is found by: whole; each Chinese character; each pinyin syllable without tone (surnames read as surnames); each word of a name in another script.
 * Lower case, no spaces, no duplicates.
 */
export function nameTerms(name: string): string[] {
  const whole = fold(name);
  const characters = [...whole].filter((c) => HAN.test(c));
  const syllables = characters.length > 0 ? pinyin(name, { toneType: 'none', type: 'array', mode: 'surname' }).map(fold).filter((s) => /^[a-zü]+$/.test(s)) : [];
  const words = name.trim().split(/[\s·.]+/).map(fold).filter((w) => w.length > 1 && !HAN.test(w));
  return [...new Set([whole, ...characters, ...syllables, ...words])];
}

/** The terms of what an officer typed; every one must match the same person. */
export function queryTerms(text: string): string[] {
  const whole = fold(text);
  if (HAN.test(whole)) return [...whole].filter((c) => HAN.test(c));
  return [...new Set(text.trim().split(/[\s·.]+/).map(fold).filter((w) => w.length > 0))];
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/[\s·.-]+/g, '');
