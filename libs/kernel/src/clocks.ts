import { addDays, daysBetween, type Day } from './days.ts';
import { addWorkingDays, workingDaysBetween, type HolidayCalendar, type ReckonedDay } from './working-days.ts';

/** A statutory time limit: "3 working days" and "3 days" are different limits. */
export interface TimeLimit {
  readonly limit: number;
  readonly unit: 'working-day' | 'day';
}

/** The lamp of a clock, with its counts in the unit of the limit. */
export interface ClockState {
  /** `over`: the due day has passed; `soon`: 20 % of the limit or 2 units are left, or less; else `fine`. */
  readonly state: 'over' | 'soon' | 'fine';
  /** Units from today to the due day: 0 on it, negative after it. */
  readonly left: number;
  /** Units of the limit used up, beyond it once over; a pause that moved the due day back gives units back. */
  readonly used: number;
  /** Whether a year without a published calendar went into the counts. */
  readonly provisional: boolean;
}

/**
 * The last day of a limit that the event on `from` triggers; that day is not counted. Plain days are not moved off a holiday.
 * @throws RangeError on no day, or a limit that is no integer of 0 or more (10 000 working days at most).
 */
export function dueDay({ limit, unit }: TimeLimit, from: Day, calendar: HolidayCalendar): ReckonedDay {
  if (!Number.isSafeInteger(limit) || limit < 0) throw new RangeError('clock: the limit must be an integer of 0 or more');
  return unit === 'working-day' ? addWorkingDays(calendar, from, limit) : { day: addDays(from, limit), provisional: false };
}

/**
 * How a running clock stands on `today`. Overdue is a matter of the day alone: on the Saturday after a Friday's due day it is over,
 * though no working day has passed.
 * @throws RangeError on no day.
 */
export function clockState(clock: TimeLimit & { readonly due: Day; readonly today: Day; readonly calendar: HolidayCalendar }): ClockState {
  const { due, today, limit, unit, calendar } = clock;
  const { days: left, provisional } = unit === 'working-day' ? workingDaysBetween(calendar, today, due) : { days: daysBetween(today, due), provisional: false };
  const running = left <= 2 || left * 5 <= limit ? 'soon' : 'fine';
  return { state: today > due ? 'over' : running, left, used: Math.max(0, limit - left), provisional };
}
