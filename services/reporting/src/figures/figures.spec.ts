import { describe, expect, it } from '@jest/globals';
import { areas } from '@hearth/contracts';
import { isWithin, parentArea } from '@hearth/kernel';
import fc from 'fast-check';
import { ENDS, FROM } from '../milestones.ts';
import { monthEnds } from './overview.ts';
import { childOf, scopeOf, within } from './scope.ts';
import { grouped, quantile, total } from './statistics.ts';

describe('a quantile', () => {
  it('is the smallest value with at least that share at or below it', () => {
    expect([quantile([5, 1, 3], 0.5), quantile([4, 2, 3, 1], 0.5), quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9), quantile([7], 0.9), quantile([7], 0.01), quantile([3, 1], 1)]).toEqual([3, 2, 9, 7, 7, 3]);
  });
  it('of nothing is nothing', () => { expect(quantile([], 0.5)).toBeNull(); });
  it('leaves its values in their order', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
  it('is right for every percentage of every length, however shares are rounded in binary', () => {
    const wrong: string[] = [];
    for (let n = 1; n <= 200; n += 1) {
      const values = Array.from({ length: n }, (_, i) => i + 1);
      for (let percent = 1; percent <= 100; percent += 1) if (quantile(values, percent / 100) !== Math.floor((n * percent + 99) / 100)) wrong.push(`${percent} % of ${n}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('groups and sums', () => {
  it('keep the order of first appearance and lose nothing', () => {
    expect([...grouped(['ab', 'b', 'ac', 'bc'], ([first]) => first ?? '')]).toEqual([['a', ['ab', 'ac']], ['b', ['b', 'bc']]]);
    expect([total([]), total([1, 2, 3])]).toEqual([0, 6]);
  });
});

describe('the area below', () => {
  it.each([
    ['341524100001', '*', '34'], ['341524100001', '34', '3415'], ['341524100001', '3415', '341524'], ['341524100001', '341524', '341524100'], ['341524100001', '341524100', '341524100001'], ['341524100001', '341524100001', '341524100001'],
    ['MN-073-04-01', '*', 'MN-073'], ['MN-073-04-01', 'MN-073', 'MN-073-04'], ['MN-073-04-01', 'MN-073-04', 'MN-073-04-01'], ['341524', '341524', '341524'],
    ['530112008003', '53', '5301'], ['530112008003', '530112', '530112008'], ['*', '*', '*'],
  ])('of %s under %s is %s, in the table of areas or not', (area, scope, child) => { expect(childOf(area, scope)).toBe(child); });

  it('is as the table of areas has it', () => {
    for (const { code, parent } of areas) expect([code, parentArea(code)]).toEqual([code, parent ?? '*']);
  });
});

describe('the scope of a figure', () => {
  const asking = (area: string): Parameters<typeof scopeOf>[0] => ({ officer: { sub: 'x', role: 'town', area }, asOf: null });
  const now = new Date('2026-11-22T02:00:00.000Z');

  it('is the officer’s area now, a part of it, or a day', () => {
    expect(scopeOf(asking('341524'), {}, now)).toEqual({ area: '341524', asOf: now, programme: null, timeZone: 'Asia/Shanghai' });
    expect(scopeOf({ ...asking('*'), asOf: new Date(0) }, { area: '341524100', programme: 'dibao' }, now)).toEqual({ area: '341524100', asOf: new Date(0), programme: 'dibao', timeZone: 'Asia/Shanghai' });
    expect(['341524', 'MN-043-01', '*'].map((area) => scopeOf(asking('*'), { area, asOf: '2026-11-22' }, now).asOf.toISOString())).toEqual(['2026-11-22T15:59:59.999Z', '2026-11-22T16:59:59.999Z', '2026-11-22T15:59:59.999Z']);
  });
  it.each([['another county', '341522'], ['the province', '34'], ['all areas', '*'], ['a county whose code begins alike', '3415241']])('is never %s', (_, area) => { expect(() => scopeOf(asking('341524'), { area }, now)).toThrow(/area/); });

  it('cuts rows as the kernel cuts areas', () => {
    const like = (area: string, scope: string): boolean => {
      const { sql, values } = within({ area: scope }, 1);
      return sql === 'true' || area === values[0] || area.startsWith((values[1] ?? '').slice(0, -1));
    };
    const codes = [...areas.map(({ code }) => code), '530112008003', 'MN-073-05', 'MN-1'];
    for (const area of codes) for (const scope of [...codes, '*']) expect([area, scope, like(area, scope)]).toEqual([area, scope, isWithin(area, scope)]);
  });
});

describe('month ends', () => {
  const days = (at: string, timeZone = 'Asia/Shanghai'): string[] => monthEnds(new Date(at), timeZone).map((end) => end.toISOString());
  it('are the last eleven, and the instant itself', () => {
    const ends = days('2026-11-22T02:00:00.000Z');
    expect([ends.length, ends[0], ends.at(-2), ends.at(-1)]).toEqual([12, '2025-12-31T15:59:59.999Z', '2026-10-31T15:59:59.999Z', '2026-11-22T02:00:00.000Z']);
  });
  it('are those of the area: in Khovd an hour after China, where November has begun while it is October in UTC', () => {
    expect([days('2026-10-31T16:30:00.000Z').at(-2), days('2026-10-31T16:30:00.000Z', 'Asia/Hovd').at(-2), days('2026-11-22T02:00:00.000Z', 'Asia/Hovd').at(-2)])
      .toEqual(['2026-10-31T15:59:59.999Z', '2026-09-30T16:59:59.999Z', '2026-10-31T16:59:59.999Z']);
  });
  it.each([['2026-03-31T00:00:00.000Z', '2026-02-28T15:59:59.999Z'], ['2028-03-30T12:00:00.000Z', '2028-02-29T15:59:59.999Z'], ['2026-01-01T00:00:00.000Z', '2025-12-31T15:59:59.999Z']])('of %s end with %s before it', (at, before) => { expect(days(at).at(-2)).toBe(before); });
  it('are twelve, one after the other, from every instant', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
      const ends = monthEnds(at, 'Asia/Ulaanbaatar');
      expect(ends.length).toBe(12);
      expect(ends.every((end, i) => i === 0 || end > ends[i - 1]!)).toBe(true);
    }));
  });
});

describe('the end of a sub-step', () => {
  it('of the first check is acceptance or return, whichever came; a returned application is not late for what the family took', () => {
    expect([ENDS[2]?.({ accepted: '2026-11-05' }), ENDS[2]?.({ returned: '2026-11-03', accepted: '2026-11-20' }), ENDS[2]?.({})]).toEqual(['2026-11-05', '2026-11-03', undefined]);
    expect([ENDS[3]?.({ accepted: '2026-11-05' }), ENDS[3]?.({ returned: '2026-11-03', accepted: '2026-11-20' }), ENDS[4]?.({ returned: '2026-11-03' })]).toEqual(['2026-11-05', undefined, '2026-11-03']);
  });
  it('of a publication is the day it came down, at the town and at the county', () => {
    const reached = { 'town-posted': '2026-11-01', 'town-ended': '2026-11-08', 'county-posted': '2026-11-10', 'county-ended': '2026-11-17' };
    expect([ENDS[7]?.(reached), ENDS[13]?.(reached)]).toEqual(['2026-11-08', '2026-11-17']);
  });
  it('is known for every numbered step that an application can finish, and every clock it is measured by', () => {
    expect(Object.keys(ENDS).map(Number)).toEqual([2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 19]);
    expect(Object.keys(FROM).toSorted()).toEqual(['accepted', 'decided', 'forwarded', 'listed', 'means-tested', 'opinion', 'published-end', 'requested', 'sent', 'submitted']);
  });
});
