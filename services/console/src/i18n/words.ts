import { useTranslation } from 'react-i18next';
import type { Language } from '../format/dates.ts';
import type { Messages } from './zh.ts';

export interface Text3 { readonly zh: string; readonly mn: string; readonly en: string }

type Group = { [K in keyof Messages['words']]: K }[keyof Messages['words']];

export interface Words {
  /** The label of a code of the domain; a code this version does not know yet is shown as it is. */
  word(group: Group, code: string): string;
  event(type: string): string;
  text(value: Text3 | undefined): string;
  language: Language;
}

/** Data is never translated, its labels are: codes from the services become words here and nowhere else. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const lookup = (key: string, fallback: string): string => i18n.t(key, { defaultValue: fallback });
  const language = i18n.language as Language;
  return {
    word: (group, code) => lookup(`words.${group}.${code}`, code),
    event: (type) => lookup(`events.${type.replace(/^hearth\./u, '')}`, t('events.other')),
    text: (value) => (value === undefined ? '' : value[language]),
    language,
  };
}
