import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../api/areas.ts';
import type { Money } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import type { Speak } from './expression.ts';

/** The words of a document in the language of the page; amounts are of its currency. */
export function useSpeak(currency: Money['currency']): Speak {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  const areas = useAreas();
  return useMemo<Speak>(() => ({
    say: (key, values) => t(`rules.say.${key}`, { ...values }),
    word, text,
    money: (minor) => format.money({ minor, currency }),
    area: (code) => areas.name(code),
    day: (day) => (day.length === 7 ? format.month(day) : format.shortDate(day)),
    list: format.list,
  }), [t, areas, format, currency, word, text]);
}
