import type { Tx } from '@hearth/event-store';
import type { HouseholdScore } from './score-page.ts';
import type { ScoringCounts, ScoringResult } from './scoring.ts';

/** Where a scoring is; its row is there while there is something left to do. */
export interface Checkpoint { readonly scoring: string; readonly cursor: string; readonly looked: number; readonly scored: number; readonly undecided: number; readonly known: number }

const MOST_VARIABLES = 200;
const COLUMNS = 'scoring, cursor, looked, scored, undecided, known';
/** County, or soum. */
const REGION = `CASE WHEN area LIKE 'MN-%' THEN substring(area FROM '^MN-[0-9]+(?:-[0-9]+)?') ELSE left(area, 6) END`;
const COUNTS = `count(*) AS households, count(*) FILTER (WHERE eligible) AS eligible, count(*) FILTER (WHERE NOT eligible) AS ineligible, count(*) FILTER (WHERE eligible IS NULL) AS undecided,
  count(*) FILTER (WHERE change = 'gain') AS gain, count(*) FILTER (WHERE change = 'lose') AS lose`;

export async function beginScoring(tx: Tx, scoring: string, known: number): Promise<void> {
  await tx.query('INSERT INTO scoring_checkpoint (scoring, known) VALUES ($1, $2)', [scoring, known]);
}

/** The oldest scoring that is not over and that no other process has in hand; locked until the transaction ends. */
export async function takeScoring(tx: Tx): Promise<Checkpoint | null> {
  const { rows: [row] } = await tx.query<Checkpoint>(`SELECT ${COLUMNS} FROM scoring_checkpoint ORDER BY begun_at, scoring LIMIT 1 FOR UPDATE SKIP LOCKED`);
  return row ?? null;
}

export async function checkpoints(tx: Tx, scorings: readonly string[]): Promise<ReadonlyMap<string, Checkpoint>> {
  const { rows } = await tx.query<Checkpoint>(`SELECT ${COLUMNS} FROM scoring_checkpoint WHERE scoring = ANY($1::uuid[])`, [scorings]);
  return new Map(rows.map((row) => [row.scoring, row]));
}

/** Scores and checkpoint in one transaction: a process that is killed repeats a page or has done it, never half. */
export async function keepScores(tx: Tx, scoring: string, cursor: string, looked: number, scores: readonly HouseholdScore[]): Promise<void> {
  await tx.query(
    `INSERT INTO scoring_score (scoring, household, area, score, predicted, eligible, missing, against, former, change)
     SELECT $1, n.* FROM json_to_recordset($2) AS n (household uuid, area text, score float8, predicted float8, eligible boolean, missing text[], against uuid, former boolean, change text)`, [scoring, JSON.stringify(scores)]);
  await tx.query('UPDATE scoring_checkpoint SET cursor = $2, looked = looked + $3, scored = scored + $4, undecided = undecided + $5 WHERE scoring = $1',
    [scoring, cursor, looked, scores.length, scores.filter(({ eligible }) => eligible === null).length]);
}

export async function endScoring(tx: Tx, scoring: string): Promise<void> {
  await tx.query('DELETE FROM scoring_checkpoint WHERE scoring = $1', [scoring]);
}

/** The scores of a scoring that came to no end are nobody's result. */
export async function dropScores(tx: Tx, scoring: string): Promise<void> {
  await tx.query('DELETE FROM scoring_score WHERE scoring = $1', [scoring]);
}

/** What came of it, counted where the scores are. */
export async function resultOf(tx: Tx, scoring: string): Promise<ScoringResult> {
  const { rows: [all] } = await tx.query<ScoringCounts & { same: number; was: number; wasNot: number; wasUndecided: number; none: number }>(
    `SELECT ${COUNTS}, count(*) FILTER (WHERE change = 'same') AS same, count(*) FILTER (WHERE former) AS was, count(*) FILTER (WHERE NOT former) AS "wasNot",
       count(*) FILTER (WHERE former IS NULL AND against IS NOT NULL) AS "wasUndecided", count(*) FILTER (WHERE against IS NULL) AS none FROM scoring_score WHERE scoring = $1`, [scoring]);
  if (!all) throw new Error('counting gives one row');
  const { rows: areas } = await tx.query<{ area: string } & ScoringCounts>(`SELECT ${REGION} AS area, ${COUNTS} FROM scoring_score WHERE scoring = $1 GROUP BY 1 ORDER BY 1`, [scoring]);
  const { rows: missing } = await tx.query<{ variable: string; households: number }>(
    'SELECT variable, count(*) AS households FROM scoring_score, unnest(missing) AS variable WHERE scoring = $1 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $2', [scoring, MOST_VARIABLES]);
  const { was, wasNot, wasUndecided, none, ...counts } = all;
  return { ...counts, before: { eligible: was, ineligible: wasNot, undecided: wasUndecided, none }, missing, areas };
}
