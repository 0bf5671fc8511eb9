import { describe, expect, it } from '@jest/globals';
import { quantile, rowOf } from './statistics.ts';

describe('a quantile', () => {
  it('is right for every percentage of every length, however shares are rounded in binary', () => {
    const wrong: string[] = [];
    for (let n = 1; n <= 200; n += 1) {
      const values = Array.from({ length: n }, (_, i) => n - i);
      for (let percent = 1; percent <= 100; percent += 1) if (quantile(values, percent / 100) !== Math.floor((n * percent + 99) / 100)) wrong.push(`${percent} % of ${n}`);
    }
    expect(wrong).toEqual([]);
  });
  it('of nothing is no number', () => { expect(quantile([], 0.5)).toBeNaN(); });
});

describe('a row of a bench', () => {
  const rounds = [{ ours: 10, theirs: 5 }, { ours: 8, theirs: 8 }, { ours: 4, theirs: 8 }, { ours: 9, theirs: 3 }, { ours: 6, theirs: 6 }];

  it('has medians over the rounds, and more than 1 always means that ours is better', () => {
    expect(rowOf('append', 'emmett', 'events/s', rounds, false)).toEqual({ case: 'append', yardstick: 'emmett', unit: 'events/s', rounds: 5, ratio: 1, ours: 8, theirs: 6, spread: [0.5, 3] });
    expect(rowOf('read', 'emmett', 'ms', rounds, true)).toEqual({ case: 'read', yardstick: 'emmett', unit: 'ms', rounds: 5, ratio: 1, ours: 8, theirs: 6, spread: [0.333, 2] });
  });

  it('compares round by round, as the machine was then: not the median against the median', () => {
    expect(rowOf('append', 'emmett', 'events/s', [{ ours: 2, theirs: 1 }, { ours: 200, theirs: 100 }, { ours: 20, theirs: 10 }], false).ratio).toBe(2);
    expect(rowOf('append', 'emmett', 'events/s', [{ ours: 10, theirs: 1 }, { ours: 20, theirs: 10 }, { ours: 1, theirs: 2 }], false)).toMatchObject({ ratio: 2, ours: 10, theirs: 2 });
  });
});
