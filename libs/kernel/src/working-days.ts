import type { Country } from './area.ts';
import { addDays, daysBetween, weekday, type Day } from './days.ts';

/** One published year: `holidays` are off whatever weekday they are, `makeUpWorkingDays` are worked whatever weekday they are. */
export interface HolidayYear {
  readonly holidays: readonly Day[];
  readonly makeUpWorkingDays: readonly Day[];
  /** The notice or law the days are taken from. */
  readonly source: string;
}

/** Working days as data. A year missing from `years` (keys `YYYY`) has no published calendar yet: Monday to Friday, provisional. */
export interface HolidayCalendar {
  readonly country: Country;
  readonly years: Readonly<Record<string, HolidayYear>>;
}

/** A day reckoned in working days; `provisional` when a year without a published calendar went into it, so that it may still move. */
export interface ReckonedDay {
  readonly day: Day;
  readonly provisional: boolean;
}

/** Whether offices work on `day`. @throws RangeError on no day. */
export function isWorkingDay(calendar: HolidayCalendar, day: Day): { working: boolean; provisional: boolean } {
  const onWeekdays = weekday(day) <= 5;
  const year = calendar.years[day.slice(0, 4)];
  if (year === undefined) return { working: onWeekdays, provisional: true };
  const working = year.makeUpWorkingDays.includes(day) || (onWeekdays && !year.holidays.includes(day));
  return { working, provisional: false };
}

/**
 * The n-th working day after `from`; the day of the triggering event itself is not counted, and n = 0 is that day.
 * @throws RangeError on no day, or n not an integer of 0 or more.
 */
export function addWorkingDays(calendar: HolidayCalendar, from: Day, n: number): ReckonedDay {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('working days: the count must be an integer of 0 or more');
  let reached: ReckonedDay = { day: addDays(from, 0), provisional: false };
  for (let counted = 0; counted < n; ) {
    const day = addDays(reached.day, 1);
    const kind = isWorkingDay(calendar, day);
    if (kind.working) counted += 1;
    reached = { day, provisional: reached.provisional || kind.provisional };
  }
  return reached;
}

/**
 * Working days after `from` up to and including `to`, the inverse of `addWorkingDays`; backwards the same count, negative.
 * @throws RangeError on no day.
 */
export function workingDaysBetween(calendar: HolidayCalendar, from: Day, to: Day): { days: number; provisional: boolean } {
  const span = daysBetween(from, to);
  const start = span < 0 ? to : from;
  const kinds = Array.from({ length: Math.abs(span) }, (_, index) => isWorkingDay(calendar, addDays(start, index + 1)));
  const days = kinds.filter((kind) => kind.working).length;
  return { days: span < 0 && days > 0 ? -days : days, provisional: kinds.some((kind) => kind.provisional) };
}
