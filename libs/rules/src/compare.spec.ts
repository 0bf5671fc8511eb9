import { describe, expect, it } from '@jest/globals';
import { compareRuleSets } from './index.ts';
import { shippedRuleSet, shippedRuleSets } from './shipped.ts';

describe('what differs between two rule sets', () => {
  it.each(shippedRuleSets())('%s does not differ from itself', (id) => {
    expect(compareRuleSets(shippedRuleSet(id), shippedRuleSet(id))).toEqual({ before: id, after: id, conditions: [], figures: [], sources: [], others: [] });
  });

  it('names conditions that came, went and changed, with their fields', () => {
    const { conditions, sources } = compareRuleSets(shippedRuleSet('child-money-2018-01'), shippedRuleSet('child-money-2018-04'));
    expect(conditions.map(({ rule, change }) => [rule, change])).toEqual([['poorest-sixty-percent', 'removed'], ['poorest-eighty-percent', 'added']]);
    expect(sources).toContainEqual({ path: 'eligibility.amount.source', before: 'Child Money Programme, rule of January 2018: MNT 20,000 per child and month', after: 'Child Money Programme, rule of April 2018: MNT 20,000 per child and month' });
    const dibao = compareRuleSets(shippedRuleSet('dibao-2012'), shippedRuleSet('dibao-2021'));
    expect(dibao.conditions).toContainEqual(expect.objectContaining({ rule: 'income-below-standard', of: 'conditions', change: 'changed', fields: ['source'] }));
    expect(dibao.conditions).toContainEqual(expect.objectContaining({ rule: 'share-after-refused-job-offers', of: 'paid', change: 'added' }));
    expect(dibao.others.map(({ path }) => path)).toContain('eligibility.income.notCounted[3]');
  });

  it('names figures by area, kind of place and months', () => {
    const document = structuredClone(shippedRuleSet('dibao-2021')) as { eligibility: { figures: { standard: { values: { area: string; urban: boolean; from: string; minor: number }[] } } } };
    const changed = document.eligibility.figures.standard.values.find(({ area, urban, from }) => area === '341522' && !urban && from === '2025-01')!;
    changed.minor = 82_000;
    document.eligibility.figures.standard.values.push({ area: '3415', urban: true, from: '2030-01', minor: 99_000 });
    expect(compareRuleSets(shippedRuleSet('dibao-2021'), document).figures).toEqual([
      { figure: 'standard', area: '341522', urban: false, from: '2025-01', to: null, before: 79_000, after: 82_000 },
      { figure: 'standard', area: '3415', urban: true, from: '2030-01', to: null, before: null, after: 99_000 },
    ]);
  });
});
