import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CN_CALENDAR as calendar } from './calendars/cn.ts';
import { clockState, dueDay, type TimeLimit } from './clocks.ts';
import { addDays } from './days.ts';

const tenWorkingDays: TimeLimit = { limit: 10, unit: 'working-day' };
const sevenDays: TimeLimit = { limit: 7, unit: 'day' };

describe('the due day', () => {
  it.each([
    [tenWorkingDays, '2026-11-09', '2026-11-23', false],
    [sevenDays, '2026-11-09', '2026-11-16', false],
    [sevenDays, '2026-09-28', '2026-10-05', false],
    [{ limit: 0, unit: 'day' } as const, '2026-11-09', '2026-11-09', false],
    [tenWorkingDays, '2026-12-21', '2027-01-04', true],
    [{ limit: 30, unit: 'day' } as const, '2026-12-21', '2027-01-20', false],
  ])('%j from %s is %s', (limit, from, day, provisional) => expect(dueDay(limit, from, calendar)).toEqual({ day, provisional }));

  it.each([[-1], [1.5]])('refuses a limit of %p', (limit) => expect(() => dueDay({ limit, unit: 'day' }, '2026-11-09', calendar)).toThrow(RangeError));
});

describe('the lamp', () => {
  it.each([
    ['2026-11-09', 'fine', 10, 0],
    ['2026-11-18', 'fine', 3, 7],
    ['2026-11-19', 'soon', 2, 8],
    ['2026-11-22', 'soon', 1, 9],
    ['2026-11-23', 'soon', 0, 10],
    ['2026-11-24', 'over', -1, 11],
  ])('of 10 working days due on 23 November, on %s: %s, %p left, %p used', (today, state, left, used) => {
    expect(clockState({ ...tenWorkingDays, due: '2026-11-23', today, calendar })).toEqual({ state, left, used, provisional: false });
  });

  it.each([
    [30, 7, 'fine'],
    [30, 6, 'soon'],
    [5, 2, 'soon'],
    [5, 3, 'fine'],
    [2, 2, 'soon'],
  ])('of %p days with %p left: %s', (limit, left, state) => {
    expect(clockState({ limit, unit: 'day', due: addDays('2026-11-22', left), today: '2026-11-22', calendar }).state).toBe(state);
  });

  it('is over on the Saturday after a Friday, with no working day past', () => {
    expect(clockState({ ...tenWorkingDays, due: '2026-11-20', today: '2026-11-21', calendar })).toEqual({ state: 'over', left: 0, used: 10, provisional: false });
  });

  it('gives back what a pause put on the due day', () => {
    expect(clockState({ ...sevenDays, due: '2026-12-02', today: '2026-11-22', calendar })).toMatchObject({ state: 'fine', left: 10, used: 0 });
  });

  it('is provisional when a year without a calendar counts in', () => {
    expect(clockState({ ...tenWorkingDays, due: '2027-01-04', today: '2026-12-30', calendar }).provisional).toBe(true);
    expect(clockState({ ...sevenDays, due: '2027-01-04', today: '2026-12-30', calendar }).provisional).toBe(false);
  });

  it('never turns back from red or yellow as days pass', () => {
    const rank = { fine: 0, soon: 1, over: 2 };
    const limits = fc.record({ limit: fc.integer({ min: 1, max: 45 }), unit: fc.constantFrom('working-day' as const, 'day' as const) });
    fc.assert(
      fc.property(limits, fc.nat(600), (limit, offset) => {
        const from = addDays('2025-01-01', offset);
        const due = dueDay(limit, from, calendar).day;
        const states = Array.from({ length: 70 }, (_, n) => clockState({ ...limit, due, today: addDays(from, n), calendar }));
        expect(states[0]).toMatchObject({ left: limit.limit, used: 0 });
        for (const [n, state] of states.slice(1).entries()) expect(rank[state.state]).toBeGreaterThanOrEqual(rank[states[n]?.state ?? 'fine']);
      }),
    );
  });
});
