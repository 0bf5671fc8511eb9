import { Rejection } from '@hearth/event-sourcing';

/** Where a page ended: the sort value and the id of its last row. */
export interface Cursor {
  readonly value: unknown;
  readonly id: string;
}

interface Frame {
  readonly sort: string | null;
  readonly epoch: number;
}

/** Opaque to the asker; holds for one order and one epoch of the log. */
export function cursorText(cursor: Cursor, frame: Frame): string {
  return Buffer.from(JSON.stringify([frame.epoch, frame.sort, cursor.value, cursor.id])).toString('base64url');
}

export function cursorOf(text: string, frame: Frame): Cursor {
  const parts = parsed(text);
  if (!Array.isArray(parts)) throw invalid('is not a cursor of this list');
  const [epoch, sort, value, id] = parts as unknown[];
  if (typeof id !== 'string' || sort !== frame.sort) throw invalid('belongs to another list');
  if (epoch !== frame.epoch) throw invalid('is from before the log was restored: start again');
  return { value, id };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

const invalid = (detail: string): Rejection => new Rejection('invalid-query', `cursor: ${detail}`, { status: 400, errors: [{ field: 'cursor', code: 'invalid', detail }] });
