import { createHash } from 'node:crypto';
import { type Base, bootstrapSurvey, canonicalJson, type ColumnMap, type ComparedFormula, compareFormulas, type CompareOptions, type NamedFormula, scoreSurvey, type ScoreStore } from '@hearth/targeting';
import { CURVE_HOUSEHOLDS, curveOf, explainedBy, quadrantsOf, sampleOf, SCATTER_POINTS, selectionOf } from './from-store.ts';
import { type Closely, lookClosely } from './in-memory.ts';
import { checkNames } from './options.ts';
import { simulatePlan } from './programme.ts';
import type { BracketRow, Confidence, CoverageRow, DistanceRow, ErrorRow, FittedWith, StudyNote, StudyOptions, StudyResult } from './result.ts';

/** A survey's file, how to read it, and what it is called. */
export interface SurveyFile { readonly path: string; readonly map: ColumnMap; readonly name: string; readonly source: string; readonly synthetic: boolean }
/** How far a study is: step `step` of `of` is under way; `done` of what the step has to do, where it counts. */
export interface Progress { readonly step: number; readonly of: number; readonly what: StudyStep; readonly done?: number }
export type StudyStep = 'fitting' | 'scoring' | 'tables' | 'curves' | 'areas' | 'bootstrap' | 'programme';
/** Besides the options: how the formulas came about, and on how many threads replicates are worked out (0 = this one). */
export interface StudyRun { readonly fitted?: FittedWith; readonly workers?: number }

/** The steps of a study with these options; fitting comes before them. */
export const studySteps = ({ replicates, programme }: Pick<StudyOptions, 'replicates' | 'programme'>): StudyStep[] => ['scoring', 'tables', 'curves', 'areas', ...(replicates > 0 ? ['bootstrap' as const] : []), ...(programme ? ['programme' as const] : [])];

/** Areas and profiles hold the whole survey; beyond this many households they are left out and the result says so. */
const HELD_HOUSEHOLDS = 500_000;

/**
 * Sets formulas side by side on one survey: the paper's Tables 2, 3 and 4, brackets, areas, curves, quadrants, profiles; with confidence limits, a programme and actual beneficiaries where they are asked for.
 * The tables stream a survey of any size in bounded memory. The same survey, formulas and options give the same result, hash included.
 */
export async function study(survey: SurveyFile, formulas: readonly NamedFormula[], options: StudyOptions, onProgress: (progress: Progress) => void = () => undefined, run: StudyRun = {}): Promise<StudyResult> {
  checkNames(formulas.map(({ name }) => name));
  const { path, map, ...named } = survey, { replicates, programme, line, amount, unit } = options;
  const steps = studySteps(options), at = (what: StudyStep, done?: number): void => { onProgress({ step: steps.indexOf(what) + 1, of: steps.length, what, ...(done === undefined ? {} : { done }) }); };
  at('scoring');
  const { store, leftOut, rowsRead, undecided, sha256 } = await scoreSurvey(path, map, formulas.map(({ formula }) => formula), unit === 'person' ? ['size'] : []);
  try {
    at('tables');
    const tables = tablesOf(store, formulas, options), notes = [...tables.notes];
    at('curves');
    const drawn = drawnOf(store, formulas, options, tables.budget);
    if (store.households > CURVE_HOUSEHOLDS) notes.push({ code: 'sampled-curve', households: CURVE_HOUSEHOLDS });
    at('areas');
    const closely = store.households > HELD_HOUSEHOLDS ? null : await lookClosely(path, map, formulas, tables.reached, line, amount);
    if (!closely) notes.push({ code: 'too-many-households', households: store.households });
    const explained = explainedBy(store);
    if (replicates > 0) at('bootstrap');
    const confidence = replicates > 0 ? await confidenceOf(survey, formulas, options, run.workers, (done) => { at('bootstrap', done); }) : null;
    if (programme) at('programme');
    const simulation = programme && await simulatePlan(path, map, programme, formulas, line);
    return hashed({
      survey: { ...named, sha256, rows: rowsRead, evaluated: store.households, undecided, leftOut, base: tables.base }, options, fitted: run.fitted ?? null,
      formulas: tables.rows.map(({ formula: name, method, hash, questions }, f) => ({ name, method, hash, questions, r2: explained[f]! })),
      tables: { coverage: tables.coverage, errors: tables.rows.map((row) => errorRow(row, tables.base)), distances: tables.rows.map(({ formula, above, below }): DistanceRow => ({ formula, above, below })) },
      brackets: tables.brackets, ...(confidence ? { confidence } : {}), ...(closely ?? NOTHING_CLOSE), ...drawn, ...(simulation ? { programme: simulation } : {}), notes,
    });
  } finally {
    store.close();
  }
}

