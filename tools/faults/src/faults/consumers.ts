import type { KillPoint } from '../kill-points.ts';
import { partsOf } from '../plan.ts';
import { until } from '../until.ts';
import { type Fault, problemsOf, type Scene } from './fault.ts';

const TURN_MS = 2_000;
const MORE_ROUNDS = 4;
/** Longer than a member may be silent before the group goes on without it. */
const SILENCE_S = 40;

const HEARER_POINTS: readonly KillPoint[] = ['hearer:before-batch', 'hearer:mid-batch', 'hearer:before-commit', 'hearer:after-commit'];

async function appliedOf({ pool, hearing }: Scene['street'], ids: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query(`SELECT FROM "${hearing}".applied WHERE event_id = ANY($1::uuid[])`, [ids]);
  return rowCount ?? 0;
}

export const consumerKilled: Fault = {
  name: 'consumer-killed', what: 'a consumer is killed in the middle of a batch, and between its commit and the offset\'s: no half batch is seen, and nothing is applied twice',
  needsKafka: false, killPoints: HEARER_POINTS,
  run: async ({ street, killAt, say }) => {
    const points: readonly KillPoint[] = killAt ? [killAt] : ['hearer:mid-batch', 'hearer:after-commit'];
    // A part that all fits into one fetch, of more facts than keys: some batch has two.
    const parts = partsOf(street.plan, points.length + 1, street.plan.length > 3 ? street.plan.length : 1);
    const speaker = await street.speaker();
    const problems: string[] = [];
    let kills = 0;
    for (const [at, point] of points.entries()) {
      speaker.tell({ do: 'write', writing: { writers: 8, share: parts[Math.min(at, parts.length - 1)] ?? 1, overMs: 0, staged: null } });
      await speaker.word('written');
      const killed = await (await street.hearer({ trap: { point, after: 1, how: 'kill' } })).killedByTrap();
      const seen = await appliedOf(street, killed.inHand);
      say(`killed at ${point} with ${killed.inHand.length} facts in hand, ${seen} of them applied`);
      kills += 1;
      if (seen !== (point === 'hearer:after-commit' ? killed.inHand.length : 0)) problems.push(`a batch was seen half done at ${point}`);
    }
    speaker.tell({ do: 'write', writing: { writers: 8, share: 1, overMs: 0, staged: null } });
    await speaker.word('written');
    await street.hearer();
    await street.settled();
    return { problems: [...problems, ...problemsOf({ 'nobody was killed': kills === 0 })] };
  },
};

export const rebalance: Fault = {
  name: 'rebalance', what: 'a second member joins and leaves the group every two seconds while facts come: each is applied once, in the order of its key',
  needsKafka: true, leastStreams: 24,
  run: async ({ street, short, say }) => {
    const rounds = short ? 2 : 6;
    const speaker = await street.speaker();
    await street.hearer({ maxBatch: 10 });
    const second = await street.hearer({ maxBatch: 10, joins: false });
    const took = (): number => street.deliveries.get(second.name) ?? 0;
    const write = async (share: number): Promise<void> => {
      speaker.tell({ do: 'write', writing: { writers: 8, share, overMs: TURN_MS, staged: null } });
      await speaker.word('written');
    };
    let round = 0;
    // Which partitions it is given is the broker's choice: should they be empty ones, it comes once more.
    for (; round < rounds || (took() === 0 && round < rounds + MORE_ROUNDS); round += 1) {
      const share = (at: number): number => (2 * round + at) / (2 * (rounds + MORE_ROUNDS));
      second.tell({ do: 'join' });
      await second.word('joined');
      await write(share(1));
      second.tell({ do: 'leave' });
      await Promise.all([second.word('left'), write(share(2))]);
    }
    await write(1);
    await street.settled();
    say(`the second member came and went ${round} times and was given ${took()} of ${street.delivered} deliveries`);
    return { problems: problemsOf({ 'the second member was given nothing, so its coming proves nothing': took() === 0 }) };
  },
};

export const staleMember: Fault = {
  name: 'stale-member', what: 'a consumer stands still with a batch in hand until the group has gone on without it, and wakes up: its batch has no effect any more',
  needsKafka: true,
  run: async ({ street, say }) => {
    const speaker = await street.speaker({ writing: { writers: 8, share: 0.7, overMs: 0, staged: null } });
    await speaker.word('written');
    const first = await street.hearer({ trap: { point: 'hearer:before-batch', after: 1, how: 'hold' } });
    await first.word('at');
    first.pause();
    await street.hearer();
    await until('the second consumer has read everything', street.patienceS + SILENCE_S, async () => (await street.count(street.hearing, 'applied')) === (await street.count(street.speaking, 'events')));
    first.resume();
    first.tell({ do: 'go on' });
    speaker.tell({ do: 'write', writing: { writers: 8, share: 1, overMs: 0, staged: null } });
    await speaker.word('written');
    await street.settled();
    say(`${street.deliveries.get(first.name) ?? 0} deliveries to the one that stood still`);
    return { problems: [] };
  },
};
