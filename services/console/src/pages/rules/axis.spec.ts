import { describe, expect, it } from '@jest/globals';
import type { RuleSetLine } from '../../api/rules.ts';
import { axisOf, standing } from './axis.ts';

const line = (id: string, scope: RuleSetLine['scope']): RuleSetLine => ({ id, programme: 'dibao', title: { zh: id, mn: id, en: id }, source: '', scope, invented: null, per: 'household', contentHash: '', putInForceAt: '2026-01-01T00:00:00Z', edition: 1 });

describe('the axis of the rules', () => {
  const axis = axisOf([line('a', [{ area: '1', from: '2020-01-01', to: '2022-12-31' }]), line('b', [{ area: '1', from: '2023-01-01', to: null }, { area: '2', from: '2027-01-01', to: null }])], '2026-01-01');

  it('has a lane for each programme and area, its rule sets in the order of time', () => {
    expect(axis.lanes.map(({ area, bars }) => [area, bars.map(({ id, standing: now }) => `${id} ${now}`)])).toEqual([['1', ['a ended', 'b in-force']], ['2', ['b coming']]]);
  });

  it('goes over whole years; what has no end reaches to its edge', () => {
    const [a, b] = axis.lanes[0]?.bars ?? [];
    expect(axis.years[0]).toEqual({ year: 2020, left: 0 });
    expect(a?.left).toBe(0);
    expect((b?.left ?? 0) + (b?.width ?? 0)).toBeCloseTo(1, 12);
    expect(axis.today).toBeCloseTo(6 / 8, 2);
  });
});

describe('a rule set', () => {
  it('is in force as soon as it is in one of its areas', () => {
    const scope = [{ area: '1', from: '2020-01-01', to: '2021-01-01' }, { area: '2', from: '2026-01-01', to: null }];
    expect(['2025-06-01', '2026-01-01'].map((day) => standing({ scope }, day))).toEqual(['coming', 'in-force']);
    expect(standing({ scope: scope.slice(0, 1) }, '2026-01-01')).toBe('ended');
  });
});
