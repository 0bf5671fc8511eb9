import type { Language } from '../format/dates.ts';

export const languages = ['zh', 'mn', 'en'] as const satisfies readonly Language[];

/** What the html element carries: the full tag chooses the right glyphs and hyphenation. */
export const languageTag: Record<Language, string> = { zh: 'zh-CN', mn: 'mn', en: 'en' };

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

export function preferredLanguage(stored: string | null, wanted: readonly string[]): Language {
  if (isLanguage(stored)) return stored;
  const first = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return first ?? 'zh';
}
