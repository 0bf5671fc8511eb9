import { Rejection } from '@hearth/event-sourcing';
import { endOfDay, isDay } from '@hearth/kernel';

/** What `asOf` names: a time, or a position of the log in the epoch it was given in. */
export type NamedAsOf = { readonly at: Date } | { readonly position: number; readonly epoch: number | null };

const INSTANT_SHAPE = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** `position:42`, or with the epoch as the header Hearth-Position has it: `position:1:42`. */
const POSITION_SHAPE = /^position:(?:(\d{1,9}):)?(\d{1,15})$/;

/** A day is the end of that day in the time zone. Anything that is no day, instant or position is refused, never guessed at. */
export function namedAsOf(value: string | undefined, timeZone: string): NamedAsOf | null {
  if (value === undefined || value === '') return null;
  const [, epoch, position] = POSITION_SHAPE.exec(value) ?? [];
  if (position !== undefined) return { position: Number(position), epoch: epoch === undefined ? null : Number(epoch) };
  if (isDay(value)) return { at: new Date(endOfDay(value, timeZone)) };
  const date = new Date(value);
  if (!isDay(INSTANT_SHAPE.exec(value)?.[1]) || Number.isNaN(date.getTime())) throw refused('asOf must be a date (2026-11-22), an RFC 3339 instant, or a position of this log (position:42).');
  return { at: date };
}

/** @throws Rejection as-of always */
export function refused(detail: string): Rejection {
  return new Rejection('as-of', detail, { status: 400, errors: [{ field: 'asOf', code: 'date', detail: 'names no time that can be asked about' }] });
}
