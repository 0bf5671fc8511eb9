import type { Language } from './dates.ts';

const collators: Record<Language, Intl.Collator> = {
  zh: new Intl.Collator('zh-u-co-pinyin', { numeric: true }),
  mn: new Intl.Collator('mn', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
};

/** Chinese by pinyin; Mongolian names are written patronymic first and sorted by the given name. */
export function compareNames(a: string, b: string, language: Language): number {
  const key = (name: string): string => (language === 'mn' ? name.trim().split(/\s+/u).toReversed().join(' ') : name);
  return collators[language].compare(key(a), key(b));
}

/** A character no font at hand can draw is told by its code point, never left as a box. */
export const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The script a name is written in, for its lang attribute. */
export function scriptOf(text: string): 'zh-Hans' | 'mn' | undefined {
  if (/\p{Script=Han}/u.test(text)) return 'zh-Hans';
  return /\p{Script=Cyrillic}/u.test(text) ? 'mn' : undefined;
}
