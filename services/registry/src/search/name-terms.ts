import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
const BETWEEN_WORDS = /[\s·.]+/;

/**
 * The terms a name is found by: whole; each Chinese character; each pinyin syllable without tone (surnames read as surnames); each word of a name in another script.
 * Lower case, no spaces, no duplicates.
 */
export function nameTerms(name: string): string[] {
  const whole = fold(name);
  const characters = [...whole].filter((c) => HAN.test(c));
  const syllables = characters.length > 0 ? pinyin(name, { toneType: 'none', type: 'array', mode: 'surname' }).map(fold).filter((s) => /^[a-zü]+$/.test(s)) : [];
  const words = name.trim().split(BETWEEN_WORDS).map(fold).filter((w) => w.length > 1 && !HAN.test(w));
  return [...new Set([whole, ...characters, ...syllables, ...words])];
}

/** The terms of what an officer typed; every one must match the same person. An initial beside a word (`Б. Тэмүүлэн`) is passed over: it was never a term. */
export function queryTerms(text: string): string[] {
  const whole = fold(text);
  if (HAN.test(whole)) return [...new Set([...whole].filter((c) => HAN.test(c)))];
  const words = [...new Set(text.trim().split(BETWEEN_WORDS).map(fold).filter((w) => w.length > 0))];
  const long = words.filter((w) => w.length > 1);
  return long.length > 0 ? long : words;
}

/** The digits a telephone is found by, however it was typed: full-width, with signs and spaces. */
export const phoneDigits = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '');

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/[\s·.-]+/g, '');
