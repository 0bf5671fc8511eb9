import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays } from './days.ts';
import { inForce, overlapProblem } from './effective-dated.ts';

const ruleSets = [
  { id: 'dibao-2012', area: '*', from: '2012-12-12', to: '2021-06-30' },
  { id: 'dibao-2021', area: '*', from: '2021-07-01', to: null },
  { id: 'pilot', area: '3415', from: '2026-01-01', to: '2026-12-31' },
  { id: 'county', area: '341502', from: '2026-06-01', to: '2026-06-30' },
];

describe('in force', () => {
  it.each([
    ['341502', '2012-12-11', undefined],
    ['341502', '2012-12-12', 'dibao-2012'],
    ['341502', '2021-06-30', 'dibao-2012'],
    ['341502', '2021-07-01', 'dibao-2021'],
    ['341502001203', '2026-01-01', 'pilot'],
    ['341502001203', '2026-06-15', 'county'],
    ['341502001203', '2026-07-01', 'pilot'],
    ['341502', '2027-01-01', 'dibao-2021'],
    ['341503', '2026-06-15', 'pilot'],
    ['34', '2026-06-15', 'dibao-2021'],
    ['*', '2026-06-15', 'dibao-2021'],
    ['MN-073', '2026-06-15', 'dibao-2021'],
  ])('%s on %s: %s', (area, on, id) => expect(inForce(ruleSets, area, on)?.id).toBe(id));

  it.each([
    ['34152', '2026-06-15', /area/],
    ['3415', '2026-02-30', /day/],
  ])('refuses %s on %s', (area, on, message) => expect(() => inForce(ruleSets, area, on)).toThrow(message));

  it('never guesses between two', () => {
    const twice = [...ruleSets, { id: 'again', area: '*', from: '2021-06-30', to: null }];
    expect(() => inForce(twice, '34', '2021-06-30')).toThrow('area * has two entries on 2021-06-30');
  });
});

describe('overlap', () => {
  it('is none in a good list, whatever its order', () => {
    expect(overlapProblem(ruleSets)).toBeUndefined();
    expect(overlapProblem(ruleSets.toReversed())).toBeUndefined();
    expect(overlapProblem([])).toBeUndefined();
  });

  it.each([
    [{ area: '*', from: '2026-01-01', to: null }, /^all areas: the entry from 2021-07-01 still holds when the one from 2026-01-01 begins$/],
    [{ area: '3415', from: '2026-12-31', to: null }, /^area 3415: /],
    [{ area: '3415', from: '2025-01-01', to: '2026-01-01' }, /^area 3415: /],
    [{ area: '34152', from: '2026-01-01', to: null }, /^entry 5: a Chinese area/],
    [{ area: '36', from: '2026-02-30', to: null }, /^entry 5: is not a day/],
    [{ area: '36', from: '2026-01-01', to: '2026-1-1' }, /^entry 5: must be a day/],
    [{ area: '36', from: '2026-01-02', to: '2026-01-01' }, /^entry 5: ends before it begins$/],
  ])('%j is refused', (entry, problem) => expect(overlapProblem([...ruleSets, { id: 'x', ...entry }])).toMatch(problem));

  it('is exactly when some day has two entries of one area', () => {
    const entry = fc.tuple(fc.constantFrom('34', '3415', 'MN-073'), fc.nat(30), fc.option(fc.nat(10))).map(([area, start, length]) => {
      const from = addDays('2026-01-01', start);
      return { area, from, to: length === null ? null : addDays(from, length) };
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (list) => {
        const clash = Array.from({ length: 45 }, (_, n) => addDays('2026-01-01', n)).some((on) =>
          ['34', '3415', 'MN-073'].some((area) => list.filter((e) => e.area === area && e.from <= on && (e.to === null || on <= e.to)).length > 1),
        );
        expect(overlapProblem(list) !== undefined).toBe(clash);
      }),
    );
  });
});
