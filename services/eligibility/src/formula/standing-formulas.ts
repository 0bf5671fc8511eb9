import type { Tx } from '@hearth/event-store';
import type { Standing } from './standing.ts';

/** What is in a pilot or in force, wherever: a few. */
export async function standingFormulas(tx: Tx): Promise<readonly Standing[]> {
  const { rows } = await tx.query<Standing>('SELECT formula, status, areas, since::text AS since FROM formula_standing ORDER BY since, formula');
  return rows;
}
