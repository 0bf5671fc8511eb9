import { Horizon, Rebuilds } from '@hearth/event-store';
import { connect } from './connect.ts';
import { tally } from './events.ts';
import type { Line } from './line.ts';
import type { RebuilderConfig } from './protocol.ts';
import type { End } from './speaker.ts';

const LEFT_OUT_BELOW = 3;

/** Folds the whole log once more beside the live projection, which goes on in another process. */
export async function rebuilder(config: RebuilderConfig, line: Line): Promise<End> {
  const store = await connect(config.url, config.hearing, 4);
  const horizon = new Horizon({ store, pollMs: 50 });
  await horizon.refresh();
  horizon.start();
  const leftOut = config.breakage === 'forgetful-rebuild' ? LEFT_OUT_BELOW : 0;
  const rebuilds = new Rebuilds({
    store, horizon, batch: config.batch, projections: [tally((event) => event.position > leftOut)],
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
