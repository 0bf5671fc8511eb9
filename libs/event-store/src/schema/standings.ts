import { namesOf } from '../names.ts';
import { connected } from './connected.ts';
import { raiseLogEpoch } from './log-epoch.ts';

/** How far one service's log goes. */
export interface LogStanding {
  readonly service: string;
  readonly events: number;
  readonly newest: { readonly position: number; readonly id: string } | null;
  readonly epoch: number;
}

/** Every log of a database, each counted by reading all its pages, so that a torn one is found. */
export function standingsOf(url: string): Promise<LogStanding[]> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ service: string }>(
      `SELECT n.nspname AS service FROM pg_namespace n WHERE EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = 'events')
         AND EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = 'log_epoch') ORDER BY 1`);
    const standings: LogStanding[] = [];
    for (const { service } of rows) {
      const { table } = namesOf(service);
      await client.query('SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off');
      const { rows: [counted] } = await client.query<{ events: string; epoch: number }>(`SELECT count(length(data::text) + length(metadata::text)) AS events, (SELECT epoch FROM ${table('log_epoch')}) AS epoch FROM ${table('events')}`);
      await client.query('RESET ALL');
      const { rows: [newest] } = await client.query<{ position: string; id: string }>(`SELECT position, id FROM ${table('events')} ORDER BY position DESC LIMIT 1`);
      standings.push({ service, events: Number(counted?.events ?? 0), epoch: counted?.epoch ?? 1, newest: newest === undefined ? null : { position: Number(newest.position), id: newest.id } });
    }
    return standings;
  });
}

/** A log that went back in time, and the epoch it goes on in. */
export interface RaisedEpoch {
  readonly service: string;
  readonly from: number;
  readonly to: number;
}

/**
 * After a restore: a log whose predecessor ended with an event that it does not have went back in time, and begins a new epoch.
 * `replaced` is null when the predecessors cannot be read any more: then all logs do, because nobody can know.
 */
export async function raiseWhereBehind(restored: string, replaced: string | null): Promise<RaisedEpoch[]> {
  const before = replaced === null ? null : new Map((await standingsOf(replaced)).map((log) => [log.service, log]));
  const raised: RaisedEpoch[] = [];
  for (const { service, epoch } of await standingsOf(restored)) {
    const old = before?.get(service);
    const reached = Math.max(epoch, old?.epoch ?? epoch); // an epoch that was begun is never begun a second time
    const isBehind = before === null || (old?.newest ? !(await holds(restored, service, old.newest.id)) : false);
    if (isBehind || reached > epoch) raised.push({ service, from: epoch, to: await raiseLogEpoch(restored, service, isBehind ? reached + 1 : reached) });
  }
  return raised;
}

function holds(url: string, service: string, id: string): Promise<boolean> {
  return connected(url, async (client) => (await client.query(`SELECT FROM ${namesOf(service).table('events')} WHERE id = $1`, [id])).rowCount === 1);
}
