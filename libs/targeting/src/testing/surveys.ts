import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitFormula } from '../fit/fit.ts';
import { fitNeeds, type FitOptions } from '../fit/options.ts';
import type { Formula } from '../formula/formula.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import { readColumnMap } from '../survey/read-column-map.ts';
import { readSurvey } from '../survey/survey.ts';

export const NOTES = { file: 'survey.csv', author: 'spec', fittedOn: '2026-01-01' };

/** A folder for the files of a spec; `remove` it at the end. */
export class SurveyFolder {
  private readonly folder = mkdtempSync(join(tmpdir(), 'hearth-survey-'));
  private count = 0;

  /** Writes rows of cells under a header and answers the path. */
  csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string { return this.text([header, ...rows].map((row) => row.join(',')).join('\n')); }
  text(text: string | Buffer): string {
    const path = join(this.folder, `${this.count++}.csv`);
    writeFileSync(path, text);
    return path;
  }
  remove(): void { rmSync(this.folder, { recursive: true, force: true }); }
}

/** A map of a survey of incomes per head per month, with more or other roles. */
export const mapOf = (more: Record<string, unknown> = {}): ColumnMap => readColumnMap({ consumption: { column: 'income', of: 'head', scale: 'level', period: 'month' }, line: 20, variables: [{ column: 'x', kind: 'numeric' }], ...more });

/** Reads and fits in one step. */
export async function fitted(path: string, map: ColumnMap, options: FitOptions): Promise<Formula> {
  return fitFormula(await readSurvey(path, map, fitNeeds(map, options)), options, NOTES);
}
