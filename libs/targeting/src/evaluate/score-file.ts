import type { Formula } from '../formula/formula.ts';
import { Scorer } from '../formula/scorer.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import type { Role } from '../survey/household-fields.ts';
import { HouseholdReader } from '../survey/household-reader.ts';
import { groupingRoles } from './score-survey.ts';

export interface ScoredFile { readonly rows: number; readonly eligible: number; readonly undecided: number }

/** A text as a CSV field. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Scores every household of a file while it is read: `household,score,predicted,eligible`, numbers in full precision, `eligible` true, false or undecided.
 * A household with a missing or unknown answer is undecided and has no score. Without a column of households the row number names it.
 */
export async function scoreFile(path: string, map: ColumnMap, formula: Formula, write: (text: string) => Promise<void>, progress: (rows: number) => void = () => undefined): Promise<ScoredFile> {
  const scorer = new Scorer(formula), reader = await HouseholdReader.open(path, map, { roles: new Set<Role>(['household', ...groupingRoles([formula], map)]), variables: formula.variables });
  let rows = 0, eligible = 0, undecided = 0;
  await write('household,score,predicted,eligible\n');
  for await (const batch of reader.batches()) {
    const scores = scorer.score(batch), lines: string[] = [];
    for (let i = 0; i < batch.n; i++) {
      const score = scores[i]!, verdict = scorer.eligible(score), known = !Number.isNaN(score);
      if (verdict === true) eligible++;
      if (verdict === null) undecided++;
      lines.push(`${field(batch.household?.[i] ?? String(batch.row[i]))},${known ? score : ''},${scorer.predicted(score) ?? ''},${verdict ?? 'undecided'}\n`);
    }
    await write(lines.join(''));
    progress(rows += batch.n);
  }
  return { rows, eligible, undecided };
}
