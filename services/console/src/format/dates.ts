export type Language = 'zh' | 'mn' | 'en';

export interface DateParts { readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number }

const enLong = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const enShort = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const enDayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const enMonth = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

const two = (n: number): string => String(n).padStart(2, '0');
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** A day is taken as it stands; an instant is shown in the zone of the deployment. */
export function dateParts(value: string, zone: string): DateParts {
  const day = dayPattern.exec(value);
  if (day) return { year: Number(day[1]), month: Number(day[2]), day: Number(day[3]), hour: 0, minute: 0 };
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(value));
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

const asUtc = (p: DateParts): Date => new Date(Date.UTC(p.year, p.month - 1, p.day));

export const isoDay = (p: DateParts): string => `${p.year}-${two(p.month)}-${two(p.day)}`;

export function longDate(p: DateParts, language: Language): string {
  if (language === 'zh') return `${p.year}年${p.month}月${p.day}日`;
  if (language === 'mn') return `${p.year} оны ${p.month}-р сарын ${p.day}`;
  return enLong.format(asUtc(p));
}

export function shortDate(p: DateParts, language: Language): string {
  if (language === 'zh') return isoDay(p);
  if (language === 'mn') return `${p.year}.${two(p.month)}.${two(p.day)}`;
  return enShort.format(asUtc(p));
}

/** Without the year, for lists where the year is plain from the context. */
export function dayAndMonth(p: DateParts, language: Language): string {
  if (language === 'zh') return `${two(p.month)}-${two(p.day)}`;
  if (language === 'mn') return `${two(p.month)}.${two(p.day)}`;
  return enDayMonth.format(asUtc(p));
}

export const clockTime = (p: DateParts): string => `${two(p.hour)}:${two(p.minute)}`;

export function monthOfYear(period: string, language: Language): string {
  const [year = 0, month = 1] = period.split('-').map(Number);
  if (language === 'zh') return `${year}年${month}月`;
  if (language === 'mn') return `${year} оны ${month}-р сар`;
  return enMonth.format(new Date(Date.UTC(year, month - 1, 1)));
}

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A typed day: 2026-3-31, 2026.03.31, 20260331, 2026年3月31日, 31 Mar 2026; null when it is no day of the calendar. */
export function readDay(text: string, language: Language): string | null {
  const plain = text.normalize('NFKC').trim();
  const english = language === 'en' ? /^(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})$/iu.exec(plain) : null;
  const numbers = english
    ? [Number(english[3]), englishMonths.indexOf((english[2] ?? '').toLowerCase()) + 1, Number(english[1])]
    : /^\d{8}$/u.test(plain) ? [plain.slice(0, 4), plain.slice(4, 6), plain.slice(6)].map(Number) : (plain.match(/\d+/gu) ?? []).map(Number);
  const [year = 0, month = 0, day = 0] = numbers;
  if (numbers.length !== 3 || year < 1900 || year > 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? `${year}-${two(month)}-${two(day)}` : null;
}
