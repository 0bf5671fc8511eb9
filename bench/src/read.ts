import { startPostgres } from '@hearth/launch';
import { openEmmett } from './emmett.ts';
import { openHearth, total } from './hearth-log.ts';
import { closedLoop, type Contest, type Contestant, hold } from './rounds.ts';
import { vacuum } from './server.ts';
import type { BenchRow } from './statistics.ts';
import { openTypeOrm } from './typeorm.ts';

const CASES = [{ events: 10, streams: 400 }, { events: 100, streams: 100 }];
const AT_ONCE = 8;

interface Store {
  append(events: number): Promise<string>;
  total(id: string): Promise<number>;
}

/** One reader that reads whole streams and folds them, as before every decision: streams a second. */
export async function read(say: (line: string) => void): Promise<BenchRow[]> {
  say('starting PostgreSQL');
  const postgres = await startPostgres({ durable: true });
  const hearth = await openHearth(postgres.url, 'bench');
  const [emmett, typeorm] = [await openEmmett(postgres.url), await openTypeOrm(postgres.url)];
  const ours: Store = { append: hearth.append, total: async (id) => (await hearth.store.load(total, id)).state };
  try {
    const contests: Contest[] = [];
    for (const { events, streams } of CASES) {
      say(`writing ${streams} streams of ${events} events`);
      const contestant = async (name: string, store: Store): Promise<Contestant> => reader(name, store, await filled(store, events, streams));
      contests.push({
        case: `${events} events`, unit: 'streams/s', ours: await contestant('hearth', ours),
        yardsticks: [await contestant('emmett', emmett), await contestant('typeorm', typeorm)],
      });
    }
    for (const url of [postgres.url, emmett.url]) await vacuum(url);
    return await hold(contests, say);
  } finally {
    await Promise.all([hearth.close(), emmett.close(), typeorm.close()]);
    await postgres.stop();
  }
}

async function filled(store: Store, events: number, streams: number): Promise<string[]> {
  const ids: string[] = [];
  await Promise.all(Array.from({ length: AT_ONCE }, async (_, lane) => { for (let n = lane; n < streams; n += AT_ONCE) ids.push(await store.append(events)); }));
  return ids;
}

/** Streams in turn, each folded to a sum that must be more than nothing. */
function reader(name: string, store: Store, ids: readonly string[]): Contestant {
  let next = 0;
  const work = async (): Promise<number> => {
    next = (next + 1) % ids.length;
    if (!((await store.total(ids[next] ?? '')) > 0)) throw new Error(`${name} read a stream that is empty`);
    return 1;
  };
  return { name, measure: () => closedLoop(1, work) };
}
