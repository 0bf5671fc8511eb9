import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../until.ts';
import { type Fault, problemsOf, type Scene } from './fault.ts';

const WRITERS = 16;

/** Writers, relay and hearer under way, with so many seconds of work before them. */
async function underWay({ street }: Scene, seconds: number): Promise<{ written: Promise<unknown> }> {
  await street.hearer();
  const speaker = await street.speaker({ writing: { writers: WRITERS, share: 1, overMs: seconds * 1000, staged: null } });
  await until('appends are acknowledged', street.patienceS, () => street.acked.length > 0);
  const written = speaker.word('written', street.patienceS + seconds * 10);
  written.catch(() => undefined);
  return { written };
}

export const databaseKilled: Fault = {
  name: 'database-killed', what: 'PostgreSQL is killed under 16 writers: what was acknowledged is there, what was not is looked up, no process ends',
  needsKafka: false,
  run: async (scene) => {
    const { world: { postgres }, street, chance, short, say } = scene;
    const kills = short ? 1 : 3;
    const { written } = await underWay(scene, kills * 2);
    let acked = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      await pause(chance.whole(200, 1_500));
      acked = street.acked.length;
      await postgres.kill();
      await postgres.start();
      say(`killed and started again with ${acked} appends acknowledged`);
    }
    await written;
    await street.settled();
    return { problems: problemsOf({ 'every append was acknowledged before the last kill, so it proves nothing': street.acked.length === acked }) };
  },
};

export const databaseAway: Fault = {
  name: 'database-away', what: 'PostgreSQL is stopped for a while: nothing is given up, no fact becomes a dead letter, no process ends',
  needsKafka: false,
  run: async (scene) => {
    const { world: { postgres }, street, awaySeconds, say } = scene;
    const { written } = await underWay(scene, 3);
    await pause(scene.chance.whole(200, 1_000));
    const acked = street.acked.length;
    await postgres.stop();
    await pause(awaySeconds * 1000);
    await postgres.start();
    await written;
    await street.settled();
    say(`away for ${awaySeconds} s, with ${acked} appends acknowledged before and ${street.acked.length - acked} after`);
    return { problems: problemsOf({ 'every append was acknowledged before, so the absence proves nothing': street.acked.length === acked }) };
  },
};
