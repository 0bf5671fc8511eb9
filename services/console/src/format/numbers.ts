import type { Language } from './dates.ts';

const grouped = new Intl.NumberFormat('en', { useGrouping: true, maximumFractionDigits: 0 });

/** A unit of size and its word; the language glues nothing else to it. */
const steps: Record<Language, readonly (readonly [number, string])[]> = {
  zh: [[1e8, '亿'], [1e4, '万']],
  mn: [[1e9, ' тэрбум'], [1e6, ' сая']],
  en: [[1e9, 'bn'], [1e6, 'm']],
};

export const count = (value: number): string => (value < 0 ? `−${grouped.format(-value)}` : grouped.format(value));

/** For headline figures only: from a million on, three digits and a word. Below that every digit is shown. */
export function bigNumber(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size < 1e6) return count(value);
  const step = steps[language].find(([unit]) => size >= unit);
  if (!step) return count(value);
  const scaled = size / step[0];
  const digits = scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return `${value < 0 ? '−' : ''}${scaled.toFixed(digits)}${step[1]}`;
}

export function percent(share: number, digits = 1): string {
  const text = (Math.abs(share) * 100).toFixed(digits);
  return `${share < 0 ? '−' : ''}${text}%`;
}

export const signedPercent = (share: number, digits = 1): string => (share > 0 ? `+${percent(share, digits)}` : percent(share, digits));
