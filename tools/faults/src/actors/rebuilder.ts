import { Horizon, Rebuilds } from '@hearth/event-store';
import { connect } from './connect.ts';
import { tally } from './events.ts';
import type { Line } from './line.ts';
import type { RebuilderConfig } from './protocol.ts';
import type { End } from './speaker.ts';

const LEFT_OUT = 5;

/** Folds the whole log once more beside the live projection, which goes on in another process. */
export async function rebuilder(config: RebuilderConfig, line: Line): Promise<End> {
  const store = await connect(config.url, config.hearing, 4);
  const horizon = new Horizon({ store, pollMs: 50 });
  await horizon.refresh();
  horizon.start();
  const forgetful = config.breakage === 'forgetful-rebuild';
  const rebuilds = new Rebuilds({
    store, horizon, batch: config.batch, projections: [tally((event) => !forgetful || event.position % LEFT_OUT !== 0)],
    onEnded: () => { void line.say({ is: 'rebuilt' }); },
    onError: (_name, error) => { line.log('warn', 'the rebuild met an error', { error: error instanceof Error ? error.message : '' }); },
  });
  await store.inTransaction((tx) => rebuilds.begin(tx, 'tally')); // false when one is under way: it goes on
  await rebuilds.start();
  await line.say({ is: 'ready' });
  return async () => {
    await rebuilds.close();
    await horizon.close();
    await store.pool.end();
  };
}
