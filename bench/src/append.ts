import { startPostgres } from '@hearth/launch';
import { openEmmett } from './emmett.ts';
import { openHearth } from './hearth-log.ts';
import { openPgBench } from './pgbench.ts';
import { type Absent, closedLoop, type Contest, type Contestant, hold } from './rounds.ts';
import type { BenchRow } from './statistics.ts';
import { openTypeOrm } from './typeorm.ts';

const CASES = [{ events: 1, writers: 1 }, { events: 1, writers: 8 }, { events: 1, writers: 32 }, { events: 10, writers: 8 }];

/** Much of an append is JavaScript, and a service is not just begun. */
const WARM_UPS = 2;

/** Appends of new streams by writers that each wait for their own: events a second. */
export async function append(say: (line: string) => void): Promise<BenchRow[]> {
  say('starting PostgreSQL, every commit on the disk');
  const postgres = await startPostgres({ durable: true });
  const [ours, emmett, typeorm] = [await openHearth(postgres.url, 'bench'), await openEmmett(postgres.url), await openTypeOrm(postgres.url)];
  const pgbench = await openPgBench(postgres.url, 'bench.events');
  const contests = CASES.map(({ events, writers }): Contest => {
    const loop = (name: string, store: { append(events: number): Promise<string> }): Contestant => (
      { name, measure: () => closedLoop(writers, () => store.append(events).then(() => events)) });
    const single: Contestant | Absent = pgbench === null ? { name: 'pgbench', reason: 'pgbench is neither on the PATH nor in /usr/lib/postgresql' } : { name: 'pgbench', measure: () => pgbench.measure(writers) };
    return {
      case: `${events} event${events === 1 ? '' : 's'}, ${writers} writer${writers === 1 ? '' : 's'}`, unit: 'events/s',
      ours: loop('hearth', ours), yardsticks: [loop('emmett', emmett), loop('typeorm', typeorm), ...(events === 1 ? [single] : [])],
    };
  });
  try {
    return await hold(contests, say, WARM_UPS);
  } finally {
    await Promise.all([ours.close(), emmett.close(), typeorm.close(), pgbench?.close()]);
    await postgres.stop();
  }
}
