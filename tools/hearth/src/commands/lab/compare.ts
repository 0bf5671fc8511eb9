import { basename } from 'node:path';
import { checkCompareOptions, compareFormulas, scoreSurvey, type ColumnMap, type CompareOptions, type ComparedFormula, type NamedFormula, type Unit } from '@hearth/targeting';
import { OK } from '../../exit.ts';
import { output } from '../../output.ts';
import { asCommand, formulaFiles, linesFor, mapFor, sayLeftOut, short, table, warn } from './inputs.ts';
import { type ReportFlags, writeReports } from './reports.ts';

/** The flags that the tables have in common. */
export interface TableFlags { readonly line?: number; readonly extremeLine?: number; readonly budget?: number | 'poor'; readonly unit: Unit; readonly amount: number; readonly bottom: number; readonly bracket: number }
export interface CompareFlags extends TableFlags, ReportFlags { readonly formula: readonly string[]; readonly map?: string; readonly json?: boolean; readonly title?: string; readonly source?: string; readonly synthetic?: boolean }

export const compareOptions = (flags: TableFlags, map: ColumnMap): CompareOptions => {
  const options: CompareOptions = { ...linesFor(flags, map), budget: flags.budget ?? null, unit: flags.unit, amount: flags.amount, bottom: flags.bottom, bracket: flags.bracket };
  checkCompareOptions(options, map);
  return options;
};

/** `hearth lab compare`: streams the survey once and sets the formulas side by side. */
export const compare = (path: string, flags: CompareFlags): Promise<number> => asCommand(async () => {
  const formulas = formulaFiles(flags.formula), list = formulas.map(({ formula }) => formula), map = mapFor(flags.map, list), options = compareOptions(flags, map);
  const { store, leftOut, undecided, rowsRead, sha256 } = await scoreSurvey(path, map, list, flags.unit === 'person' ? ['size'] : []);
  try {
    sayLeftOut(leftOut);
    if (undecided > 0) warn(`${undecided} households are undecided by a formula and left out of the tables`);
    const { rows, base, budget } = compareFormulas(store, formulas, options), { budget: _asked, ...conventions } = options;
    const document = { rows, base, budget, ...conventions, survey: { sha256, rows: rowsRead, evaluated: store.households, undecided, leftOut } };
    output(flags.json ?? false).answer(document, words(rows));
  } finally {
    store.close();
  }
  await writeReports(flags, async ({ study, studyOptions }, writtenAt) => {
    const survey = { path, map, name: basename(path), source: flags.source ?? '', synthetic: flags.synthetic ?? false };
    const result = await study(survey, calledShort(formulas), studyOptions({ ...options, budget: flags.budget ?? 'poor', ...(flags.bracket > 0 ? { brackets: [flags.bracket] } : {}) }, map), ({ step, of, what, done }) => { if (done === undefined) warn(`${step} of ${of}: ${what}`); });
    return { title: flags.title ?? `${basename(path)}: ${result.formulas.map(({ name }) => name).join(', ')}`, result, language: flags.language, writtenAt };
  });
  return OK;
});

/** Formulas by the names of their files without folder and ending, as far as these tell them apart. */
function calledShort(formulas: readonly NamedFormula[]): readonly NamedFormula[] {
  const shortened = formulas.map(({ name, formula }) => ({ name: basename(name, '.json'), formula }));
  return new Set(shortened.map(({ name }) => name)).size === shortened.length ? shortened : formulas;
}

const FIGURES: readonly (readonly [string, (row: ComparedFormula) => string])[] = [
  ['families', (row) => short(row.families, 0)], ['children', (row) => short(row.children, 0)], ['cost a year', (row) => short(row.cost, 0)], ['coverage %', (row) => short(row.coverage)],
  ['inclusion error %', (row) => short(row.inclusion)], ['exclusion error %', (row) => short(row.exclusion)], ['leakage %', (row) => short(row.leakage)],
  ['inclusion error, extreme %', (row) => short(row.inclusionExtreme)], ['exclusion error, extreme %', (row) => short(row.exclusionExtreme)],
  ['included above ≤20/50/100/over %', (row) => row.above.map((share) => short(share, 0)).join(' ')], ['excluded below ≤10/20/30/over %', (row) => row.below.map((share) => short(share, 0)).join(' ')],
  ['Coady–Grosh–Hoddinott', (row) => short(row.cgh, 2)], ['questions', (row) => String(row.questions)],
];
const words = (rows: readonly ComparedFormula[]): string => table([['', ...rows.map(({ formula }) => formula)], ...FIGURES.map(([name, show]) => [name, ...rows.map(show)])]);
