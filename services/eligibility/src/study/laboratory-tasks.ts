import type { ColumnMap, Formula } from '@hearth/targeting';
import type { Progress, Report, ReportFormat, StudyResult } from '@hearth/targeting-report';
import type { ReadSurvey } from '../survey/read-survey-file.ts';
import type { StudyFault, StudyOrder } from './study.ts';

/** A registered survey as a study reads it. */
export interface StoredSurvey { readonly name: string; readonly source: string; readonly synthetic: boolean; readonly map: ColumnMap; /** CSV, gzipped. */ readonly stored: Uint8Array }
/** What a study leaves: its result, and the formulas that were fitted, by name. */
export interface StudyOutcome { readonly result: StudyResult; readonly artefacts: Readonly<Record<string, Formula>> }

/** What is worked out on a thread of its own: never on the event loop. */
export interface LaboratoryTasks {
  readonly 'import-survey': { readonly input: { readonly csv: string; readonly map: object }; readonly answer: ReadSurvey };
  readonly 'synthetic-survey': { readonly input: { readonly seed: number }; readonly answer: ReadSurvey };
  readonly study: { readonly input: { readonly survey: StoredSurvey; readonly order: StudyOrder; readonly formulas: readonly Formula[] }; readonly answer: StudyOutcome };
  readonly report: { readonly input: { readonly format: ReportFormat; readonly report: Report }; readonly answer: Uint8Array };
}
export type TaskName = keyof LaboratoryTasks;
/** A task with a folder for its files, which whoever gave the task removes. */
export type TaskGiven = { [T in TaskName]: { readonly task: T; readonly folder: string; readonly input: LaboratoryTasks[T]['input'] } }[TaskName];
/** What a thread says. */
export type TaskSaid = { readonly progress: Progress } | { readonly answer: LaboratoryTasks[TaskName]['answer'] } | { readonly fault: StudyFault };
