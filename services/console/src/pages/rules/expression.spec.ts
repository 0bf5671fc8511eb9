import { describe, expect, it } from '@jest/globals';
import { inWords, reasonInWords } from './expression.ts';
import { plainSpeak } from './testing-speak.ts';

const figures = { standard: { title: { zh: '标准', mn: 'жишиг', en: 'the standard' }, source: '', values: [] } };
const told = (expression: unknown): string => inWords(expression, plainSpeak, figures);

describe('an expression of the rule language', () => {
  it('is arithmetic with the names of the facts', () => {
    expect(told({ less: ['income', { times: [12, 'members', 'figure.standard'] }] })).toBe('income < 12 × members × the standard');
    expect(told({ atMost: [{ plus: ['property.deposits.value', 'property.vehicle.count'] }, { money: 5000 }] })).toBe('valueOf deposits + countOf vehicle ≤ ¥50');
  });

  it('keeps what belongs together in brackets', () => {
    expect(told({ times: [2, { plus: [1, 'members'] }] })).toBe('2 × (1 + members)');
    expect(told({ any: [{ all: [{ stated: 'dibao' }, { stated: 'tekun' }] }, { less: ['age', 18] }] })).toBe('(dibao and tekun) or age < 18');
  });

  it('tells lists, words, no, and cases', () => {
    expect(told({ some: 'members', test: { not: { is: ['student', true] } } })).toBe('someMember not student');
    expect(told({ count: 'supporters', test: { is: ['relation', ['head', 'spouse']] } })).toBe('countSupporter is relation head, spouse');
    expect(told({ by: 'care', cases: { able: 1, severe: { fraction: [1, 2] } } })).toBe('care — able: 1; severe: 1/2');
    expect(told({ disability: [{ level: 2 }, { kinds: ['mental'], level: 3 }] })).toBe('disabled 2 or disabledOf 3 mental');
  });

  it('that this version does not know yet is shown as it stands, not left out', () => {
    expect(told({ median: ['income'] })).toBe('median ["income"]');
  });

  it('fills the reasons of a rule with what their figures stand for', () => {
    expect(reasonInWords('Income of {income}, limit {limit}', { income: 'income' }, plainSpeak, figures)).toBe('Income of ‹income›, limit {limit}');
  });
});
