import type { Tx } from '@hearth/event-store';
import type { FormulaLibrary } from '../formula/formula-library.ts';
import type { Finding } from './alert.ts';
import { bunchedScores } from './find-alerts.ts';

/** The latest finished scoring of each formula: which formula, and where its scores are. */
export interface FinishedScoring { readonly formula: string; readonly scoring: string }

export async function finishedScorings(tx: Tx): Promise<readonly FinishedScoring[]> {
  const { rows } = await tx.query<FinishedScoring>(
    `SELECT DISTINCT ON (body->>'formula') body->>'formula' AS formula, id AS scoring FROM row_scoring WHERE recorded_to = 'infinity' AND body->>'status' = 'done' ORDER BY body->>'formula', body->>'endedAt' DESC, id`);
  return rows;
}

/** Counties and soums in which any of these has scores. */
export async function scoredRegions(tx: Tx, scorings: readonly FinishedScoring[], region: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ region: string }>(`SELECT DISTINCT ${region} AS region FROM scoring_score WHERE scoring = ANY($1::uuid[]) AND area IS NOT NULL ORDER BY 1`, [scorings.map(({ scoring }) => scoring)]);
  return rows.map((row) => row.region);
}

/** Whether the scores of a county or soum bunch beside a formula's cut-off. A formula that is cut by a budget has no cut-off to lie beside. */
export async function bunchedByFormula(tx: Tx, library: FormulaLibrary, { formula, scoring }: FinishedScoring, area: string): Promise<readonly Finding[]> {
  const { eligibility: { cutoff, when } } = await library.formula(formula, tx);
  if (cutoff === null) return [];
  const { rows } = await tx.query<{ score: number }>('SELECT score FROM scoring_score WHERE scoring = $1 AND (area = $2 OR area LIKE $3) AND score IS NOT NULL', [scoring, area, `${area}${area.startsWith('MN-') ? '-' : ''}%`]);
  return bunchedScores({ area, formula }, rows, cutoff, when === 'above' ? 'above' : 'below');
}
