import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ancestors, areaLevel, areaProblem, areaTimeZone, countryOf, currencyOf, isWithin, parentArea, timeZoneOf } from './area.ts';

const digits = (length: number) => fc.integer({ min: 1, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
const chinese = fc
  .tuple(fc.integer({ min: 10, max: 99 }).map(String), digits(2), digits(2), digits(3), digits(3), fc.integer({ min: 1, max: 5 }))
  .map(([a, b, c, d, e, levels]) => [a, b, c, d, e].slice(0, levels).join(''));
const mongolian = fc.tuple(digits(3), digits(2), digits(2), fc.integer({ min: 1, max: 3 })).map(([a, b, c, levels]) => ['MN', a, b, c].slice(0, levels + 1).join('-'));
const areas = fc.oneof(chinese, mongolian);

const broken = ['', '3', '341', '34152', '3415021', '34150200', '3415020011', '03', '3400', '340000', '341502000', '341502001000', '34-15', 'CN-34', 'MN', 'MN-', 'MN-73', 'MN-07', 'MN-000', 'MN-073-4', 'MN-073-00', 'MN-073-04-', 'MN-073-04-01-01', 'mn-073', '**', ' 34', '３４'];

describe('area codes', () => {
  it.each([
    ['34', 'province', '*'],
    ['3415', 'prefecture', '34'],
    ['341502', 'county', '3415'],
    ['341502001', 'town', '341502'],
    ['341502001203', 'village', '341502001'],
    ['441900', 'county', '4419'],
    ['441900003', 'town', '441900'],
    ['MN-073', 'aimag', '*'],
    ['MN-1', 'aimag', '*'],
    ['MN-073-04', 'soum', 'MN-073'],
    ['MN-073-04-01', 'bagh', 'MN-073-04'],
    ['*', 'all', undefined],
  ])('%s is a %s below %s', (code, level, parent) => {
    expect(areaProblem(code)).toBeUndefined();
    expect(areaLevel(code)).toBe(level);
    expect(parentArea(code)).toBe(parent);
  });

  it.each(broken)('%j is none', (code) => {
    expect(areaProblem(code)).toBeDefined();
    for (const ask of [areaLevel, parentArea, ancestors, countryOf, areaTimeZone, currencyOf]) expect(() => ask(code)).toThrow(RangeError);
  });

  it.each([[34], [null], [undefined]])('%j is not even text', (x) => expect(areaProblem(x)).toBe('must be text'));

  it('names all areas above, the nearest first', () => {
    expect(ancestors('341502001203')).toEqual(['341502001', '341502', '3415', '34', '*']);
    expect(ancestors('MN-073-04-01')).toEqual(['MN-073-04', 'MN-073', '*']);
    expect(ancestors('*')).toEqual([]);
  });
});

describe('within', () => {
  it.each([
    ['3415', '34', true],
    ['34', '34', true],
    ['34', '3415', false],
    ['341502001203', '341502', true],
    ['341502', '341501', false],
    ['MN-073-04', 'MN-073', true],
    ['MN-073-04', 'MN-07', false],
    ['MN-073', 'MN-1', false],
    ['MN-1-04', 'MN-1', true],
    ['MN-123', 'MN-1', false],
    ['MN-073', '34', false],
    ['34', '*', true],
    ['*', '*', true],
    ['*', '34', false],
    ['34152', '34', false],
    ['3415', '34150', false],
    ['34152', '*', false],
    ['34152', '34152', false],
    ['', '', false],
  ])('%s within %s: %p', (code, scope, yes) => expect(isWithin(code, scope)).toBe(yes));

  it('means the scope is the area or one above it, and no other', () => {
    fc.assert(
      fc.property(areas, areas, (code, other) => {
        expect([code, ...ancestors(code)].every((scope) => isWithin(code, scope))).toBe(true);
        expect(ancestors(code).some((scope) => isWithin(scope, code))).toBe(false);
        expect(isWithin(code, other) && isWithin(other, code)).toBe(code === other);
      }),
    );
  });
});

describe('what follows from the place', () => {
  it.each([
    ['341502', 'CN', 'Asia/Shanghai', 'CNY'],
    ['65', 'CN', 'Asia/Shanghai', 'CNY'],
    ['MN-073-04', 'MN', 'Asia/Ulaanbaatar', 'MNT'],
    ['MN-1', 'MN', 'Asia/Ulaanbaatar', 'MNT'],
    ['MN-071-01', 'MN', 'Asia/Hovd', 'MNT'],
    ['MN-043', 'MN', 'Asia/Hovd', 'MNT'],
  ])('%s: %s, %s, %s', (code, country, zone, currency) => {
    expect([countryOf(code), areaTimeZone(code), currencyOf(code)]).toEqual([country, zone, currency]);
  });

  it('has China\'s time when it is all areas, or none', () => {
    expect(['*', null, 'MN-043', '34'].map(timeZoneOf)).toEqual(['Asia/Shanghai', 'Asia/Shanghai', 'Asia/Hovd', 'Asia/Shanghai']);
  });

  it('does not follow from all areas', () => {
    for (const ask of [countryOf, areaTimeZone, currencyOf]) expect(() => ask('*')).toThrow(/no single country/);
  });
});
