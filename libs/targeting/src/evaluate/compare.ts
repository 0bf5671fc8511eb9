import type { Formula } from '../formula/formula.ts';
import { predictsConsumption } from '../formula/formula.ts';
import { SurveyProblem } from '../problems.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import { FigureSums, type Figures, type Lines } from './figures.ts';
import type { ScoreChunk, ScoreStore } from './score-store.ts';
import { weightedRank } from './weighted-rank.ts';

/** What is counted: household weights, or these times the children or the members. */
export type Unit = 'household' | 'child' | 'person';

export interface CompareOptions {
  /** Null = who each formula itself calls eligible; a number of weighted units, or as many as are poor: the poorest of them by each formula. */
  readonly budget: number | 'poor' | null;
  readonly unit: Unit;
  readonly line: number;
  readonly extremeLine: number | null;
  /** Benefit per child per month; without a column of children, per household. */
  readonly amount: number;
  /** Share of the population at the bottom for the Coady–Grosh–Hoddinott index. */
  readonly bottom: number;
  /** Bracket around the line, as a share of it. */
  readonly bracket: number;
}

/** @throws SurveyProblem when no table can be made with these options on surveys read by this map */
export function checkCompareOptions({ unit, line, amount, bottom, bracket }: CompareOptions, map: ColumnMap): void {
  const refuse = (name: string, value: number, must: string): never => { throw new SurveyProblem('option', {}, `${name} is ${value}; it must ${must}`); };
  if (!(line > 0)) refuse('the line', line, 'be above 0');
  if (!(amount >= 0)) refuse('the amount', amount, 'not be negative');
  if (!(bottom > 0 && bottom <= 1)) refuse('the bottom share', bottom, 'be above 0 and at most 1');
  if (!(bracket >= 0)) refuse('the bracket', bracket, 'not be negative');
  if (unit === 'child' && map.children === null) throw new SurveyProblem('column-map', {}, 'column map, children: is needed to count children');
  if (unit === 'person' && map.size === null) throw new SurveyProblem('column-map', {}, 'column map, size: is needed to count persons');
}

/** Both ways to use a bracket b: as a cut-off (predicted < z(1 + b)) and as a tolerance (beneficiaries with c < z(1 + b) are no inclusion error). */
export interface BracketFigures { readonly bracket: number; readonly cutoff: Pick<Figures, 'families' | 'children' | 'cost' | 'inclusion' | 'exclusion'> | null; readonly tolerance: { readonly inclusion: number | null } }

export interface ComparedFormula extends Omit<Figures, 'inclusionBeyondBracket'> {
  readonly formula: string;
  readonly hash: string;
  readonly method: string;
  /** Questions a household is asked. */
  readonly questions: number;
  readonly bracket: BracketFigures | null;
}

/** Weighted base of the tables: households that are evaluated. */
export interface Base { readonly units: number; readonly poor: number; readonly extremePoor: number | null; readonly households: number; readonly children: number }

export interface NamedFormula { readonly name: string; readonly formula: Formula }
/** Share of a household's weight that is selected at a score. */
export type Selection = (score: number) => number;

export const unitWeight = (chunk: ScoreChunk, unit: Unit) => (i: number): number => chunk.weight[i]! * (unit === 'child' ? chunk.children[i]! : unit === 'person' ? chunk.size[i]! : 1);

/** Sums over all households of a store. */
export function baseOf(store: ScoreStore, { unit, line, extremeLine }: CompareOptions): Base {
  let units = 0, poor = 0, extremePoor = 0, households = 0, children = 0;
  for (const chunk of store.chunks()) {
    const counted = unitWeight(chunk, unit);
    for (let i = 0; i < chunk.n; i++) {
      units += counted(i);
      households += chunk.weight[i]!;
      children += chunk.weight[i]! * chunk.children[i]!;
      if (chunk.consumption[i]! < line) poor += counted(i);
      if (extremeLine !== null && chunk.consumption[i]! < extremeLine) extremePoor += counted(i);
    }
  }
  return { units, poor, extremePoor: extremeLine === null ? null : extremePoor, households, children };
}

