import type { Pool } from 'pg';
import { until } from '../until.ts';
import type { Desk } from './desk.ts';

/** Two services and what lies between them. */
export interface Watched {
  readonly pool: Pick<Pool, 'query'>;
  readonly speaking: string;
  readonly hearing: string;
  readonly desk: Desk;
  readonly topic: string;
  readonly patienceS: number;
}

const STILL_MS = 3_000;

/**
 * Waits until all that is in the log is published, all that is published is read, nothing is kept back that could move, and the projection has
 * passed. When something is missing all the same, it is looked for a while longer: only what does not come then is lost.
 */
export async function settle(street: Watched): Promise<void> {
  let missing = 'the first look';
  let since = performance.now();
  const look = async (): Promise<boolean> => {
    missing = (await underWay(street).catch((error: unknown) => (error instanceof Error ? error.message : 'no answer'))) ?? '';
    if (missing !== '') since = performance.now();
    return missing === '' && ((await complete(street)) || performance.now() - since > STILL_MS);
  };
  await until('all is quiet', street.patienceS, look).catch((error: unknown) => { throw new Error(`${error instanceof Error ? error.message : 'not quiet'}: ${missing}`); });
}

/** In words; null when nothing is. */
async function underWay({ pool, speaking, hearing, desk, topic }: Watched): Promise<string | null> {
  const one = async (text: string, values: readonly unknown[] = []): Promise<number> => (await pool.query<{ n: number }>(text, [...values])).rows[0]?.n ?? 0;
  const unpublished = await one(`SELECT count(*)::integer AS n FROM "${speaking}".events WHERE position > coalesce((SELECT position FROM "${speaking}".relay WHERE bus = $1), 0)`, [await desk.name()]);
  if (unpublished > 0) return `${unpublished} events are not published`;
  const { rows: read } = await pool.query<{ partition: number; next: number }>(`SELECT partition, last_offset::integer + 1 AS next FROM "${hearing}".intake WHERE topic = $1`, [topic]);
  for (const [partition, end] of await desk.ends(topic)) {
    // After a change of broker the former one's rows stay beside the new one's.
    if (end > 0 && !read.some((row) => row.partition === partition && row.next === end)) return `partition ${partition} is not read to its end`;
  }
  const waiting = await one(`SELECT count(*)::integer AS n FROM "${hearing}".held_events WHERE state = 'waiting'`);
  if (waiting > 0) return `${waiting} facts wait for others`;
  const unseen = await one(`SELECT count(*)::integer AS n FROM "${hearing}".events WHERE position > coalesce((SELECT position FROM "${hearing}".checkpoints WHERE name = 'tally'), 0)`);
  return unseen === 0 ? null : `the projection has ${unseen} events before it`;
}

/** Every event of the log is applied or parked. */
async function complete({ pool, speaking, hearing }: Watched): Promise<boolean> {
  const { rows: [row] } = await pool.query<{ missing: boolean }>(
    `SELECT EXISTS (SELECT FROM "${speaking}".events e WHERE NOT EXISTS (SELECT FROM "${hearing}".applied a WHERE a.event_id = e.id) AND NOT EXISTS (SELECT FROM "${hearing}".held_events h WHERE h.event_id = e.id)) AS missing`);
  return row?.missing === false;
}
