import { describe, expect, it } from '@jest/globals';
import type { EligibilityText, RuleDocument } from '../../api/rules.ts';
import { compareEntries, entriesOf } from './entries.ts';
import { plainSpeak } from './testing-speak.ts';

const text = (en: string) => ({ zh: en, mn: en, en });
const rule = (name: string, age: number) => ({ rule: name, source: 'article 1', test: { less: ['age', age] }, reasons: { met: text(`${name} met`), unmet: text('unmet'), unknown: text('unknown') } });
const document = (eligibility: EligibilityText): RuleDocument => ({
  id: 'dibao-2021', programme: 'dibao', title: text('Dibao'), source: 'Minfa', scope: [{ area: '341522', from: '2021-07-01', to: null }], eligibility, payment: { per: 'household', currency: 'CNY' },
});

describe('a rule set read as rules', () => {
  it('has every rule with its words and its source, in the order it is read', () => {
    const entries = entriesOf(document({ conditions: [rule('young', 18)], limits: { property: [{ area: '341522', from: '2021-07', rules: [rule('cars', 1)] }] } }), plainSpeak);
    expect(entries.map(({ key, text: says, source }) => [key, says, source])).toEqual([
      ['scope.341522', 'since 2021-07-01', ''], ['limits.property.341522.cars', 'age < 1', 'article 1'], ['conditions.young', 'age < 18', 'article 1'], ['payment', 'perHousehold · CNY', ''],
    ]);
  });
});

describe('two rule sets beside each other', () => {
  const before = entriesOf(document({ conditions: [rule('young', 18), rule('old', 60)] }), plainSpeak);
  const after = entriesOf(document({ conditions: [rule('young', 16), rule('new', 5)] }), plainSpeak);

  it('show what changed, what is new and what is gone, and nothing that reads the same', () => {
    expect(compareEntries(before, after).map(({ key, before: was, after: is }) => [key, was, is])).toEqual([['conditions.young', 'age < 18', 'age < 16'], ['conditions.new', null, 'age < 5'], ['conditions.old', 'age < 60', null]]);
  });

  it('that are the same show nothing', () => {
    expect(compareEntries(before, before)).toEqual([]);
  });
});
