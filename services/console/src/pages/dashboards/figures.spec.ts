import { describe, expect, it } from '@jest/globals';
import type { AreaLine, CoverageLine, MoneyLine, StepTime } from '../../api/reporting.ts';
import { attentions, byPeriod, byProgramme, isSmall, measured, monthEnds, ranked } from './figures.ts';

const cny = (minor: number) => ({ minor, currency: 'CNY' as const });
const mnt = (minor: number) => ({ minor, currency: 'MNT' as const });
const area = (code: string, part: Partial<AreaLine>): AreaLine => ({ area: code, areaName: code, level: 'county', households: 0, persons: 0, children: 0, open: 0, over: 0, overShare: null, monthly: null, perHead: null, ...part });

describe('the ranked table', () => {
  it('puts the most first and what has not reported last, always in the same order', () => {
    const lines = [area('b', { overShare: null }), area('c', { overShare: 4 }), area('a', { overShare: null }), area('d', { overShare: 6 })];
    expect(ranked(lines, 'overShare', false).map((line) => line.area)).toEqual(['d', 'c', 'a', 'b']);
    expect(measured(area('x', { perHead: cny(39200) }), 'perHead', true)).toBe(39200);
  });

  it('tells nothing of a small number that may not be told', () => {
    const small = [area('a', { households: 1 }), area('b', { households: 4 }), area('c', { households: 7 })];
    expect(ranked(small, 'households', true).map((line) => line.area)).toEqual(['c', 'a', 'b']);
    expect(small.map((line) => measured(line, 'households', true))).toEqual([1, 1, 7]);
    expect(small.map((line) => measured(line, 'households', false))).toEqual([1, 4, 7]);
  });

  it('hides small cells, but not nothing', () => {
    expect([0, 1, 4, 5].map(isSmall)).toEqual([false, true, true, false]);
  });
});

describe('what needs attention', () => {
  const step: StepTime = { ruleSet: 'dibao-2021', step: 5, title: null, n: 10, median: 2, p90: 12, limit: 10, unit: 'working-day', over: 2 };

  it('is steps over their limit, areas over theirs, and draws under the legal share', () => {
    const list = attentions([area('a', { overShare: 12 }), area('b', { overShare: 0 })], [{ area: 'a', areaName: 'a', frame: 10, drawn: 2, visited: 0, share: 20 }], [step, { ...step, step: 7, p90: 3 }]);
    expect(list.map(({ kind, lamp, share }) => [kind, lamp, share])).toEqual([['step', 'over', 0.2], ['area', 'over', 0.12], ['spot-check', 'soon', 0.2]]);
  });
});

describe('sums', () => {
  it('add whole minor units and never two currencies', () => {
    const line = (programme: string, households: number, monthly: CoverageLine['monthly']): CoverageLine => ({ area: 'a', areaName: 'a', programme, households, persons: households * 2, children: 1, monthly });
    expect(byProgramme([line('dibao', 3, cny(100)), line('dibao', 4, cny(5)), line('dibao', 1, mnt(300000))])).toEqual([
      { programme: 'dibao', households: 7, persons: 14, children: 2, monthly: cny(105) }, { programme: 'dibao', households: 1, persons: 2, children: 1, monthly: mnt(300000) },
    ]);
  });

  it('of money go by month, the latest first', () => {
    const line = (period: string, sent: number): MoneyLine => ({ area: 'a', programme: 'dibao', period, instructions: 1, sent: cny(sent), settled: cny(sent), returned: cny(0), collected: cny(0), uncollected: cny(1) });
    expect(byPeriod([line('2026-10', 5), line('2026-11', 7), line('2026-10', 2)]).map(({ period, instructions, sent }) => [period, instructions, sent.minor])).toEqual([['2026-11', 1, 7], ['2026-10', 2, 7]]);
  });
});

describe('the months of the overview', () => {
  it('end with the month of the instant, across the year', () => {
    expect(monthEnds('2026-02-20T00:00:00Z', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });
});
