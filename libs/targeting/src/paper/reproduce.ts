import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareFormulas, type Base, type CompareOptions, type ComparedFormula, type NamedFormula } from '../evaluate/compare.ts';
import { scoreSurvey } from '../evaluate/score-survey.ts';
import { fitFormula } from '../fit/fit.ts';
import { fitNeeds, type FitOptions } from '../fit/options.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import { readSurvey } from '../survey/survey.ts';
import { MARGINS, PAPER_SEED, syntheticSurvey } from '../synthetic/survey.ts';
import { FORMULA_NAMES, TABLE_2, TABLE_3, TABLE_4, type PublishedRow } from './published.ts';

/** One cell of a table: the paper's beside ours. `deviation` is in points for percentages, in per cent of the paper's for the rest. */
export interface PaperCell { readonly figure: string; readonly formula: string; readonly unit: PublishedRow['unit']; readonly paper: number; readonly ours: number; readonly deviation: number }
export interface PaperOrdering { readonly figure: string; readonly order: string; readonly holds: boolean }
export interface PaperResult {
  readonly seed: number;
  readonly base: Base;
  readonly table2: readonly PaperCell[];
  readonly table3: readonly PaperCell[];
  readonly table4: readonly PaperCell[];
  readonly orderings: readonly PaperOrdering[];
  /** Largest deviation of a percentage of Table 3, in points. */
  readonly table3Points: number;
  /** Every ordering holds and Table 3 is within 4 points. */
  readonly ok: boolean;
  readonly formulas: readonly NamedFormula[];
}

const TOLERATED_POINTS = 4;
const NOTES = { file: 'synthetic-2002.csv', author: 'hearth lab paper', fittedOn: '2006-04-07' };

/** The paper's four formulas, fitted on a survey with C's and C1's questions. */
export async function paperFormulas(path: string, prrMap: ColumnMap, fullMap: ColumnMap): Promise<NamedFormula[]> {
  const plans: [string, ColumnMap, FitOptions][] = [['PRR', prrMap, { method: 'prr' }], ['C', prrMap, { method: 'stepwise', by: 'urban' }], ['C1', fullMap, { method: 'stepwise', by: 'stratum' }], ['PC', fullMap, { method: 'pc' }]];
  const formulas: NamedFormula[] = [];
  for (const [name, map, options] of plans) formulas.push({ name, formula: fitFormula(await readSurvey(path, map, fitNeeds(map, options)), options, NOTES) });
  return formulas;
}

/** Makes the synthetic survey, fits the paper's formulas on it and sets its tables beside the paper's. */
export async function reproducePaper(seed = PAPER_SEED): Promise<PaperResult> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-paper-')), path = join(folder, NOTES.file), { csv, prrMap, fullMap, extremeLine } = syntheticSurvey(seed);
  try {
    writeFileSync(path, csv);
    const formulas = await paperFormulas(path, prrMap, fullMap), { store } = await scoreSurvey(path, fullMap, formulas.map(({ formula }) => formula));
    const options: CompareOptions = { budget: null, unit: 'household', line: MARGINS.line, extremeLine, amount: MARGINS.transfer, bottom: 0.2, bracket: 0 };
    const free = compareFormulas(store, formulas, options), same = compareFormulas(store, formulas, { ...options, budget: 'poor' });
    store.close();
    return { seed, ...besideThePaper(free.rows, same.rows, free.base), formulas };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function besideThePaper(free: readonly ComparedFormula[], same: readonly ComparedFormula[], base: Base): Omit<PaperResult, 'seed' | 'formulas'> {
  const table2 = cells(TABLE_2, (figure, f) => (figure === 'cost' ? free[f]!.cost / 1e6 : figure === 'families' ? free[f]!.families : free[f]!.children));
  const table3 = cells(TABLE_3, (figure, f) => table3Figure(figure, same[f]!, base)), table4 = cells(TABLE_4, (figure, f) => same[f]![figure.startsWith('above') ? 'above' : 'below'][Number(figure.at(-2))] ?? Number.NaN);
  const ours = (table: readonly PaperCell[], figure: string) => (formula: string): number => table.find((cell) => cell.figure === figure && cell.formula === formula)!.ours;
  const orderings = [
    ordering('families at own threshold', ['C', 'C1', 'PC', 'PRR'], ours(table2, 'families')),
    ...['inclusion', 'exclusion', 'exclusionExtreme'].map((figure) => ordering(figure, ['C1', 'C', 'PRR', 'PC'], ours(table3, figure))),
  ];
  const table3Points = Math.max(...table3.filter(({ unit }) => unit === '%').map(({ deviation }) => Math.abs(deviation)));
  return { base, table2, table3, table4, orderings, table3Points, ok: table3Points <= TOLERATED_POINTS && orderings.every(({ holds }) => holds) };
}

function cells(rows: readonly PublishedRow[], ours: (figure: string, formula: number) => number): PaperCell[] {
  return rows.flatMap(({ figure, unit, values }) => FORMULA_NAMES.map((formula, f) => {
    const paper = values[f]!, own = ours(figure, f);
    return { figure, formula, unit, paper, ours: own, deviation: unit === '%' ? own - paper : (100 * (own - paper)) / paper };
  }));
}

function table3Figure(figure: string, row: ComparedFormula, { poor, extremePoor }: Base): number {
  const inclusion = row.inclusion!, inclusionExtreme = row.inclusionExtreme!, exclusionExtreme = row.exclusionExtreme!;
  const figures: Readonly<Record<string, number>> = {
    poorBeneficiaries: (poor * (100 - row.exclusion!)) / 100, poorShare: 100 - inclusion, extremeShare: 100 - inclusionExtreme, inclusion, exclusion: row.exclusion!,
    extremePoorBeneficiaries: (extremePoor! * (100 - exclusionExtreme)) / 100, exclusionExtreme,
  };
  return figures[figure]!;
}

function ordering(figure: string, order: readonly string[], value: (formula: string) => number): PaperOrdering {
  return { figure, order: order.join(' < '), holds: order.every((formula, at) => at === 0 || value(order[at - 1]!) < value(formula)) };
}
