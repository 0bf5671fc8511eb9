import type { AssessmentCompleted } from '@hearth/contracts';
import type { UnitOfWork } from '@hearth/messaging';
import { log } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { FormulaLibrary } from './formula-library.ts';
import { answersFor, type Asked, scoreAnswers } from './score-answers.ts';
import { type FormulaScore, shadowScoreDecider } from './shadow-score.decider.ts';
import { inForceAt, pilotsAt, type Standing } from './standing.ts';
import { standingFormulas } from './standing-formulas.ts';

/** Scores households by the pilots of their area when they are assessed. The assessment is made by then and does not change. */
@Injectable()
export class ShadowScoring {
  constructor(@Inject(FormulaLibrary) private readonly library: FormulaLibrary) {}

  async score(unit: UnitOfWork, area: string, household: Asked, assessed: AssessmentCompleted): Promise<void> {
    const standings = await standingFormulas(unit.tx);
    const pilots = pilotsAt(standings, area, assessed.asOf);
    if (pilots.length === 0) return;
    const inForce = inForceAt(standings, area, assessed.asOf);
    const scored = await Promise.all(pilots.map((pilot) => this.says(unit, pilot, household)));
    const { assessment, application, programme, ruleSet, asOf, result, score } = assessed;
    await unit.decide(shadowScoreDecider, assessment, {
      type: 'RecordShadowScores', scores: {
        assessment, household: assessed.household, application, programme, ruleSet, asOf, result, scorecard: score && { points: score.points, threshold: score.threshold },
        inForce: inForce && await this.says(unit, inForce, household), pilots: scored.filter((one) => one !== null),
      },
    }, { household: assessed.household, area });
  }

  /** A formula on trial must not stop an assessment: one that fails on a household is named in the log and left out. */
  private async says({ tx }: UnitOfWork, { formula: id }: Standing, household: Asked): Promise<FormulaScore | null> {
    const formula = await this.library.formula(id, tx);
    try {
      return { formula: id, hash: formula.hash, ...scoreAnswers(formula, answersFor(formula, household)) };
    } catch (error) {
      log.error({ service: 'eligibility', formula: id, fault: error instanceof Error ? error.name : typeof error }, 'a formula could not score a household in the shadow');
      return null;
    }
  }
}
