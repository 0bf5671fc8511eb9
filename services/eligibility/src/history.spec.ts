import { describe, expect, it } from '@jest/globals';
import { FrozenHistory } from '@hearth/testing';
import { assessmentDecider } from './assessment/assessment.decider.ts';
import { formulaDecider } from './formula/formula.decider.ts';
import { shadowScoreDecider } from './formula/shadow-score.decider.ts';
import { ruleSetDraftDecider } from './rule-set-draft/rule-set-draft.decider.ts';
import { ruleSetDecider } from './rule-set/rule-set.decider.ts';
import { scoringDecider } from './scoring/scoring.decider.ts';
import { studyDecider } from './study/study.decider.ts';
import { surveyDecider } from './survey/survey.decider.ts';
import { watchAlertDecider } from './watch/alert.decider.ts';

const history = new FrozenHistory(new URL('../', import.meta.url), [assessmentDecider, ruleSetDecider, ruleSetDraftDecider, formulaDecider, shadowScoreDecider, scoringDecider, studyDecider, surveyDecider, watchAlertDecider]);

describe('what eligibility ever stored', () => {
  it.each(history.events.map((frozen) => [frozen.name, frozen] as const))('%s fits and folds as it always did', (_, frozen) => {
    expect(history.judge(frozen)).toEqual(history.expected(frozen));
  });

  it('is folded by its deciders', () => { expect(history.unfolded()).toEqual([]); });
});
