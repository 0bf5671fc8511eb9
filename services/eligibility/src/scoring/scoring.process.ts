import { type DueProcess, ENVIRONMENT, type Environment, log, ServiceWork, type StagedUnit } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { FormulaLibrary } from '../formula/formula-library.ts';
import { nextHouseholds, scorePage, Unscorable } from './score-page.ts';
import { type Checkpoint, dropScores, endScoring, keepScores, resultOf, takeScoring } from './score-table.ts';
import { scoringConfig } from './scoring.config.ts';
import { type ScoringCommand, scoringDecider } from './scoring.decider.ts';
import type { ScoringOrder } from './scoring.ts';

/**
 * Scores all households page by page, one transaction a page with its checkpoint: whoever is killed in the middle is followed by the next process
 * where the last page ended, and memory holds one page. It works in slices, so that what else falls due has its turn and the service can close.
 */
@Injectable()
export class ScoringProcess implements DueProcess {
  readonly name = 'scoring';
  private readonly page: number;
  private readonly sliceMs: number;

  constructor(@Inject(ServiceWork) private readonly work: ServiceWork, @Inject(FormulaLibrary) private readonly library: FormulaLibrary, @Inject(ENVIRONMENT) environment: Environment) {
    ({ page: this.page, sliceMs: this.sliceMs } = scoringConfig(environment));
  }

  /** Goes on at the next tick. */
  async runDue(): Promise<number> {
    const until = performance.now() + this.sliceMs;
    while (await this.step() && performance.now() < until);
    return 0;
  }

  /** One page of the oldest scoring; false when none is left. */
  private async step(): Promise<boolean> {
    const failed = await this.work.run(async (unit) => {
      const checkpoint = await takeScoring(unit.tx);
      if (!checkpoint) return null;
      return this.advance(unit, checkpoint).catch((error: unknown) => {
        if (error instanceof Unscorable) return { scoring: checkpoint.scoring, reason: error.message };
        throw error;
      });
    });
    if (failed === null) return false;
    if (failed !== 'done') await this.fail(failed);
    return true;
  }

  private async advance(unit: StagedUnit, { scoring, cursor }: Checkpoint): Promise<'done'> {
    const { tx } = unit;
    const { state: { order } } = await unit.load(scoringDecider, scoring);
    if (order === null) throw new Error(`the scoring ${scoring} has a checkpoint and was never asked for`);
    const page = await nextHouseholds(tx, cursor, this.page);
    if (page.length > 0) await this.score(unit, scoring, order, page);
    else await end(unit, scoring, { type: 'FinishScoring', result: await resultOf(tx, scoring) });
    return 'done';
  }

  private async score({ tx }: StagedUnit, scoring: string, order: ScoringOrder, page: Awaited<ReturnType<typeof nextHouseholds>>): Promise<void> {
    const scores = await scorePage(this.library, order, page, tx);
    await keepScores(tx, scoring, page.at(-1)?.household ?? '', page.length, scores);
  }

  private async fail({ scoring, reason }: { readonly scoring: string; readonly reason: string }): Promise<void> {
    log.error({ service: 'eligibility', scoring, fault: reason }, 'a scoring failed');
    await this.work.run(async (unit) => {
      await dropScores(unit.tx, scoring);
      await end(unit, scoring, { type: 'FailScoring', reason });
    });
  }
}

async function end(unit: StagedUnit, scoring: string, command: ScoringCommand): Promise<void> {
  await endScoring(unit.tx, scoring);
  await unit.decide(scoringDecider, scoring, command, { household: null, area: null, key: scoring });
}
