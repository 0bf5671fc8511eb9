import type { Language } from './dates.ts';
import { bigNumber } from './numbers.ts';

export type Currency = 'CNY' | 'MNT';
export interface Money { readonly minor: number; readonly currency: Currency }

const sign: Record<Currency, string> = { CNY: '¥', MNT: '₮' };
const grouped = new Intl.NumberFormat('en', { useGrouping: true, maximumFractionDigits: 0 });

/** Digits only. Integer arithmetic throughout; the tugrik is written without its unused hundredths. */
export function amount({ minor, currency }: Money): string {
  const size = Math.abs(minor);
  const minus = minor < 0 ? '−' : '';
  if (currency === 'MNT') return `${minus}${grouped.format(Math.floor((size + 50) / 100))}`;
  return `${minus}${grouped.format(Math.floor(size / 100))}.${String(size % 100).padStart(2, '0')}`;
}

export function moneyText(value: Money, language: Language): string {
  const digits = amount(value);
  const [minus, plain] = digits.startsWith('−') ? ['−', digits.slice(1)] : ['', digits];
  return `${minus}${sign[value.currency]}${language === 'mn' ? '\u00a0' : ''}${plain}`;
}

/** For headline figures: from a million on in the language's own large units. */
export function bigMoneyText(value: Money, language: Language): string {
  if (Math.abs(value.minor) < 1e8) return moneyText(value, language);
  return `${sign[value.currency]}${language === 'mn' ? '\u00a0' : ''}${bigNumber(value.minor / 100, language)}`;
}

/** With its sign always written, for differences. */
export const signedAmount = (value: Money): string => (value.minor > 0 ? `+${amount(value)}` : amount(value));

const typed = /^([−-]?)(\d{1,13})(?:\.(\d{1,2}))?$/u;

/** What an officer typed, as minor units; null when it is not an amount. Full-width digits, spaces and separators are accepted. */
export function parseAmount(text: string): number | null {
  const match = typed.exec(text.normalize('NFKC').replaceAll(/[\s,¥₮]/gu, ''));
  if (!match) return null;
  const minor = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '' ? minor : -minor;
}
