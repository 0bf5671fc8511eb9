import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDuration, dayOf, endOfDay, durationProblem, isInstant, isoDuration } from './instants.ts';

const instants = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => new Date(ms).toISOString());

describe('instants', () => {
  it.each([
    ['2026-11-22T01:30:00Z', true],
    ['2026-11-22T01:30:00.123456Z', true],
    ['2026-11-22T24:00:00Z', false],
    ['2026-11-22T01:60:00Z', false],
    ['2026-11-22T01:30:60Z', false],
    ['2026-02-30T01:30:00Z', false],
    ['2026-11-22T01:30:00+08:00', false],
    ['2026-11-22T01:30:00', false],
    ['2026-11-22 01:30:00Z', false],
    ['2026-11-22', false],
    [1_763_775_000_000, false],
  ])('%j: %p', (x, yes) => expect(isInstant(x)).toBe(yes));

  it.each([
    ['2026-11-21T15:59:59.999Z', undefined, '2026-11-21'],
    ['2026-11-21T16:00:00Z', undefined, '2026-11-22'],
    ['2026-11-21T16:30:00Z', 'Asia/Hovd', '2026-11-21'],
    ['2026-11-21T16:30:00Z', 'Asia/Ulaanbaatar', '2026-11-22'],
    ['2025-12-31T16:00:00Z', 'Asia/Shanghai', '2026-01-01'],
    // China kept summer time (UTC+9) in these years.
    ['1988-07-01T15:30:00Z', 'Asia/Shanghai', '1988-07-02'],
    ['2026-11-21T23:59:59Z', 'UTC', '2026-11-21'],
  ])('%s in %s is the day %s', (instant, zone, day) => expect(dayOf(instant, zone)).toBe(day));

  it.each([['2026-11-22', 'UTC'], ['2026-11-22T01:30:00Z', 'Asia/Nowhere']])('refuses %s in %s', (instant, zone) => expect(() => dayOf(instant, zone)).toThrow(RangeError));
});

// Mongolia put its clocks back for the last time at the end of 23 September 2016 (IANA time zone database).
describe('the end of a day', () => {
  it.each([
    ['2026-11-22', 'Asia/Shanghai', '2026-11-22T15:59:59.999Z'], ['2026-11-22', 'Asia/Hovd', '2026-11-22T16:59:59.999Z'], ['2026-11-22', 'UTC', '2026-11-22T23:59:59.999Z'],
    ['2016-09-22', 'Asia/Ulaanbaatar', '2016-09-22T14:59:59.999Z'], ['2016-09-23', 'Asia/Ulaanbaatar', '2016-09-23T15:59:59.999Z'], ['2016-03-26', 'Asia/Ulaanbaatar', '2016-03-26T14:59:59.999Z'],
  ])('%s in %s is %s', (day, zone, end) => { expect(endOfDay(day, zone)).toBe(end); });

  it('lies on the day, and a millisecond later it is the next', () => {
    fc.assert(fc.property(instants, fc.constantFrom('Asia/Shanghai', 'Asia/Hovd', 'Asia/Ulaanbaatar', 'America/New_York', 'UTC'), (instant, zone) => {
      const day = dayOf(instant, zone);
      const end = endOfDay(day, zone);
      expect([dayOf(end, zone) === day, dayOf(new Date(Date.parse(end) + 1).toISOString(), zone) > day]).toEqual([true, true]);
    }));
  });

  it('is of a day', () => { expect(() => endOfDay('2026-02-30')).toThrow(/^day: /); });
});

describe('durations', () => {
  it.each([
    ['P7D', 0, 604_800_000],
    ['PT3H', 0, 10_800_000],
    ['P1M', 1, 0],
    ['PT1M', 0, 60_000],
    ['P1Y2M3W4DT5H6M7S', 14, 2_178_367_000],
    ['PT0S', 0, 0],
  ])('%s is %p months and %p ms', (text, months, milliseconds) => expect(isoDuration(text)).toEqual({ months, milliseconds }));

  it.each([[''], ['P'], ['PT'], ['P1DT'], ['P1H'], ['-P1D'], ['P-1D'], ['P1.5D'], ['7D'], ['P1D2M']])('%j is none', (text) => {
    expect(durationProblem(text)).toBeDefined();
    expect(() => isoDuration(text)).toThrow(RangeError);
  });

  it.each([[7], [null], [undefined]])('%j is not even text', (x) => expect(durationProblem(x)).toBeDefined());

  it.each([
    ['2026-11-22T01:30:00Z', 'P7D', '2026-11-29T01:30:00.000Z'],
    ['2026-11-22T23:00:00.250Z', 'PT3H', '2026-11-23T02:00:00.250Z'],
    ['2026-01-31T12:00:00Z', 'P1M', '2026-02-28T12:00:00.000Z'],
    ['2024-01-31T12:00:00Z', 'P1M', '2024-02-29T12:00:00.000Z'],
    ['2026-12-31T12:00:00Z', 'P2M1D', '2027-03-01T12:00:00.000Z'],
    ['2024-02-29T12:00:00Z', 'P1Y', '2025-02-28T12:00:00.000Z'],
  ])('%s + %s = %s', (instant, duration, result) => expect(addDuration(instant, duration)).toBe(result));

  it.each([['2026-11-22', 'P1D'], ['2026-11-22T01:30:00Z', '1D'], ['2026-11-22T01:30:00Z', 'P9000Y'], ['2026-11-22T01:30:00Z', 'P9999999D'], ['2026-11-22T01:30:00Z', 'P999999999999999D']])(
    'refuses %s + %s',
    (instant, duration) => expect(() => addDuration(instant, duration)).toThrow(RangeError),
  );

  it('moves forward and adds exact parts in any order', () => {
    fc.assert(
      fc.property(instants, fc.nat(1000), fc.nat(100), (instant, n, hours) => {
        const once = addDuration(instant, `P${n}DT${hours}H`);
        expect(once >= instant).toBe(true);
        expect(addDuration(addDuration(instant, `PT${hours}H`), `P${n}D`)).toBe(once);
      }),
    );
  });
});
