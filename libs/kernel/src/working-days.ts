import type { Country } from './area.ts';
import { dayAt, dayNumber, type Day } from './days.ts';

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

/** The days on which a calendar departs from Monday to Friday: their number → worked or not. Built once; calendars are read-only. */
const departures = new WeakMap<HolidayCalendar, ReadonlyMap<number, boolean>>();

function departuresOf(calendar: HolidayCalendar): ReadonlyMap<number, boolean> {
  const known = departures.get(calendar);
  if (known !== undefined) return known;
  const made = new Map<number, boolean>();
  for (const year of Object.values(calendar.years)) {
    for (const day of year.holidays) made.set(dayNumber(day), false);
    for (const day of year.makeUpWorkingDays) made.set(dayNumber(day), true);
  }
  departures.set(calendar, made);
  return made;
}

// Day 0, 1970-01-01, was a Thursday, so day −3 a Monday.
const onWeekdays = (number: number): boolean => (((number + 3) % 7) + 7) % 7 < 5;
const works = (calendar: HolidayCalendar, number: number): boolean => departuresOf(calendar).get(number) ?? onWeekdays(number);

/** Whether a year from that of `first` to that of `last` has no published calendar. */
function isProvisional(calendar: HolidayCalendar, first: Day, last: Day): boolean {
  const end = Number(last.slice(0, 4));
  let year = Number(first.slice(0, 4));
  while (year <= end && calendar.years[String(year)] !== undefined) year += 1;
  return year <= end;
}

/** The longest count, some forty years: a slip in a rule's data must not keep a service counting. */
const LONGEST = 10_000;

/** Whether offices work on `day`. @throws RangeError on no day. */
export const isWorkingDay = (calendar: HolidayCalendar, day: Day): { working: boolean; provisional: boolean } => ({
  working: works(calendar, dayNumber(day)),
  provisional: isProvisional(calendar, day, day),
});

/**
 * The n-th working day after `from`; the day of the triggering event itself is not counted, and n = 0 is that day.
 * @throws RangeError on no day, or n not an integer from 0 to 10 000.
 */
export function addWorkingDays(calendar: HolidayCalendar, from: Day, n: number): ReckonedDay {
  if (!Number.isInteger(n) || n < 0 || n > LONGEST) throw new RangeError(`working days: the count must be an integer from 0 to ${LONGEST}`);
  const start = dayNumber(from);
  let at = start;
  for (let left = n; left > 0; ) {
    at += 1;
    if (works(calendar, at)) left -= 1;
  }
  return { day: dayAt(at), provisional: at > start && isProvisional(calendar, dayAt(start + 1), dayAt(at)) };
}

/**
 * Working days after `from` up to and including `to`, the inverse of `addWorkingDays`; backwards the same count, negative.
 * @throws RangeError on no day.
 */
export function workingDaysBetween(calendar: HolidayCalendar, from: Day, to: Day): { days: number; provisional: boolean } {
  const [start, end] = [dayNumber(from), dayNumber(to)];
  const [first, last] = [Math.min(start, end) + 1, Math.max(start, end)];
  let days = 0;
  for (let at = first; at <= last; at += 1) if (works(calendar, at)) days += 1;
  return { days: end < start && days > 0 ? -days : days, provisional: first <= last && isProvisional(calendar, dayAt(first), dayAt(last)) };
}
