import { describe, expect, it } from '@jest/globals';
import type { BenchRow } from './statistics.ts';
import { shortfall } from './targets.ts';

const row = (name: string, yardstick: string, ratio: number | null, ours = 1, theirs = 1): BenchRow => ({ case: name, yardstick, ratio, ours, theirs, unit: 'events/s', rounds: 5, spread: null });

describe('a target', () => {
  it('is a ratio', () => {
    expect(shortfall('append', row('1 event, 8 writers', 'emmett', 1.99))).toBe('must reach 2 × emmett');
    expect(shortfall('append', row('1 event, 8 writers', 'emmett', 2))).toBeNull();
  });

  it('is a time above the yardstick’s', () => {
    expect(shortfall('exchange', row('200/s p95', 'kafkajs', 0.1, 27.9, 2.9))).toBeNull();
    expect(shortfall('exchange', row('200/s p95', 'kafkajs', 0.1, 28, 2.9))).toBe('must be within 25 ms of kafkajs');
  });

  it('is a rate', () => {
    expect(shortfall('tail', row('100k events', 'emmett', 30, 39_999))).toBe('must reach 40000 a second');
    expect(shortfall('tail', row('100k events', 'emmett', 4, 50_000))).toBe('must reach 5 × emmett');
  });

  it('is not missed by a yardstick that is not at hand, nor by a row that has none', () => {
    expect(shortfall('append', row('1 event, 8 writers', 'emmett', null))).toBeNull();
    expect(shortfall('append', row('1 event, 8 writers', 'typeorm', 0.1))).toBeNull();
  });
});
