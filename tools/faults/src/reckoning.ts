import type { Pool } from 'pg';

export interface Reckoning {
  readonly written: number;
  readonly delivered: number;
  readonly applied: number;
  readonly lost: number;
  readonly doubled: number;
  readonly parked: number;
  /** What else is not as it has to be, in words. */
  readonly problems: readonly string[];
}

/** An append that was answered with yes: versions `from`…`to` of a stream. */
export interface Acked { readonly stream: string; readonly from: number; readonly to: number }

interface Logged { readonly id: string; readonly stream: string; readonly version: number; readonly position: number; readonly key: string }
interface Applied { readonly id: string; readonly key: string; readonly stream: string; readonly version: number; readonly n: number }

const nameOf = (stream: string, version: number): string => `${stream} ${version}`;

/** Holds what was acknowledged and what stands in the speaker's log against what the hearer did. */
export async function reckon(pool: Pool, speaking: string, hearing: string, acked: readonly Acked[], delivered: number): Promise<Reckoning> {
  const { rows: logged } = await pool.query<Logged>(`SELECT id, stream, version, position::integer AS position, metadata->>'key' AS key FROM "${speaking}".events WHERE type = 'Said' ORDER BY position`);
  const { rows: applied } = await pool.query<Applied>(`SELECT event_id AS id, key, stream, version, n FROM "${hearing}".applied ORDER BY seq`);
  const { rows: held } = await pool.query<{ id: string }>(`SELECT event_id AS id FROM "${hearing}".held_events`);
  const known = new Map(logged.map((event) => [event.id, event]));
  const promised = new Set([...logged.map((event) => nameOf(event.stream, event.version)), ...acked.flatMap(({ stream, from, to }) => Array.from({ length: to - from + 1 }, (_, at) => nameOf(stream, from + at)))]);
  const had = new Set(applied.map((one) => nameOf(one.stream, one.version)));
  const parked = new Set(held.flatMap(({ id }) => { const event = known.get(id); return event ? [nameOf(event.stream, event.version)] : []; }));
  const inLog = new Set(logged.map((event) => nameOf(event.stream, event.version)));
  // What was acknowledged and stands in the log no more is lost, whatever the hearer had of it.
  const lost = [...promised].filter((name) => !inLog.has(name) || (!had.has(name) && !parked.has(name)));
  return {
    written: promised.size, delivered, applied: had.size, lost: lost.length, doubled: applied.length - had.size, parked: parked.size,
    problems: [...contiguous(logged), ...inOrder(applied, known), ...(await ownLog(pool, hearing, applied.length))],
  };
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

/** The consumer's own events were stored in the transactions that applied the facts, and its projection has counted them. */
async function ownLog(pool: Pool, hearing: string, applied: number): Promise<string[]> {
  const { rows: [own] } = await pool.query<{ heard: number }>(`SELECT count(*)::integer AS heard FROM "${hearing}".events`);
  return own?.heard === 0 || own?.heard === applied ? [] : [`${applied} facts were applied and ${own?.heard} of the hearer's own events stored`];
}
