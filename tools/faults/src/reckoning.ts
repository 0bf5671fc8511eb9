import type { Pool } from 'pg';
import type { Acked } from './actors/protocol.ts';

export interface Counts {
  readonly written: number;
  readonly delivered: number;
  readonly applied: number;
  readonly lost: number;
  readonly doubled: number;
  readonly parked: number;
}

export interface Reckoning extends Counts {
  /** What else is not as it has to be, in words. */
  readonly problems: readonly string[];
}

interface Logged { readonly id: string; readonly stream: string; readonly version: number; readonly position: number; readonly key: string }
interface Applied { readonly id: string; readonly key: string; readonly stream: string; readonly version: number; readonly n: number }

const nameOf = (stream: string, version: number): string => `${stream} ${version}`;

/** Holds what was acknowledged and what stands in the speaker's log against what the hearer did; a hearer that is no more than a mistake has no log of its own. */
export async function reckon(pool: Pool, speaking: string, hearing: string, acked: readonly Acked[], delivered: number, hasLog: boolean): Promise<Reckoning> {
  const { rows: logged } = await pool.query<Logged>(`SELECT id, stream, version, position::integer AS position, metadata->>'key' AS key FROM "${speaking}".events WHERE type = 'Said' ORDER BY position`);
  const { rows: applied } = await pool.query<Applied>(`SELECT event_id AS id, key, stream, version, n FROM "${hearing}".applied ORDER BY seq`);
  const { rows: held } = await pool.query<{ id: string }>(`SELECT event_id AS id FROM "${hearing}".held_events`);
  const known = new Map(logged.map((event) => [event.id, event]));
  const promised = new Set([...known.keys(), ...acked.flatMap(({ ids }) => ids), ...withoutEvent(acked, logged)]);
  const had = new Set(applied.map(({ id }) => id));
  const parked = new Set(held.flatMap(({ id }) => (known.has(id) ? [id] : [])));
  // What was acknowledged and stands in the log no more is lost, whatever the hearer had of it.
  const lost = [...promised].filter((id) => !known.has(id) || (!had.has(id) && !parked.has(id)));
  return {
    written: promised.size, delivered, applied: had.size, lost: lost.length, doubled: applied.length - had.size, parked: parked.size,
    problems: [...contiguous(logged), ...inOrder(applied, known), ...(hasLog ? await ownLog(pool, hearing, applied.length) : [])],
  };
}

/** Versions that were acknowledged without an id and that the log does not have, by name. */
function withoutEvent(acked: readonly Acked[], logged: readonly Logged[]): string[] {
  const there = new Set(logged.map(({ stream, version }) => nameOf(stream, version)));
  const blind = acked.filter(({ ids }) => ids.length === 0);
  return blind.flatMap(({ stream, from, to }) => Array.from({ length: to - from + 1 }, (_, at) => nameOf(stream, from + at))).filter((name) => !there.has(name));
}

/** Versions 1, 2, 3… of every stream: no append was stored twice or half. */
function contiguous(logged: readonly Logged[]): string[] {
  const last = new Map<string, number>();
  for (const { stream, version } of logged) {
    const before = last.get(stream) ?? 0;
    if (version !== before + 1) return [`stream ${stream} goes from version ${before} to ${version}`];
    last.set(stream, version);
  }
  return [];
}

/** Facts of a key in the order of the log, each as it was said. */
function inOrder(applied: readonly Applied[], known: ReadonlyMap<string, Logged>): string[] {
  const last = new Map<string, number>();
  for (const { id, key, n, version } of applied) {
    const event = known.get(id);
    if (event === undefined) return [`event ${id} was applied and is in no log`];
    if (n !== version || event.key !== key) return [`event ${id} was applied with other content than was said`];
    if (event.position < (last.get(key) ?? 0)) return [`key ${key} was applied out of order at position ${event.position}`];
    last.set(key, event.position);
  }
  return [];
}

/** The consumer's own events were stored in the transactions that applied the facts, and its projection has counted each of them once. */
async function ownLog(pool: Pool, hearing: string, applied: number): Promise<string[]> {
  const { rows: [own] } = await pool.query<{ stored: number; counted: number }>(
    `SELECT (SELECT count(*) FROM "${hearing}".events)::integer AS stored, (SELECT coalesce(sum((body->>'heard')::integer), 0) FROM "${hearing}".row_tally WHERE recorded_to = 'infinity')::integer AS counted`);
  if (own?.stored !== applied) return [`${applied} facts were applied and ${own?.stored} of the hearer's own events stored`];
  return own.counted === own.stored ? [] : [`the projection counted ${own.counted} of ${own.stored} events`];
}
