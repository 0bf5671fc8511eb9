import { validateEvent } from '@hearth/contracts';
import { fold } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { readCase } from '@hearth/rules';
import { caseOf, person, shipped, wages } from '@hearth/testing';
import { assessmentDecider, type AssessmentEvent, type MakeAssessment } from './assessment.decider.ts';

const ID = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

function command(ruleSet: string, area: string, provisional = false): MakeAssessment {
  const document = shipped(ruleSet);
  const members = [person(ID(1), 'head', '1950-01-01', { incomes: [wages(9600)] }), person(ID(2), 'child', '2015-01-01', { student: true })];
  return {
    type: 'MakeAssessment', document, facts: readCase(caseOf(area, members)), provisional,
    request: { household: ID(3), application: ID(4), assessment: ID(5), programme: document.programme, ruleSet, asOf: '2026-11-22', provisional, people: [ID(1), ID(2)], verification: null, reason: 'first' },
  };
}
const decide = (asked: MakeAssessment, history: readonly AssessmentEvent[] = []): readonly AssessmentEvent[] => assessmentDecider.decide(asked, fold(assessmentDecider, history));

describe('an assessment', () => {
  it.each([['dibao-2012', '341524100001', 'eligible'], ['dibao-2021', '341522101200', 'eligible'], ['tekun-2021', '341522101200', 'eligible'], ['child-money-2005-07', 'MN-073-04-01', 'undecided']])(
    'by %s is a fact that can be published as it is', (ruleSet, area, result) => {
      const [made, ...more] = decide(command(ruleSet, area));
      expect(more).toEqual([]);
      expect(made).toMatchObject({ type: 'AssessmentMade', effectiveOn: '2026-11-22', data: { household: ID(3), application: ID(4), assessment: ID(5), ruleSet, asOf: '2026-11-22', result, provisional: false } });
      expect(validateEvent('hearth.eligibility.AssessmentCompleted', 1, made?.data)).toEqual([]);
    });

  it('is made once', () => {
    const asked = command('dibao-2012', '341524100001');
    expect(decide(asked, decide(asked))).toEqual([]);
  });

  it('is provisional when the request says so', () => {
    expect(decide(command('dibao-2012', '341524100001', true))[0]?.data.provisional).toBe(true);
  });
});
