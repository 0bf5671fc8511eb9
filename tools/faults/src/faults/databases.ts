import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../until.ts';
import type { ActorProcess } from '../world/actor-process.ts';
import { type Fault, problemsOf, type Scene } from './fault.ts';

const WRITERS = 16;

const PART_MS = 3_000;

/** Relay and hearer at work, and a part of the plan under way that takes a while: some of it is acknowledged, the most is not. */
async function inTheMiddle(speaker: ActorProcess, { street, chance }: Scene, share: number): Promise<void> {
  const before = street.acked.length;
  speaker.tell({ do: 'write', writing: { writers: WRITERS, share, overMs: PART_MS, staged: null } });
  await until('appends are acknowledged', street.patienceS, () => street.acked.length > before);
  await pause(chance.whole(50, PART_MS / 3));
}

export const databaseKilled: Fault = {
  name: 'database-killed', what: 'PostgreSQL is killed under 16 writers: what was acknowledged is there, what was not is looked up, no process ends',
  needsKafka: false,
  run: async (scene) => {
    const { world: { postgres }, street, short, say } = scene;
    const kills = short ? 1 : 3;
    await street.hearer();
    const speaker = await street.speaker();
    const idle: number[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      await inTheMiddle(speaker, scene, kill / kills);
      const acked = street.acked.length;
      await postgres.kill();
      await postgres.start();
      await speaker.word('written');
      say(`killed with ${acked} appends acknowledged, ${street.acked.length - acked} more after it had started again`);
      if (street.acked.length === acked) idle.push(kill);
    }
    await street.settled();
    return { problems: problemsOf({ 'every append was acknowledged before a kill, so it proves nothing': idle.length > 0 }) };
  },
};

export const databaseAway: Fault = {
  name: 'database-away', what: 'PostgreSQL is stopped for a while: nothing is given up, no fact becomes a dead letter, no process ends',
  needsKafka: false,
  run: async (scene) => {
    const { world: { postgres }, street, awaySeconds, say } = scene;
    await street.hearer();
    const speaker = await street.speaker();
    await inTheMiddle(speaker, scene, 1);
    const acked = street.acked.length;
    await postgres.stop();
    await pause(awaySeconds * 1000);
    await postgres.start();
    await speaker.word('written');
    await street.settled();
    say(`away for ${awaySeconds} s, with ${acked} appends acknowledged before and ${street.acked.length - acked} after`);
    return { problems: problemsOf({ 'every append was acknowledged before, so the absence proves nothing': street.acked.length === acked }) };
  },
};
