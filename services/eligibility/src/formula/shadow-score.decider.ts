import type { AssessmentCompleted } from '@hearth/contracts';
import type { Decider } from '@hearth/event-sourcing';
import type { FormulaSays } from './formula.ts';

export interface FormulaScore extends FormulaSays { readonly formula: string; readonly hash: string }

/** What pilots would have made of a household when it was assessed, beside the formula in force there and what the assessment said. */
export interface ShadowScores extends Pick<AssessmentCompleted, 'assessment' | 'household' | 'application' | 'programme' | 'ruleSet' | 'asOf' | 'result'> {
  /** Points and threshold of the rule set's own scorecard, where it has one. */
  readonly scorecard: { readonly points: number; readonly threshold: number } | null;
  readonly inForce: FormulaScore | null;
  readonly pilots: readonly FormulaScore[];
}

export interface ShadowScoreEvent { readonly type: 'ShadowScored'; readonly data: ShadowScores; readonly effectiveOn: string }
export interface RecordShadowScores { readonly type: 'RecordShadowScores'; readonly scores: ShadowScores }

/** Once for each assessment; nothing follows from it for the family. */
export const shadowScoreDecider: Decider<RecordShadowScores, ShadowScoreEvent, { readonly scored: boolean }> = {
  stream: 'shadow-score', initial: { scored: false }, evolve: () => ({ scored: true }),
  decide: ({ scores }, { scored }) => (scored ? [] : [{ type: 'ShadowScored', effectiveOn: scores.asOf, data: scores }]),
};
