import { join } from 'node:path';
import { raiseWhereBehind, type RaisedEpoch, standingsOf } from '@hearth/event-store';
import { restoreBackup, startPostgres, takeBackup } from '@hearth/launch';
import { type Fault, problemsOf, type Scene } from './fault.ts';

const part = (share: number, overMs = 0) => ({ writers: 8, share, overMs, staged: null });

const backupOf = ({ world, street }: Scene): string => join(world.folder, `backup-${street.hearing}`);

/** While everything runs. */
async function backedUp(scene: Scene): Promise<void> {
  const { world } = scene;
  await takeBackup({ url: world.postgres.url, dataDir: world.folder, out: backupOf(scene) });
}

/** On a new cluster beside the old one, where the street goes on. Answers which logs went back in time, by comparison with the old one. */
async function restored(scene: Scene): Promise<RaisedEpoch[]> {
  const { world, street } = scene;
  const dataDir = join(world.folder, `restored-${street.hearing}`);
  await restoreBackup({ from: backupOf(scene), dataDir, inspect: standingsOf });
  const server = await startPostgres({ dataDir: join(dataDir, 'postgres'), durable: true });
  world.guard.watch(server.pid);
  street.afterwards(() => server.stop());
  const raised = street.options.breakage === 'older-copy' ? [] : await raiseWhereBehind(server.url, world.postgres.url);
  await street.moveTo(server.url);
  return raised;
}

/** The rest of the plan, on the new cluster. */
async function goOn({ street }: Scene): Promise<void> {
  await street.hearer();
  const speaker = await street.speaker({ writing: part(1) });
  await speaker.word('written');
  await street.settled();
}

export const restore: Fault = {
  name: 'restore', what: 'a backup is made of the running cluster, with a batch published and not marked, and restored to a new cluster: everything goes on from the stored cursors, nothing skipped, nothing twice',
  needsKafka: false,
  run: async (scene) => {
    const { street, say } = scene;
    const hearer = await street.hearer({ maxBatch: 5 });
    // The relay stands still with a batch published and not marked: neither side of the cut is clean.
    const speaker = await street.speaker({ writing: part(0.6), relayBatch: 3, trap: { point: 'relay:after-publish', after: 2, how: 'hold' } });
    await speaker.word('at');
    await speaker.word('written');
    const stored = await street.count(street.speaking, 'events');
    await backedUp(scene);
    if (street.options.breakage === 'older-copy') {
      speaker.tell({ do: 'write', writing: part(0.8) });
      await speaker.word('written');
    }
    await Promise.all([hearer.end(), speaker.kill()]);
    const raised = await restored(scene);
    const [found, applied] = [await street.count(street.speaking, 'events'), await street.count(street.hearing, 'applied')];
    await goOn(scene);
    say(`backed up with ${stored} events in the log; the new cluster began with ${found} events, ${applied} of them applied`);
    return { problems: problemsOf({ 'nothing was in the log when it was backed up': found === 0, 'the log is said to have gone back in time': raised.length > 0 }) };
  },
};

export const restoreEarlier: Fault = {
  name: 'restore-earlier', what: 'a backup is restored that is older than what was acknowledged and published: the log begins a new epoch, and on an emptied broker all that it holds is applied once',
  needsKafka: true,
  run: async (scene) => {
    const { street, world, say } = scene;
    const hearer = await street.hearer();
    const speaker = await street.speaker({ writing: part(0.4) });
    await speaker.word('written');
    await street.settled();
    await backedUp(scene);
    speaker.tell({ do: 'write', writing: part(0.7) });
    await speaker.word('written');
    await street.settled();
    await Promise.all([hearer.kill(), speaker.kill()]);
    const before = await street.count(street.speaking, 'events');
    const raised = (await restored(scene)).find(({ service }) => service === street.speaking);
    const after = await street.count(street.speaking, 'events');
    await street.forgetWhatIsGone();
    await world.broker?.kill();
    world.broker?.empty();
    await world.broker?.start();
    await goOn(scene);
    say(`${before - after} of ${before} events did not happen any more; epoch ${raised?.from ?? '?'} → ${raised?.to ?? '?'}`);
    return { problems: problemsOf({ 'the backup was not older than the log, so it proves nothing': after >= before, 'nobody noticed that the log went back in time': raised === undefined }) };
  },
};
