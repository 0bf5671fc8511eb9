import type { Tx } from '@hearth/event-store';
import type { Progress, StudyResult } from '@hearth/targeting-report';
import type { Formula } from '@hearth/targeting';
import type { StudyOutcome } from './laboratory-tasks.ts';

/** A study under way: how far it is, and when its thread was last heard of. */
export interface StudyRun { readonly study: string; readonly step: number; readonly steps: number; readonly what: string; readonly done: number | null; readonly heartbeat: string | null }

export async function beginRun(tx: Tx, study: string): Promise<void> { await tx.query('INSERT INTO study_run (study) VALUES ($1)', [study]); }
export async function endRun(tx: Tx, study: string): Promise<void> { await tx.query('DELETE FROM study_run WHERE study = $1', [study]); }

/** The oldest study that nobody has in hand, or whose runner has been silent for so long. */
export async function takeRun(tx: Tx, runner: string, silentSeconds: number): Promise<string | null> {
  const { rows: [row] } = await tx.query<{ study: string }>(
    `UPDATE study_run SET runner = $1, heartbeat = clock_timestamp() WHERE study = (
       SELECT study FROM study_run WHERE heartbeat IS NULL OR heartbeat < clock_timestamp() - make_interval(secs => $2) ORDER BY asked_at, study LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING study`, [runner, silentSeconds]);
  return row?.study ?? null;
}

/** A sign of life with how far it is; false when the study is no longer this runner's. */
export async function beat(tx: Tx, study: string, runner: string, at: Progress | null): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE study_run SET heartbeat = clock_timestamp(), step = coalesce($3, step), steps = coalesce($4, steps), what = coalesce($5, what), done = CASE WHEN $5::text IS NULL THEN done ELSE $6::integer END WHERE study = $1 AND runner = $2',
    [study, runner, at?.step ?? null, at?.of ?? null, at?.what ?? null, at?.done ?? null]);
  return rowCount > 0;
}

/** Holds the run until the transaction ends; false when it is cancelled, or another's. */
export async function holdRun(tx: Tx, study: string, runner: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM study_run WHERE study = $1 AND runner = $2 FOR UPDATE', [study, runner])).rowCount > 0;
}

/** Lets go of it: the next process need not wait for the silence. */
export async function releaseRun(tx: Tx, study: string, runner: string): Promise<void> { await tx.query('UPDATE study_run SET runner = NULL, heartbeat = NULL WHERE study = $1 AND runner = $2', [study, runner]); }

export async function runsOf(tx: Tx, studies: readonly string[]): Promise<ReadonlyMap<string, StudyRun>> {
  const { rows } = await tx.query<StudyRun>('SELECT study, step, steps, what, done, to_json(heartbeat) #>> \'{}\' AS heartbeat FROM study_run WHERE study = ANY($1::uuid[])', [studies]);
  return new Map(rows.map((row) => [row.study, row]));
}

export async function keepOutcome(tx: Tx, study: string, { result, artefacts }: StudyOutcome): Promise<void> {
  await tx.query('INSERT INTO study_result (study, result, artefacts) VALUES ($1, $2, $3)', [study, JSON.stringify(result), JSON.stringify(artefacts)]);
}

export async function resultOf(tx: Tx, study: string): Promise<StudyResult | null> {
  return (await tx.query<{ result: StudyResult }>('SELECT result FROM study_result WHERE study = $1', [study])).rows[0]?.result ?? null;
}

/** A formula that the study fitted by this method. */
export async function artefactOf(tx: Tx, study: string, method: string): Promise<Formula | null> {
  return (await tx.query<{ artefact: Formula | null }>('SELECT artefacts -> $2 AS artefact FROM study_result WHERE study = $1', [study, method])).rows[0]?.artefact ?? null;
}
