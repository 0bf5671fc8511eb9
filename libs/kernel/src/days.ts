/** A day of the civil calendar, `YYYY-MM-DD` (ISO 8601), years 0001–9999, without a time zone. Days compare as text. */
export type Day = string;
/** A calendar month, `YYYY-MM`: the period a benefit is paid for. Periods compare as text. */
export type Period = string;

const DAY_MS = 86_400_000;
const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const PERIOD_SHAPE = /^\d{4}-(?:0[1-9]|1[0-2])$/;

const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** Why `x` is no day, or undefined; 30 February is none. The text never repeats the input. */
export function dayProblem(x: unknown): string | undefined {
  if (typeof x !== 'string' || !DAY_SHAPE.test(x)) return 'must be a day written YYYY-MM-DD';
  // Engines differ on 30 February: some roll it over to March, some answer NaN; neither is the 30th.
  const real = new Date(midnight(x)).getUTCDate() === Number(x.slice(8));
  return real && !x.startsWith('0000') ? undefined : 'is not a day of the calendar';
}

/** Whether `x` is a day of the calendar, written `YYYY-MM-DD`. */
export const isDay = (x: unknown): x is Day => dayProblem(x) === undefined;

/** Why `x` is no period, or undefined. */
export const periodProblem = (x: unknown): string | undefined =>
  typeof x === 'string' && PERIOD_SHAPE.test(x) && !x.startsWith('0000') ? undefined : 'must be a month written YYYY-MM';

/** Whether `x` is a calendar month, written `YYYY-MM`. */
export const isPeriod = (x: unknown): x is Period => periodProblem(x) === undefined;

/** Days from 1970-01-01 to `day`. Whole numbers are what the working-day count walks on. @throws RangeError on no day. */
export function dayNumber(day: Day): number {
  const problem = dayProblem(day);
  if (problem !== undefined) throw new RangeError(`day: ${problem}`);
  return midnight(day) / DAY_MS;
}

/** The day `number` days after 1970-01-01. @throws RangeError when it is no integer or the day lies outside the years 0001–9999. */
export function dayAt(number: number): Day {
  const time = new Date(number * DAY_MS);
  const day = Number.isInteger(number) && !Number.isNaN(time.getTime()) ? time.toISOString().slice(0, 10) : '';
  if (!isDay(day)) throw new RangeError('day: the result is not a day of the years 0001–9999');
  return day;
}

/** `day` + n days; n may be negative. @throws RangeError on no day, n not an integer, or a result outside the years 0001–9999. */
export const addDays = (day: Day, n: number): Day => dayAt(dayNumber(day) + n);

/** Days from `from` to `to`: 0 on the same day, 1 to the next, negative backwards. @throws RangeError on no day. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** The weekday by ISO 8601: 1 Monday … 7 Sunday. @throws RangeError on no day. */
export const weekday = (day: Day): number => new Date(dayNumber(day) * DAY_MS).getUTCDay() || 7;

/** The month a day lies in. @throws RangeError on no day. */
export function periodOf(day: Day): Period {
  dayNumber(day);
  return day.slice(0, 7);
}

/** The first day of a month. @throws RangeError on no period. */
export function firstDay(period: Period): Day {
  const problem = periodProblem(period);
  if (problem !== undefined) throw new RangeError(`period: ${problem}`);
  return `${period}-01`;
}

/** `period` + n months; n may be negative. @throws RangeError on no period, n not an integer, or a result outside the years 0001–9999. */
export function addMonths(period: Period, n: number): Period {
  const first = firstDay(period);
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + n;
  const result = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  if (!isPeriod(result)) throw new RangeError('period: the result is not a month of the years 0001–9999');
  return result;
}

/** The last day of a month. @throws RangeError on no period. */
export function lastDay(period: Period): Day {
  const time = new Date(midnight(firstDay(period)));
  time.setUTCMonth(time.getUTCMonth() + 1, 0); // day 0 of the next month is the last of this one
  return time.toISOString().slice(0, 10);
}

/**
 * Full years of age on the day `on`; a birthday counts as completed on the day itself, and whoever was born on 29 February completes a
 * common year on 1 March.
 * @throws RangeError on no day, or when `on` lies before the birth.
 */
export function completedAge(birth: Day, on: Day): number {
  if (daysBetween(birth, on) < 0) throw new RangeError('age: the day lies before the birth');
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
