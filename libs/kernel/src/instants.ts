import { addMonths, dayProblem, isDay, lastDay, type Day } from './days.ts';

/** A point in time, RFC 3339 in UTC with `Z`: `2026-11-22T01:30:00.000Z`; made here always with three digits of a second, so that they compare as text. */
export type Instant = string;

/** A duration by ISO 8601: calendar months apart from the exact milliseconds, because a month has no fixed length. */
export interface Duration {
  readonly months: number;
  readonly milliseconds: number;
}

export const CHINA_TIME = 'Asia/Shanghai';

const INSTANT_SHAPE = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;
const DURATION_SHAPE = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Why `x` is no instant, or undefined. Offsets other than `Z` and leap seconds are refused. */
export function instantProblem(x: unknown): string | undefined {
  const day = typeof x === 'string' ? INSTANT_SHAPE.exec(x)?.[1] : undefined;
  return day === undefined ? 'must be a UTC instant written YYYY-MM-DDThh:mm:ss.sssZ' : dayProblem(day);
}

/** Whether `x` is an instant in UTC. */
export const isInstant = (x: unknown): x is Instant => instantProblem(x) === undefined;

function checked(instant: Instant): Date {
  const problem = instantProblem(instant);
  if (problem !== undefined) throw new RangeError(`instant: ${problem}`);
  return new Date(instant);
}

// A formatter costs about a hundred times as much to make as to use.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formatters.set(timeZone, made);
  return made;
}

/**
 * The day on which `instant` falls where the clock shows `timeZone` (an IANA name): 16:00Z is already tomorrow in China.
 * @throws RangeError on no instant or an unknown time zone.
 */
export function dayOf(instant: Instant, timeZone: string = CHINA_TIME): Day {
  const parts = new Map(formatterOf(timeZone).formatToParts(checked(instant)).map((part) => [part.type, part.value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

const offsets = new Map<string, Intl.DateTimeFormat>();

/** Minutes by which the clocks of `timeZone` are ahead of UTC at `instant`. */
function offsetMinutes(instant: Date, timeZone: string): number {
  const known = offsets.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  offsets.set(timeZone, known);
  const name = known.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/**
 * The last instant of `day` where the clock shows `timeZone`: 2026-11-22 ends in China at 2026-11-22T15:59:59.999Z.
 * @throws RangeError on no day or an unknown time zone.
 */
export function endOfDay(day: Day, timeZone: string = CHINA_TIME): Instant {
  const problem = dayProblem(day);
  if (problem !== undefined) throw new RangeError(`day: ${problem}`);
  const wall = Date.parse(`${day}T23:59:59.999Z`);
  const near = wall - offsetMinutes(new Date(wall), timeZone) * 60_000;
  // The clocks may have been changed between there and here.
  return new Date(wall - offsetMinutes(new Date(near), timeZone) * 60_000).toISOString();
}

/** Why `x` is no duration, or undefined: `P7D`, `PT3H`, `P1M`, `P1Y2M3W4DT5H6M7S`; whole numbers, forward only. */
export const durationProblem = (x: unknown): string | undefined =>
  typeof x === 'string' && DURATION_SHAPE.test(x) ? undefined : 'must be an ISO 8601 duration of whole numbers, like P7D, PT3H or P1M';

/** Reads an ISO 8601 duration; years count as 12 months, weeks as 7 days, days as 24 hours. @throws RangeError on no duration. */
export function isoDuration(text: string): Duration {
  const problem = durationProblem(text);
  if (problem !== undefined) throw new RangeError(`duration: ${problem}`);
  const part = (DURATION_SHAPE.exec(text) ?? []).map((digits: string | undefined) => Number(digits ?? 0));
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = part.slice(1);
  return { months: years * 12 + months, milliseconds: ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 };
}

/**
 * `instant` + `duration`, reckoned in UTC: first the months (31 January + P1M is the last of February), then the exact rest.
 * @throws RangeError on no instant, no duration, or a result beyond the year 9999.
 */
export function addDuration(instant: Instant, duration: string): Instant {
  const { months, milliseconds } = isoDuration(duration);
  const start = checked(instant).toISOString();
  const period = addMonths(start.slice(0, 7), months);
  const sameDay = period + start.slice(7, 10);
  const result = new Date(Date.parse((isDay(sameDay) ? sameDay : lastDay(period)) + start.slice(10)) + milliseconds);
  const text = Number.isNaN(result.getTime()) ? '' : result.toISOString();
  if (!isInstant(text)) throw new RangeError('duration: the result lies beyond the year 9999');
  return text;
}
