import { describe, expect, it } from '@jest/globals';
import type { RuleSetDocument } from '../../api/eligibility.ts';
import { answersOf, questionsOf } from './questions.ts';

const title = { zh: 'q', mn: 'q', en: 'q' };
const ruleSet: RuleSetDocument = {
  id: 'child-money', programme: 'child-money', title, source: '', procedure: { steps: [], documents: [], verification: { sources: [] }, visit: { investigators: 0 } },
  eligibility: { scorecard: { variables: [
    { variable: 'dwelling', title, levels: [{ is: ['ger'] }, { is: ['house'] }] }, { variable: 'livestock', title, levels: [{ is: [0] }, { from: 1, to: 50 }] }, { variable: 'children', of: { count: 'members' }, title, levels: [{ is: [0] }] },
  ] } },
};

describe('the questionnaire', () => {
  it('asks what the rule set weighs, but not what the household tells by itself', () => {
    expect(questionsOf(ruleSet).map(({ variable, options }) => [variable, options])).toEqual([['dwelling', ['ger', 'house']], ['livestock', []]]);
    expect(questionsOf(undefined)).toEqual([]);
  });

  it('sends codes as text and counts as numbers, and nothing that was not answered', () => {
    expect(answersOf(questionsOf(ruleSet), { dwelling: 'ger', livestock: ' ４5 ' })).toEqual({ dwelling: 'ger', livestock: 45 });
    expect(answersOf(questionsOf(ruleSet), { dwelling: '', livestock: 'many' })).toEqual({});
  });
});
