import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, addMonths, completedAge, dayProblem, daysBetween, firstDay, isDay, isPeriod, lastDay, periodOf, weekday } from './days.ts';

const days = fc.integer({ min: -25_000, max: 40_000 }).map((n) => addDays('1970-01-01', n));

describe('days', () => {
  it.each(['2024-02-29', '2000-02-29', '1880-01-01', '0001-01-01', '9999-12-31'])('%s is a day', (day) => expect(isDay(day)).toBe(true));

  it.each([
    ['2025-02-29'], ['1900-02-29'], ['2025-02-30'], ['2025-04-31'], ['2025-13-01'], ['2025-00-10'], ['2025-01-00'], ['0000-01-01'],
    ['2025-1-1'], ['20250101'], ['2025-01-01T00:00:00Z'], [' 2025-01-01'], ['２０２５-01-01'], [''], [20250101], [null], [undefined],
  ])('%j is none', (x) => expect(dayProblem(x)).toBeDefined());

  it('does not repeat what was written in the wrong place', () => {
    expect(dayProblem('11010519491231002X')).not.toMatch(/\d{4}/);
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-11-22', 0, '2026-11-22'],
    ['1986-05-03', 2, '1986-05-05'],
    ['0099-12-31', 1, '0100-01-01'],
  ])('%s + %p days = %s', (day, n, result) => {
    expect(addDays(day, n)).toBe(result);
    expect(daysBetween(day, result)).toBe(n);
  });

  it.each([['2026-02-30', 1], ['2026-01-01', 0.5], ['2026-01-01', 1e-9], ['2026-01-01', Number.NaN], ['9999-12-31', 1], ['0001-01-01', -1], ['2026-01-01', 1e12]])(
    'refuses %s + %p',
    (day, n) => expect(() => addDays(day, n)).toThrow(RangeError),
  );

  it('counts back what it added, and keeps the order of text', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, n) => {
        const result = addDays(day, n);
        expect(daysBetween(day, result)).toBe(n);
        expect(Math.sign(n)).toBe(result === day ? 0 : result > day ? 1 : -1);
      }),
    );
  });

  it.each([['1970-01-01', 4], ['2026-11-22', 7], ['2026-11-23', 1], ['2000-01-01', 6]])('%s is weekday %p', (day, n) => expect(weekday(day)).toBe(n));
});

describe('periods', () => {
  it.each([['2026-11', true], ['2026-13', false], ['2026-00', false], ['2026-1', false], ['2026-11-01', false], ['0000-01', false], [202611, false]])(
    '%j: %p',
    (x, yes) => expect(isPeriod(x)).toBe(yes),
  );

  it.each([['2026-11', '2026-11-30'], ['2026-02', '2026-02-28'], ['2024-02', '2024-02-29'], ['2026-12', '2026-12-31'], ['9999-12', '9999-12-31']])(
    '%s ends on %s',
    (period, last) => {
      expect(firstDay(period)).toBe(`${period}-01`);
      expect(lastDay(period)).toBe(last);
    },
  );

  it.each([['2026-11', 2, '2027-01'], ['2026-01', -1, '2025-12'], ['2026-01', -25, '2023-12'], ['2026-06', 0, '2026-06']])('%s + %p months = %s', (period, n, result) =>
    expect(addMonths(period, n)).toBe(result),
  );

  it.each([['2026-13', 1], ['2026-01', 0.5], ['9999-12', 1], ['0001-01', -1], ['2026-01', Number.NaN]])('refuses %s + %p', (period, n) =>
    expect(() => addMonths(period, n)).toThrow(RangeError),
  );

  it('hold every one of their days, first to last, and no other', () => {
    fc.assert(
      fc.property(days, (day) => {
        const period = periodOf(day);
        expect(firstDay(period) <= day && day <= lastDay(period)).toBe(true);
        expect(periodOf(addDays(lastDay(period), 1))).toBe(addMonths(period, 1));
        expect(periodOf(addDays(firstDay(period), -1))).toBe(addMonths(period, -1));
      }),
    );
  });
});

describe('completed age', () => {
  it.each([
    ['1949-12-31', '2026-12-30', 76],
    ['1949-12-31', '2026-12-31', 77],
    ['2008-02-29', '2024-02-28', 15],
    ['2008-02-29', '2024-02-29', 16],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-11-22', '2026-11-22', 0],
  ])('born %s, on %s: %p', (birth, on, age) => expect(completedAge(birth, on)).toBe(age));

  it('refuses a day before the birth, without naming it', () => {
    expect(() => completedAge('2026-11-22', '2026-11-21')).toThrow(/^age: the day lies before the birth$/);
  });
});
