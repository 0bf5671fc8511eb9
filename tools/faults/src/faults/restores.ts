import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startPostgres } from '@hearth/launch';
import { until } from '../until.ts';
import { type Fault, problemsOf, type Scene } from './fault.ts';

const part = (share: number, overMs = 0) => ({ writers: 8, share, overMs, staged: null });

/** A cold copy of the whole cluster, rights and owners included. */
async function copied({ world }: Scene, tag: string): Promise<string> {
  const copy = join(world.folder, `copy-${tag}`);
  await world.postgres.stop();
  const { status, stderr } = spawnSync('cp', ['-a', world.postgres.folder, copy], { encoding: 'utf8' });
  await world.postgres.start();
  if (status !== 0) throw new Error(`the cluster could not be copied: ${stderr.trim()}`);
  return copy;
}

export const restore: Fault = {
  name: 'restore', what: 'the cluster is copied to another server while part is published and part is read; there everything goes on from the stored cursors: nothing skipped, nothing twice',
  needsKafka: false,
  run: async (scene) => {
    const { street, world, say } = scene;
    const hearer = await street.hearer({ maxBatch: 5 });
    const speaker = await street.speaker({ writing: part(0.6, 2_000), relayBatch: 3 });
    await until('facts are on their way', street.patienceS, () => street.delivered > 0);
    const older = street.options.breakage === 'older-copy' ? await copied(scene, street.hearing) : null;
    const then = street.published;
    if (older !== null) await until('more is published than the copy knows', street.patienceS, () => street.published > then);
    await speaker.word('written');
    await Promise.all([hearer.kill(), speaker.kill()]);
    const [stored, published] = [await street.count(street.speaking, 'events'), street.published];
    const copy = older ?? (await copied(scene, street.hearing));
    const server = await startPostgres({ dataDir: copy, durable: true });
    world.guard.watch(server.pid);
    street.afterwards(() => server.stop());
    await street.moveTo(server.url);
    await street.hearer();
    const again = await street.speaker({ writing: part(1) });
    await again.word('written');
    await street.settled();
    say(`copied with ${stored} events in the log, at least ${published} of them published; on the new server there are ${await street.count(street.speaking, 'events')}`);
    return { problems: problemsOf({ 'nothing was in the log when it was copied': stored === 0 }) };
  },
};
