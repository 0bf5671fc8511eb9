import { componentLine } from '../fit/national.ts';
import { logistic } from '../methods/logit.ts';
import { PRR_UNIT } from '../methods/prr.ts';
import { SurveyProblem } from '../problems.ts';
import type { Needs, Role } from '../survey/household-fields.ts';
import type { Households } from '../survey/household-reader.ts';
import { addersOf, additiveOf, type Additive, type AdditiveTerm } from './additive.ts';
import { predictsConsumption, type Formula } from './formula.ts';
import { BLOCK_ROWS, blockFor } from './number-columns.ts';
import { scoreTrees } from './tree-scores.ts';

/** What a formula needs to know of a household. */
export function scoringNeeds(formula: Formula): Needs {
  const roles: Role[] = formula.by === 'none' ? [] : [formula.by];
  return { roles: new Set(roles), variables: formula.variables };
}

/** A formula made ready to score households in columns. */
export class Scorer {
  readonly additive: Additive;
  readonly needs: Needs;
  private readonly equationNames: readonly string[];

  constructor(readonly formula: Formula) {
    this.needs = scoringNeeds(formula);
    this.equationNames = formula.equations.map(({ stratum }) => stratum);
    this.additive = additive(formula);
  }

  /**
   * Scores of households, NaN where an answer the formula needs is missing or unknown to it (undecided).
   * @param at position of each of the formula's variables among the households'
   */
  score(households: Households, at: readonly number[] = this.formula.variables.map((_, v) => v)): Float64Array {
    const scores = new Float64Array(households.n), { method } = this.formula;
    if (method === 'gbm') scoreTrees(this.formula, households, at, scores);
    else this.addUp(households, at, scores);
    const { complete } = households;
    for (let i = complete.indexOf(0); i >= 0 && i < scores.length; i = complete.indexOf(0, i + 1)) scores[i] = Number.NaN;
    return scores;
  }

  private addUp(households: Households, at: readonly number[], scores: Float64Array): void {
    const equationOf = this.equationOf(households), adders = addersOf(this.additive, households, at, equationOf), { constants } = this.additive, { method, variables } = this.formula;
    const block = blockFor(households.variables.flatMap((answers) => (answers.kind === 'numeric' ? [answers.values] : [])));
    for (let from = 0; from < scores.length; from += BLOCK_ROWS) {
      const to = Math.min(scores.length, from + BLOCK_ROWS);
      if (equationOf === null) block.fill(constants[0]!);
      else for (let i = from; i < to; i++) block[i - from] = equationOf[i]! < 0 ? Number.NaN : constants[equationOf[i]!]!;
      for (const add of adders) add(block, from, to);
      scores.set(to - from === BLOCK_ROWS ? block : block.subarray(0, to - from), from);
    }
    if (method === 'prr') for (let i = 0; i < scores.length; i++) scores[i] = scores[i]! / (PRR_UNIT * askedOf(variables, households.urban?.[i]));
    if (method === 'logit') for (let i = 0; i < scores.length; i++) scores[i] = logistic(scores[i]!);
  }

  /** Which equation each household has; null when all have the only one, −1 where the formula has none for it. */
  equationOf(households: Households): Int32Array | null {
    const { by, method } = this.formula, names = this.equationNames;
    if (by === 'none' || method === 'prr' || method === 'pc' || (names.length === 1 && names[0] === 'all')) return null;
    if (by === 'urban') return Int32Array.from({ length: households.n }, (_, i) => names.indexOf(households.urban![i] === 1 ? 'urban' : 'rural'));
    if (!households.stratum) throw new SurveyProblem('column-map', {}, 'column map, stratum: the formula has an equation for each stratum, so it is needed');
    const place = households.stratum.levels.map((level) => names.indexOf(level)), { codes } = households.stratum;
    return Int32Array.from({ length: households.n }, (_, i) => place[codes[i]!] ?? -1);
  }

  /** Predicted consumption per head per month; null for formulas that rank without predicting it. */
  predicted(score: number): number | null { return predictsConsumption(this.formula.method) && !Number.isNaN(score) ? Math.exp(score) : null; }
  /** Whether a score is eligible; null = undecided. */
  eligible(score: number): boolean | null {
    const { cutoff, when } = this.formula.eligibility;
    if (Number.isNaN(score) || cutoff === null) return null;
    return when === 'below' ? score < cutoff : when === 'above' ? score > cutoff : score <= cutoff;
  }
}

/** How many variables of a formula a household is asked. */
export function askedOf(variables: Formula['variables'], urban: number | undefined): number {
  let asked = 0;
  for (const { only } of variables) if (only === null || (only === 'urban') === (urban === 1)) asked++;
  return asked;
}

function additive({ method, variables, equations, loadings, weights }: Formula): Additive {
  if (method === 'gbm') return { constants: new Float64Array(1), terms: [] };
  if (method === 'pc') {
    const { constant, slopes } = componentLine(loadings);
    return additiveOf(variables, [{ coefficients: [{ name: '(constant)', estimate: constant }, ...loadings.map(({ name }, at) => ({ name, estimate: slopes[at]! }))] }]);
  }
  if (method !== 'prr') return additiveOf(variables, equations);
  return {
    constants: new Float64Array(1),
    terms: variables.map((variable, v): AdditiveTerm => {
      const own = new Map(weights.filter((one) => one.variable === variable.name).map(({ level, weight }) => [level, weight]));
      const { only } = variable;
      return variable.kind === 'numeric'
        ? { variable: v, only, kind: 'values', points: new Map([...own].map(([level, weight]) => [Number(level), weight])) }
        : { variable: v, only, kind: 'levels', levels: variable, points: Float64Array.from(variable.levels, (level) => own.get(level) ?? 0) };
    }),
  };
}
