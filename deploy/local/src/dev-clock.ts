import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { addDuration, durationProblem, instantProblem } from '@hearth/kernel';
import type { Clock } from '@hearth/service-host';

/** The move that was asked for cannot be made: malformed, or backwards. */
export class ClockRefusal extends Error {
  constructor(readonly status: 400 | 409, message: string) {
    super(message);
    this.name = 'ClockRefusal';
  }
}

export type Move = { readonly advance: string } | { readonly now: string };

/**
 * Real time plus an offset that only grows and outlives a restart. For whatever business falls due;
 * token expiry, TLS and retries go by real time.
 */
export class DevClock implements Clock {
  private offset: number;

  constructor(private readonly path: string) {
    this.offset = savedOffset(path);
  }

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** @throws ClockRefusal */
  move(move: Move): Date {
    const now = this.now();
    const goal = goalOf(move, now);
    const step = goal.getTime() - now.getTime();
    if (step < 0) throw new ClockRefusal(409, `The clock only moves forward: it is ${now.toISOString()} already.`);
    this.save(this.offset + step);
    return this.now();
  }

  private save(offset: number): void {
    writeFileSync(`${this.path}.new`, `${JSON.stringify({ offsetMs: offset })}\n`, { flush: true });
    renameSync(`${this.path}.new`, this.path);
    this.offset = offset;
  }
}

function goalOf(move: Move, now: Date): Date {
  if ('now' in move) return new Date(move.now);
  try {
    return new Date(addDuration(now.toISOString(), move.advance));
  } catch {
    throw new ClockRefusal(400, 'advance leads beyond the year 9999.');
  }
}

/** Reads a request's body: exactly one of `advance` (ISO 8601 duration) and `now` (UTC instant). @throws ClockRefusal */
export function readMove(body: unknown): Move {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const [name, value] = fields[0] ?? [];
  if (fields.length !== 1 || (name !== 'advance' && name !== 'now')) throw new ClockRefusal(400, 'Say either {"advance": "P7D"} or {"now": "2026-11-22T02:00:00Z"}.');
  const problem = name === 'advance' ? durationProblem(value) : instantProblem(value);
  if (problem !== undefined) throw new ClockRefusal(400, `${name} ${problem}.`);
  return name === 'advance' ? { advance: String(value) } : { now: String(value) };
}

function savedOffset(path: string): number {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return 0; // never moved
  }
  const { offsetMs } = JSON.parse(text) as { offsetMs: unknown };
  if (typeof offsetMs !== 'number' || !(offsetMs >= 0)) throw new Error(`${path} holds no offset`);
  return offsetMs;
}