const NOTHING_CLOSE: Closely = { areas: [], correlations: [], profile: {} };
const hashed = (body: Omit<StudyResult, 'hash'>): StudyResult => ({ ...body, hash: createHash('sha256').update(canonicalJson(body)).digest('hex') });

interface Tables {
  readonly coverage: readonly CoverageRow[]; readonly rows: readonly ComparedFormula[]; readonly brackets: readonly BracketRow[]; readonly base: Base;
  /** Weighted units to reach, and by formula the households that these are; null = whom the formula calls eligible. */
  readonly budget: number | null; readonly reached: readonly (number | 'poor' | null)[]; readonly notes: readonly StudyNote[];
}

function tablesOf(store: ScoreStore, formulas: readonly NamedFormula[], options: StudyOptions): Tables {
  const { line, extremeLine, unit, amount, bottom } = options, asked: CompareOptions = { line, extremeLine, unit, amount, bottom, budget: options.budget, bracket: 0 };
  const { rows, base, budget } = compareFormulas(store, formulas, asked), haveCutoffs = formulas.every(({ formula }) => formula.eligibility.cutoff !== null);
  const own = haveCutoffs ? compareFormulas(store, formulas, { ...asked, budget: null }).rows : [];
  const brackets = options.brackets.flatMap((bracket) => compareFormulas(store, formulas, { ...asked, budget: haveCutoffs ? null : budget, bracket }).rows.map((row): BracketRow => ({ formula: row.formula, ...row.bracket! })));
  const coverage = own.map(({ formula, families, children, cost, coverage: share, inclusion, exclusion }): CoverageRow => ({ formula, families, children, cost, coverage: share, inclusion, exclusion }));
  const reached = rows.map(({ families }) => (options.budget === 'poor' && unit === 'household' ? 'poor' : budget === null ? null : families));
  return { coverage, rows, brackets, base, budget, reached, notes: haveCutoffs ? [] : [{ code: 'no-cutoff' }] };
}

function errorRow({ formula, families, inclusion, exclusion, inclusionExtreme, exclusionExtreme, leakage, cgh }: ComparedFormula, { poor, extremePoor }: Base): ErrorRow {
  const reached = (all: number | null, missed: number | null): number | null => (all === null || missed === null ? null : (all * (100 - missed)) / 100);
  return { formula, families, poorBeneficiaries: reached(poor, exclusion), extremePoorBeneficiaries: reached(extremePoor, exclusionExtreme), inclusion, exclusion, inclusionExtreme, exclusionExtreme, leakage, cgh };
}

function drawnOf(store: ScoreStore, formulas: readonly NamedFormula[], { line, unit, seed }: StudyOptions, budget: number | null): Pick<StudyResult, 'curve' | 'quadrants'> {
  const sample = sampleOf(store, seed, CURVE_HOUSEHOLDS), scatter = sampleOf(store, seed, SCATTER_POINTS);
  return {
    curve: Object.fromEntries(formulas.map((one, f) => [one.name, curveOf(sample, f, one, line)])),
    quadrants: Object.fromEntries(formulas.map((one, f) => [one.name, quadrantsOf(store, scatter, f, one, selectionOf(store, f, one, unit, budget), line)])),
  };
}

async function confidenceOf({ path, map }: SurveyFile, formulas: readonly NamedFormula[], options: StudyOptions, workers: number | undefined, onDone: (done: number) => void): Promise<Confidence> {
  const { line, extremeLine, budget, unit, amount, bottom, replicates, seed } = options;
  return bootstrapSurvey(path, map, formulas, { line, extremeLine, budget, unit, amount, bottom, bracket: 0, replicates, seed, refit: false, ...(workers === undefined ? {} : { workers }) }, onDone);
}
