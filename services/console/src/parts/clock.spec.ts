import { describe, expect, it } from '@jest/globals';
import { lampFor, shareUsed, type ClockReading } from './clock.ts';

const clock = (used: number, limit: number): ClockReading =>
  ({ due: '2026-11-23', left: limit - used, used, limit, unit: 'working-day', bound: 'promised', state: 'ok', provisional: false });

describe('a clock', () => {
  it.each([[-1, 10, 'over'], [0, 10, 'soon'], [2, 10, 'soon'], [3, 10, 'ok'], [6, 30, 'soon'], [7, 30, 'ok']] as const)(
    'with %i of %i left is %s', (left, limit, lamp) => {
      expect(lampFor(left, limit)).toBe(lamp);
    });

  it('never draws more than its whole bar, nor less than none', () => {
    expect([clock(9, 10), clock(12, 10), clock(-1, 10), clock(0, 0)].map(shareUsed)).toEqual([0.9, 1, 0, 1]);
  });
});
