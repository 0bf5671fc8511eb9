import type { AssessmentCompleted, AssessmentRequested } from '@hearth/contracts';
import type { Decider } from '@hearth/event-sourcing';
import { type CaseFacts, evaluate, readRules } from '@hearth/rules';

export interface AssessmentEvent { readonly type: 'AssessmentMade'; readonly data: AssessmentCompleted; readonly effectiveOn: string }

export interface MakeAssessment {
  readonly type: 'MakeAssessment';
  readonly request: AssessmentRequested;
  /** The document of the rule set that the request names. */
  readonly document: object;
  readonly facts: CaseFacts;
  /** Sources are missing or discrepancies open. */
  readonly provisional: boolean;
}

export interface AssessmentState { readonly made: boolean }

/** One assessment: the rules applied to the facts, once. Asked again under another id it is another assessment. */
export const assessmentDecider: Decider<MakeAssessment, AssessmentEvent, AssessmentState> = {
  stream: 'assessment', initial: { made: false },
  evolve: () => ({ made: true }),
  decide({ request, document, facts, provisional }, { made }) {
    if (made) return [];
    const { household, assessment, application, programme, ruleSet, asOf } = request;
    const { result, per, money, shares, trace, score, provisional: disputed } = evaluate(readRules(document), facts);
    return [{
      type: 'AssessmentMade', effectiveOn: asOf,
      data: { household, assessment, application, programme, ruleSet, asOf, result, per, money, shares, trace, provisional: provisional || disputed, score },
    }];
  },
};
