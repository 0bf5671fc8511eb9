import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { HOLIDAY_CALENDARS } from './calendars/index.ts';
import { addDays, isDay, weekday } from './days.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

const { CN, MN } = HOLIDAY_CALENDARS;
const count = (from: string, to: string) => workingDaysBetween(CN, from, to).days;
const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2025-01-01', n));

describe('a working day', () => {
  it.each([
    ['2025-01-26', true, 'a Sunday made up for the Spring Festival'],
    ['2025-01-28', false, 'New Year’s eve'],
    ['2025-09-28', true, 'a Sunday made up for National Day'],
    ['2025-10-08', false, 'National Day and Mid-Autumn'],
    ['2026-02-14', true, 'a Saturday made up'],
    ['2026-02-23', false, 'the last day of the Spring Festival'],
    ['2026-02-24', true, 'the Tuesday after'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-23', true, 'a Monday'],
  ])('China %s: %p, %s', (day, working) => expect(isWorkingDay(CN, day)).toEqual({ working, provisional: false }));

  it.each([
    ['2025-07-16', false, 'shifted by the government'],
    ['2025-07-18', true, 'the Friday after Naadam'],
    ['2026-02-17', false, 'the eve of Tsagaan Sar, shifted'],
    ['2026-02-28', true, 'the Saturday worked for it'],
    ['2026-10-01', true, 'no holiday in Mongolia'],
    ['2026-11-26', false, 'Republic Day'],
  ])('Mongolia %s: %p, %s', (day, working) => expect(isWorkingDay(MN, day)).toEqual({ working, provisional: false }));

  it.each([['2027-02-08', true], ['2027-02-06', false], ['2024-10-01', true]])('%s has no published calendar: Monday to Friday, provisional', (day, working) => {
    expect(isWorkingDay(CN, day)).toEqual({ working, provisional: true });
  });

  it('is a matter of the data, whichever year’s notice names it', () => {
    const source = 'made up for this test';
    const calendar = { country: 'CN', years: { '2026': { holidays: ['2025-12-31'], makeUpWorkingDays: [], source } } } as const;
    expect(isWorkingDay(calendar, '2025-12-31')).toEqual({ working: false, provisional: true });
    expect(isWorkingDay(calendar, '2026-10-01')).toEqual({ working: true, provisional: false });
  });

  it('is Monday to Friday before 1970 as well', () => {
    expect(['1949-09-30', '1949-10-01', '1949-10-02', '1949-10-03'].map((day) => isWorkingDay(CN, day).working)).toEqual([true, false, false, true]);
  });

  it('refuses what is no day', () => expect(() => isWorkingDay(CN, '2026-02-30')).toThrow(RangeError));
});

describe('counting working days', () => {
  it.each([
    ['2026-11-20', 1, '2026-11-23', false, 'over a weekend'],
    ['2026-11-20', 10, '2026-12-04', false, 'ten in two weeks'],
    ['2026-02-13', 1, '2026-02-14', false, 'the make-up Saturday counts'],
    ['2026-02-13', 3, '2026-02-25', false, 'over the Spring Festival'],
    ['2026-09-30', 3, '2026-10-10', false, 'Thursday, Friday and the make-up Saturday'],
    ['2026-12-31', 1, '2027-01-01', true, 'into a year not yet published'],
    ['2026-12-30', 1, '2026-12-31', false, 'up to its eve'],
    ['2024-12-31', 1, '2025-01-02', false, 'out of a year not published, whose day is not counted'],
    ['2026-11-22', 0, '2026-11-22', false, 'none, even on a Sunday'],
  ])('%s + %p = %s (provisional: %p): %s', (from, n, day, provisional) => {
    expect(addWorkingDays(CN, from, n)).toEqual({ day, provisional });
  });

  it.each([[-1], [0.5], [10_001], [Number.NaN], [Number.POSITIVE_INFINITY]])('refuses a count of %p', (n) => expect(() => addWorkingDays(CN, '2026-11-20', n)).toThrow(RangeError));

  it.each([
    ['2026-12-30', '2027-01-04', true],
    ['2026-01-01', '2026-12-31', false],
    ['2024-12-31', '2025-01-02', false],
    ['2025-01-02', '2024-12-30', true],
    ['2024-06-01', '2027-06-01', true],
  ])('from %s to %s is provisional: %p', (from, to, provisional) => expect(workingDaysBetween(CN, from, to).provisional).toBe(provisional));

  it('refuses what is no day, and ends at the last one', () => {
    expect(() => workingDaysBetween(CN, '2026-02-30', '2026-02-30')).toThrow(RangeError);
    expect(() => workingDaysBetween(CN, '2026-02-27', 'soon')).toThrow(RangeError);
    expect(() => addWorkingDays(CN, '9999-12-31', 1)).toThrow(RangeError);
  });

  it('counts back and forth the same', () => {
    fc.assert(
      fc.property(days, fc.nat(80), fc.constantFrom(CN, MN), (from, n, calendar) => {
        const { day } = addWorkingDays(calendar, from, n);
        expect(workingDaysBetween(calendar, from, day).days).toBe(n);
        expect(n === 0 || isWorkingDay(calendar, day).working).toBe(true);
      }),
    );
  });

  it('is additive over any day between', () => {
    fc.assert(
      fc.property(days, days, days, (a, b, c) => {
        const [x = a, y = b, z = c] = [a, b, c].toSorted();
        expect(count(x, y) + count(y, z)).toBe(count(x, z));
        expect(count(z, x) + count(x, z)).toBe(0);
      }),
    );
  });

  it.each([['2026-11-20', '2026-11-23', 1], ['2026-11-23', '2026-11-20', -1], ['2026-11-21', '2026-11-22', 0], ['2026-11-22', '2026-11-21', 0]])('from %s to %s: %p', (from, to, n) =>
    expect(workingDaysBetween(CN, from, to)).toEqual({ days: n, provisional: false }),
  );
});

describe('the calendars as data', () => {
  const years = Object.values(HOLIDAY_CALENDARS).flatMap((calendar) => Object.entries(calendar.years).map(([year, data]) => ({ country: calendar.country, year, ...data })));

  it.each(years)('$country $year is in order', ({ year, holidays, makeUpWorkingDays, source }) => {
    for (const list of [holidays, makeUpWorkingDays]) {
      expect(list).toEqual([...new Set(list)].toSorted());
      expect(list.every((day) => isDay(day) && day.startsWith(year))).toBe(true);
    }
    expect(makeUpWorkingDays.every((day) => weekday(day) > 5 && !holidays.includes(day))).toBe(true);
    expect(source).not.toBe('');
  });

  // 365 days − 104 at weekends − 13 public holidays: the figure the labour ministry reckons with since 2025.
  it.each(['2025', '2026'])('China has 248 working days in %s', (year) => {
    expect(workingDaysBetween(CN, `${Number(year) - 1}-12-31`, `${year}-12-31`).days).toBe(248);
  });

  it.each([['2025', ['2025-07-16', '2025-07-17']], ['2026', ['2026-02-17']]])('Mongolia has sixteen days off by law in %s, and shifted ones', (year, shifted) => {
    expect(MN.years[year]?.holidays.filter((day) => !shifted.includes(day))).toHaveLength(16);
  });
});
