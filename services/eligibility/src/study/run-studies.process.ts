import { randomUUID } from 'node:crypto';
import { EventStore, type Tx } from '@hearth/event-store';
import { type Formula, readColumnMap } from '@hearth/targeting';
import type { Progress } from '@hearth/targeting-report';
import { type DueProcess, ENVIRONMENT, type Environment, log, ServiceWork } from '@hearth/service-host';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FormulaLibrary } from '../formula/formula-library.ts';
import { surveyDecider } from '../survey/survey.decider.ts';
import { surveyData } from '../survey/survey-store.ts';
import type { LaboratoryTasks, StudyOutcome } from './laboratory-tasks.ts';
import { LaboratoryFault, LaboratoryThreads, type RunningTask, ThreadStopped } from './laboratory-threads.ts';
import { studyConfig } from './study.config.ts';
import { type StudyCommand, studyDecider } from './study.decider.ts';
import { beat, endRun, holdRun, keepOutcome, releaseRun, takeRun } from './study-store.ts';
import type { StudyFault } from './study.ts';

/**
 * Works studies out, one at a time, on a thread. A study is its process's while that gives signs of life; whoever is killed is followed by the next
 * process, which begins the study again: the same survey, formulas and seed give the same result.
 */
@Injectable()
export class RunStudiesProcess implements DueProcess, OnModuleDestroy {
  readonly name = 'studies';
  private readonly runner = randomUUID();
  private readonly config: ReturnType<typeof studyConfig>;
  private current: Promise<void> | null = null;
  private thread: RunningTask<StudyOutcome> | null = null;
  private closing = false;

  constructor(
    @Inject(ServiceWork) private readonly work: ServiceWork, @Inject(EventStore) private readonly store: EventStore, @Inject(FormulaLibrary) private readonly library: FormulaLibrary,
    @Inject(LaboratoryThreads) private readonly threads: LaboratoryThreads, @Inject(ENVIRONMENT) environment: Environment,
  ) { this.config = studyConfig(environment); }

  /** Takes a study up, if there is one and none is in hand; what it finds comes later, so nothing is due again at once. */
  async runDue(): Promise<number> {
    if (this.current || this.closing) return 0;
    const study = await this.transaction((tx) => takeRun(tx, this.runner, this.config.silentSeconds));
    if (study !== null) this.current = this.run(study).finally(() => { this.current = null; });
    return 0;
  }

  async onModuleDestroy(): Promise<void> {
    this.closing = true;
    await this.thread?.stop();
    await this.current;
  }

  private async run(study: string): Promise<void> {
    let latest: Progress | null = null;
    const alive = setInterval(() => { void this.signOfLife(study, latest); }, this.config.beatMs);
    try {
      const input = await this.begin(study);
      this.thread = this.threads.start('study', input, (progress) => { latest = progress; });
      if (this.closing) await this.thread.stop();
      const outcome = await this.thread.answer;
      await this.end(study, { type: 'FinishStudy', hash: outcome.result.hash, formulas: outcome.result.formulas.map(({ name, method, hash, questions }) => ({ name, method, hash, questions })) }, (tx) => keepOutcome(tx, study, outcome));
    } catch (error) {
      await this.failed(study, error).catch((fault: unknown) => { log.error({ service: 'eligibility', study, fault: messageOf(fault) }, 'a study could not be ended; it is taken up again'); });
    } finally {
      clearInterval(alive);
      this.thread = null;
    }
  }

  private async begin(study: string): Promise<LaboratoryTasks['study']['input']> {
    await this.work.run((unit) => unit.decide(studyDecider, study, { type: 'BeginStudy' }, about(study)));
    const { state: { order } } = await this.store.load(studyDecider, study);
    if (order === null) throw new Error('a study that was never asked for is under way');
    const { state: { survey } } = await this.store.load(surveyDecider, order.survey);
    if (survey === null) throw new Error('a study is of a survey that is not there');
    const formulas: Formula[] = [];
    for (const { id } of order.formulas) formulas.push(await this.library.formula(id));
    const { name, source, synthetic, map } = survey, stored = await this.transaction((tx) => surveyData(tx, order.survey));
    return { survey: { name, source, synthetic, map: readColumnMap(map), stored }, order, formulas };
  }

  /** A study that was cancelled, or that another has taken up, is nobody's business here any more. */
  private async signOfLife(study: string, at: Progress | null): Promise<void> {
    try {
      if (!await this.transaction((tx) => beat(tx, study, this.runner, at))) await this.thread?.stop();
    } catch (error) {
      log.warn({ service: 'eligibility', study, fault: messageOf(error) }, 'a study could not give a sign of life');
    }
  }

  private async failed(study: string, error: unknown): Promise<void> {
    if (error instanceof ThreadStopped) return this.transaction((tx) => releaseRun(tx, study, this.runner));
    const fault: StudyFault = error instanceof LaboratoryFault ? error.fault : { code: 'failed', detail: 'the laboratory failed on this study' };
    log.error({ service: 'eligibility', study, code: fault.code, ...(error instanceof LaboratoryFault ? {} : { fault: messageOf(error) }) }, 'a study failed');
    await this.end(study, { type: 'FailStudy', fault });
  }

  /** Result, end of the run and its fact in one transaction; nothing when the run is no longer this process's. */
  private async end(study: string, command: StudyCommand, keep: (tx: Tx) => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.work.run(async (unit) => {
      if (!await holdRun(unit.tx, study, this.runner)) return;
      await keep(unit.tx);
      await endRun(unit.tx, study);
      await unit.decide(studyDecider, study, command, about(study));
    });
  }

  private transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> { return this.store.inTransaction(work); }
}

const about = (study: string): { household: null; area: null; key: string } => ({ household: null, area: null, key: study });
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : typeof error);
