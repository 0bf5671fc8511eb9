import i18next, { changeLanguage, use as extend } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../format/dates.ts';
import { languageTag, preferredLanguage } from './language.ts';
import type { Messages } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Messages };
    returnNull: false;
  }
}

const storageKey = 'hearth.language';

/** Each language is its own chunk: a page fetches the one it shows. */
const bundles: Record<Language, () => Promise<object>> = {
  zh: async () => (await import('./zh.ts')).zh,
  mn: async () => (await import('./mn.ts')).mn,
  en: async () => (await import('./en.ts')).en,
};

async function ensureLoaded(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) i18next.addResourceBundle(language, 'translation', await bundles[language]());
}

export async function startLanguage(): Promise<void> {
  const language = preferredLanguage(localStorage.getItem(storageKey), navigator.languages);
  await extend(initReactI18next).init({
    lng: language, fallbackLng: false, resources: {}, interpolation: { escapeValue: false }, react: { useSuspense: false },
  });
  await switchLanguage(language);
}

/** Loads before it switches, so that no key is ever seen instead of a word. */
export async function switchLanguage(language: Language): Promise<void> {
  await ensureLoaded(language);
  await changeLanguage(language);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = languageTag[language];
}
