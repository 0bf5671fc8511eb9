import { describe, expect, it } from '@jest/globals';
import { lineOf } from './report.ts';
import { closedLoop, type Contestant, hold, ROUNDS } from './rounds.ts';

/** Says one figure after the other, and notes whose turn it is. */
function scripted(name: string, figures: readonly number[], turns: string[]): Contestant {
  let next = 0;
  return { name, measure: () => { turns.push(name); next += 1; return Promise.resolve(figures[next - 1] ?? Number.NaN); } };
}

describe('a contest', () => {
  it('lets everybody have one turn a round, does not count the first, and takes the median of the ratios', async () => {
    const turns: string[] = [];
    const said: string[] = [];
    const rows = await hold([{
      case: '1 event', unit: 'events/s', ours: scripted('ours', [999, 10, 20, 30, 40, 50], turns),
      yardsticks: [scripted('a', [1, 10, 10, 10, 10, 10], turns), scripted('b', [1, 20, 20, 20, 20, 20], turns), { name: 'c', reason: 'not installed' }],
    }], (line) => said.push(line));
    expect(rows).toEqual([
      { case: '1 event', yardstick: 'a', unit: 'events/s', ratio: 3, ours: 30, theirs: 10, rounds: ROUNDS, spread: [1, 5] },
      { case: '1 event', yardstick: 'b', unit: 'events/s', ratio: 1.5, ours: 30, theirs: 20, rounds: ROUNDS, spread: [0.5, 2.5] },
      { case: '1 event', yardstick: 'c', unit: 'events/s', ratio: null, ours: null, theirs: null, rounds: 0, spread: null, reason: 'not installed' },
    ]);
    for (let round = 0; round <= ROUNDS; round += 1) expect(turns.slice(round * 3, round * 3 + 3).toSorted()).toEqual(['a', 'b', 'ours']);
    expect(said).toHaveLength(ROUNDS);
  });

  it('is told in a line, what is missing too', () => {
    expect(lineOf({ case: '1 event', yardstick: 'a', unit: 'events/s', ratio: 3, ours: 3000, theirs: 10, rounds: 5, spread: [1, 5] })).toMatch(/1 event +a +3\.00 × +ours 3000 events\/s, theirs 10\.0 +\[1\.00 – 5\.00\] in 5 rounds/);
    expect(lineOf({ case: '1 event', yardstick: 'c', unit: 'events/s', ratio: null, ours: null, theirs: null, rounds: 0, spread: null, reason: 'not installed' })).toMatch(/c +not at hand: not installed/);
  });
});

describe('a closed loop', () => {
  it('counts what every writer does, also when several end at once', async () => {
    let done = 0;
    let under = 0;
    let most = 0;
    const work = async (): Promise<number> => {
      most = Math.max(most, (under += 1));
      await new Promise((resolve) => { setImmediate(resolve); });
      under -= 1;
      done += 3;
      return 3;
    };
    const began = performance.now();
    const perSecond = await closedLoop(4, work, 30);
    const seconds = (performance.now() - began) / 1000;
    expect(most).toBe(4);
    // The loop's own time is at most what we saw from outside, so its figure is at least this.
    expect(perSecond).toBeGreaterThanOrEqual(done / seconds);
    expect(perSecond).toBeLessThanOrEqual((done / 30) * 1000);
  });
});
