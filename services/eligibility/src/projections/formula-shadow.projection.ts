import { rows } from '@hearth/event-store';
import type { ShadowScoreEvent, ShadowScores } from '../formula/shadow-score.decider.ts';

/** What one pilot made of a household that was assessed, beside what counted for the family. */
export interface ShadowScoreRow extends Pick<ShadowScores, 'assessment' | 'household' | 'programme' | 'ruleSet' | 'asOf' | 'result'> {
  readonly id: string;
  readonly formula: string;
  readonly area: string | null;
  readonly score: number | null;
  readonly predicted: number | null;
  readonly eligible: boolean | null;
  readonly missing: readonly string[];
  /** The formula in force that it stands against; null where there was none and the assessment's own result counts. */
  readonly against: string | null;
  readonly formerScore: number | null;
  readonly former: boolean | null;
  /** Null where one of the two is undecided. */
  readonly differs: boolean | null;
  readonly scoredAt: string;
}

const keyOf = (assessment: string, formula: string): string => `${assessment}:${formula}`;

export const shadowScoreRows = rows<ShadowScoreRow, ShadowScoreEvent>({
  name: 'shadow_score', version: 1, indexed: ['formula'],
  keys: ({ data: { assessment, pilots } }) => pilots.map(({ formula }) => keyOf(assessment, formula)),
  on: {
    ShadowScored: (row, { data, recordedAt, metadata: { area } }, id) => {
      const pilot = data.pilots.find(({ formula }) => keyOf(data.assessment, formula) === id);
      if (!pilot) return row;
      const { assessment, household, programme, ruleSet, asOf, result, inForce } = data;
      const { formula, score, predicted, eligible, missing } = pilot;
      const former = inForce ? inForce.eligible : result === 'undecided' ? null : result === 'eligible';
      return {
        id, formula, assessment, household, area, programme, ruleSet, asOf, result, score, predicted, eligible, missing, against: inForce?.formula ?? null, formerScore: inForce ? inForce.score : data.scorecard?.points ?? null,
        former, differs: eligible === null || former === null ? null : eligible !== former, scoredAt: recordedAt,
      };
    },
  },
});
