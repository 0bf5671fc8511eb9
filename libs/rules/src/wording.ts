import type { Text3, Trace } from '@hearth/contracts';
import type { Currency } from '@hearth/kernel';
import type { Shown } from './document.ts';
import { valueOf } from './expressions.ts';
import { type Fraction, rounded } from './fraction.ts';
import type { Subject } from './subjects.ts';

/** A whole number as JSON can hold it; beyond the safe integers as digits. */
export const digits = (n: bigint): number | string => (Number.isSafeInteger(Number(n)) ? Number(n) : n.toString());

/** An amount for the trace, as money is written everywhere. */
export const asMoney = (value: Fraction, currency: Currency): object => ({ minor: digits(rounded(value)), currency });

export interface ShownFigures { readonly inputs: Trace['inputs']; readonly words: Readonly<Record<string, string>> }

/** The figures that a rule shows: for the trace, and as words for its reasons. */
export function figuresShown(shows: ReadonlyMap<string, Shown>, subject: Subject, currency: Currency): ShownFigures {
  const shown = [...shows].map(([name, one]) => ({ name, ...figureShown(one, subject, currency) }));
  return {
    inputs: Object.fromEntries(shown.map(({ name, input }) => [name, input])),
    words: Object.fromEntries(shown.map(({ name, word }) => [name, word])),
  };
}

function figureShown(shown: Shown, subject: Subject, currency: Currency): { input: unknown; word: string } {
  if ('word' in shown) {
    const word = subject.word(shown.word);
    return { input: word, word: word === null ? '?' : String(word) };
  }
  const value = valueOf(shown.quantity, subject);
  if (value === null) return { input: null, word: '?' };
  if (shown.money) return { input: asMoney(value, currency), word: amountInWords(rounded(value)) };
  return value.n % value.d === 0n ? { input: digits(value.n / value.d), word: String(value.n / value.d) } : { input: `${value.n}/${value.d}`, word: `${value.n}/${value.d}` };
}

/** `666.67`; whole amounts without decimals. */
export function amountInWords(minor: bigint): string {
  const sign = minor < 0n ? '-' : '';
  const absolute = minor < 0n ? -minor : minor;
  const cents = absolute % 100n;
  return `${sign}${absolute / 100n}${cents === 0n ? '' : `.${String(cents).padStart(2, '0')}`}`;
}

/** The text with its figures in place of `{name}`. */
export function filled(text: Text3, words: Readonly<Record<string, string>>): Text3 {
  const fill = (one: string): string => one.replaceAll(/\{([^}]*)\}/g, (whole, name: string) => (Object.hasOwn(words, name) ? words[name] ?? whole : whole));
  return { zh: fill(text.zh), mn: fill(text.mn), en: fill(text.en) };
}
