import { clockTime, dateParts, dayAndMonth, longDate, monthOfYear, shortDate, type Language } from './dates.ts';
import { amount, bigMoneyText, moneyText, signedAmount, type Money } from './money.ts';
import { bigNumber, count, percent, signedPercent } from './numbers.ts';
import { compareNames } from './names.ts';

/** Everything the pages write that differs by language: one object, made once per language and zone. */
export interface Format {
  readonly language: Language;
  readonly zone: string;
  date(value: string): string;
  shortDate(value: string): string;
  dayMonth(value: string): string;
  dayMonthTime(value: string): string;
  dateTime(value: string): string;
  time(value: string): string;
  month(period: string): string;
  money(value: Money): string;
  bigMoney(value: Money): string;
  amount(value: Money): string;
  signed(value: Money): string;
  count(value: number): string;
  big(value: number): string;
  percent(share: number, digits?: number): string;
  change(share: number, digits?: number): string;
  /** Several names in a row. */
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
}

export function formatFor(language: Language, zone: string): Format {
  const parts = (value: string) => dateParts(value, zone);
  return {
    language,
    zone,
    date: (value) => longDate(parts(value), language),
    shortDate: (value) => shortDate(parts(value), language),
    dayMonth: (value) => dayAndMonth(parts(value), language),
    dayMonthTime: (value) => `${dayAndMonth(parts(value), language)} ${clockTime(parts(value))}`,
    dateTime: (value) => `${shortDate(parts(value), language)} ${clockTime(parts(value))}`,
    time: (value) => clockTime(parts(value)),
    month: (period) => monthOfYear(period, language),
    money: (value) => moneyText(value, language),
    bigMoney: (value) => bigMoneyText(value, language),
    amount,
    signed: signedAmount,
    count,
    big: (value) => bigNumber(value, language),
    percent,
    change: signedPercent,
    list: (items) => items.join(language === 'zh' ? '、' : ', '),
    compare: (a, b) => compareNames(a, b, language),
  };
}