/** Whoever the formula itself calls eligible. A cut-off may be moved, for a bracket. */
export function byEligibility({ eligibility: { when, cutoff } }: Formula, moved = 0): Selection {
  if (cutoff === null) throw new SurveyProblem('no-line', {}, 'the formula has no cut-off, as its survey had no line; give a budget');
  const at = cutoff + moved;
  return (score) => ((when === 'below' ? score < at : when === 'above' ? score > at : score <= at) ? 1 : 0);
}

/** The poorest N by a formula: whole groups of equal score, of the group that crosses N one common share. */
export function byBudget(store: ScoreStore, f: number, { eligibility: { poorest } }: Formula, unit: Unit, budget: number): Selection {
  const sign = poorest === 'lowest' ? 1 : -1;
  const rank = weightedRank(() => store.chunks(), (chunk) => ({ values: chunk.scores[f]!, weight: unitWeight(chunk, unit), sign }), budget);
  if (!rank) return () => 0;
  const share = Math.min(1, Math.max(0, (budget - rank.below) / rank.at));
  return (score) => (sign * score < sign * rank.value ? 1 : score === rank.value ? share : 0);
}

/** Adds a store up under a selection. */
export function figuresOf(store: ScoreStore, f: number, selection: Selection, lines: Lines, { unit, amount }: Pick<CompareOptions, 'unit' | 'amount'>, budget: number | null): Figures {
  const sums = new FigureSums(lines);
  for (const chunk of store.chunks()) {
    const counted = unitWeight(chunk, unit), scores = chunk.scores[f]!;
    for (let i = 0; i < chunk.n; i++) sums.add(chunk.weight[i]!, counted(i), chunk.consumption[i]!, chunk.children[i]!, selection(scores[i]!));
  }
  return sums.figures(amount, budget);
}

/** Consumption up to which the bottom share of the population reaches. */
export function bottomUpTo(store: ScoreStore, { unit, bottom }: CompareOptions, base: Base): number {
  const rank = weightedRank(() => store.chunks(), (chunk) => ({ values: chunk.consumption, weight: unitWeight(chunk, unit), sign: 1 }), bottom * base.units * (1 - 1e-12));
  return rank?.value ?? Number.NEGATIVE_INFINITY;
}

/** The paper's Tables 2, 3 and 4 for some formulas on one population. */
export function compareFormulas(store: ScoreStore, formulas: readonly NamedFormula[], options: CompareOptions): { rows: ComparedFormula[]; base: Base; budget: number | null } {
  const base = baseOf(store, options);
  if (store.households === 0) throw new SurveyProblem('no-households', {}, 'no household is left to evaluate');
  if (base.poor === 0) throw new SurveyProblem('no-poor', {}, `no household evaluated is below the line of ${options.line}`);
  const budget = options.budget === 'poor' ? base.poor : options.budget;
  if (budget !== null && !(budget > 0)) throw new SurveyProblem('option', {}, `the budget is ${budget}; it must be above 0`);
  const lines: Lines = { line: options.line, extremeLine: options.extremeLine, bottom: options.bottom, bottomUpTo: bottomUpTo(store, options, base), bracket: options.bracket };
  const rows = formulas.map(({ name, formula }, f): ComparedFormula => {
    const selection = budget === null ? byEligibility(formula) : byBudget(store, f, formula, options.unit, budget);
    const { inclusionBeyondBracket, ...figures } = figuresOf(store, f, selection, lines, options, budget);
    return { formula: name, ...figures, hash: formula.hash, method: formula.method, questions: new Set(formula.variables.map(({ column }) => column)).size, bracket: options.bracket > 0 ? bracketOf(store, f, formula, lines, options, inclusionBeyondBracket) : null };
  });
  return { rows, base, budget };
}

function bracketOf(store: ScoreStore, f: number, formula: Formula, lines: Lines, options: CompareOptions, inclusion: number | null): BracketFigures {
  const { bracket } = lines;
  if (!predictsConsumption(formula.method) || formula.eligibility.cutoff === null) return { bracket, cutoff: null, tolerance: { inclusion } };
  const moved = figuresOf(store, f, byEligibility(formula, Math.log1p(bracket)), lines, options, null);
  return { bracket, cutoff: { families: moved.families, children: moved.children, cost: moved.cost, inclusion: moved.inclusion, exclusion: moved.exclusion }, tolerance: { inclusion } };
}
