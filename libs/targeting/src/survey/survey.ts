import { SurveyProblem } from '../problems.ts';
import type { ColumnMap } from './column-map.ts';
import type { Needs } from './household-fields.ts';
import { HouseholdReader, type Households } from './household-reader.ts';
import type { LeftOut } from './left-out.ts';
import { arraysOf, remade, sideBySide, widened } from './survey-columns.ts';

/** Memory a survey may fill; fitting needs several passes, so it holds what it reads. */
export const HELD_BYTES = 512 * 1024 ** 2;
const BYTES_PER_NUMBER = 8, BYTES_PER_CODE = 4, BYTES_PER_TEXT = 48;

/** Households in memory, complete ones only, with what is known of the file they are from. */
export interface Survey extends Households {
  readonly map: ColumnMap;
  readonly needs: Needs;
  readonly leftOut: LeftOut;
  /** sha256 of the file. */
  readonly sha256: string;
  /** Rows of the file. */
  readonly rowsRead: number;
}

/** How many households can be held with these columns. */
export function rowsHeld(map: ColumnMap, needs: Needs): number {
  const numbers = 5 + needs.variables.filter(({ kind }) => kind === 'numeric').length + (needs.roles.has('replicates') ? map.replicates.length : 0);
  const codes = 6 + needs.variables.filter(({ kind }) => kind === 'category').length;
  const texts = needs.roles.has('household') && map.household !== null ? 1 : 0;
  return Math.floor(HELD_BYTES / (numbers * BYTES_PER_NUMBER + codes * BYTES_PER_CODE + texts * BYTES_PER_TEXT));
}

/** Reads a survey into memory. @throws SurveyProblem on bad input, and when there are more households than can be held. */
export async function readSurvey(path: string, map: ColumnMap, needs: Needs, limit = rowsHeld(map, needs)): Promise<Survey> {
  const reader = await HouseholdReader.open(path, map, needs);
  let held = 0, room = 0, columns: Households | undefined;
  for await (const batch of reader.batches()) {
    const more = batch.complete.reduce((sum, one) => sum + one, 0);
    if (held + more > limit) throw new SurveyProblem('too-many-rows', {}, `the survey has more than ${limit} households, which is as many as can be held with these columns; fit on a sample, or map fewer variables`);
    if (held + more > room) {
      room = Math.min(limit, Math.max(held + more, room * 2));
      columns = widened(columns ?? { ...batch, household: batch.household && [] }, room, held);
    }
    if (columns) append(batch, columns, held);
    held += more;
  }
  if (!columns || held === 0) throw new SurveyProblem('no-households', {}, `no household is left to work with; ${reader.leftOut.rows} of ${reader.rowsRead} rows lack a needed value or have weight 0`);
  return { ...sideBySide(remade(columns, held, (array) => array.subarray(0, held) as typeof array, columns.household)), map, needs, leftOut: reader.leftOut, sha256: reader.sha256, rowsRead: reader.rowsRead };
}

function append(batch: Households, columns: Households, held: number): void {
  const sources = arraysOf(batch);
  for (const [a, target] of arraysOf(columns).entries()) {
    const source = sources[a]!;
    for (let i = 0, to = held; i < batch.n; i++) if (batch.complete[i] === 1) target[to++] = source[i]!;
  }
  if (batch.household && columns.household) for (let i = 0; i < batch.n; i++) if (batch.complete[i] === 1) (columns.household as string[]).push(batch.household[i]!);
}
