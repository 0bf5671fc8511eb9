import { until } from '../until.ts';
import type { KillPoint } from '../kill-points.ts';
import { partsOf } from '../plan.ts';
import { type Fault, problemsOf, type Scene } from './fault.ts';

const WRITERS = 8;
const writing = (share: number, overMs = 0) => ({ writers: WRITERS, share, overMs, staged: null });

/** One kill for every part of the plan; what comes after begins where the log and the mark stand. */
async function killAgainAndAgain({ street, chance, events, short, say }: Scene, points: readonly [KillPoint, ...KillPoint[]]): Promise<number> {
  await street.hearer();
  // Before the second batch's publish there must have been a first: two events, one at a time.
  const parts = partsOf(street.plan, Math.min(short ? 3 : 21, 2 + Math.floor(events / 10)), 2);
  const kills = new Map<KillPoint, number>();
  for (const share of parts.slice(0, -1)) {
    const point = chance.pick(points);
    const batch = point === 'relay:after-mark' ? 1 : chance.pick([1, 2, 100]);
    const speaker = await street.speaker({ writing: writing(share), relayBatch: batch, trap: { point, after: 1, how: 'kill' } });
    await speaker.killedByTrap();
    kills.set(point, (kills.get(point) ?? 0) + 1);
  }
  const last = await street.speaker({ writing: writing(1) });
  await last.word('written');
  await street.settled();
  for (const [point, count] of kills) say(`killed ${count} times at ${point}`);
  return [...kills.values()].reduce((sum, count) => sum + count, 0);
}

const repeats = (point: KillPoint): boolean => point === 'relay:after-publish' || point === 'relay:mid-publish';

export const relayKilled: Fault = {
  name: 'relay-killed', what: 'a relay is killed again and again between publishing a batch and marking it; what is published twice is applied once',
  needsKafka: false, killPoints: ['relay:before-publish', 'relay:mid-publish', 'relay:after-publish', 'relay:after-mark'],
  run: async (scene) => {
    const points: [KillPoint] = [scene.killAt ?? 'relay:after-publish'];
    const kills = await killAgainAndAgain(scene, points);
    const { street } = scene;
    const written = await street.count(street.speaking, 'events');
    scene.say(`${street.delivered} deliveries of ${written} events`);
    return { problems: problemsOf({ 'nobody was killed': kills === 0, 'nothing was delivered twice, so the kills prove nothing': points.some(repeats) && street.delivered <= written }) };
  },
};

export const writerKilled: Fault = {
  name: 'writer-killed', what: 'a writer is killed while its append is on the way; its successor looks in the log how far it came',
  needsKafka: false, killPoints: ['writer:mid-append'],
  run: async (scene) => {
    const kills = await killAgainAndAgain(scene, ['writer:mid-append']);
    return { problems: problemsOf({ 'nobody was killed': kills === 0 }) };
  },
};

export const twoRelays: Fault = {
  name: 'two-relays', what: 'a relay is stopped between publishing and marking, loses its database session, and wakes up while another has taken over: it must not mark and not publish beside it',
  needsKafka: false,
  run: async ({ street, say }) => {
    await street.hearer();
    const first = await street.speaker({ writing: writing(0.4), relayBatch: 5, trap: { point: 'relay:after-publish', after: 1, how: 'hold' } });
    await first.word('at');
    first.pause();
    const ended = await endSessions(street);
    const second = await street.speaker({ writing: writing(0.7), relayBatch: 5 });
    await second.word('written');
    await until('the second relay has published everything', street.patienceS, () => published(street));
    const marked = await positionOf(street);
    const inHand = street.publications.get(first.name) ?? 0;
    first.resume();
    first.tell({ do: 'go on' });
    second.tell({ do: 'write', writing: writing(0.9, 1_500) });
    await Promise.all([second.word('written'), first.word('written')]);
    await street.settled();
    const beside = (street.publications.get(first.name) ?? 0) - inHand;
    say(`the first relay lost ${ended} sessions and woke up: ${beside} events published beside the second, position ${marked.position} → ${(await positionOf(street)).position}, epoch ${marked.epoch}`);
    await second.kill();
    first.tell({ do: 'write', writing: writing(1) });
    await first.word('written');
    await until('the first relay has taken over again', street.patienceS, async () => (await positionOf(street)).epoch > marked.epoch);
    await street.settled();
    const after = await positionOf(street);
    return { problems: problemsOf({
      'the first relay held no session': ended === 0, 'the first relay published beside the second': beside > 0, 'the mark went back': after.position < marked.position,
    }) };
  },
};

type Place = { readonly position: number; readonly epoch: number };

async function positionOf({ pool, speaking }: Scene['street']): Promise<Place> {
  const { rows: [row] } = await pool.query<Place>(`SELECT position::integer AS position, epoch::integer AS epoch FROM "${speaking}".relay`);
  return row ?? { position: 0, epoch: 0 };
}

const published = async (street: Scene['street']): Promise<boolean> => (await street.count(street.speaking, 'events', `position > ${(await positionOf(street)).position}`)) === 0;

/** Every connection of the speaker, the one with the lease among them. */
async function endSessions({ pool, speaking }: Scene['street']): Promise<number> {
  const { rowCount } = await pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [`hearth-${speaking}`]);
  return rowCount ?? 0;
}
