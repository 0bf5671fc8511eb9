import { BLOCK_ROWS } from '../design/design-rows.ts';
import { backSolve, chooseColumns, inverseOfGram } from '../linear/column-choice.ts';
import { forEachRow, type Regression } from '../linear/least-squares.ts';
import { TriangularFactor } from '../linear/triangular-factor.ts';
import { SurveyProblem } from '../problems.ts';

export interface LogitFit {
  readonly columns: readonly number[];
  readonly dropped: readonly number[];
  readonly estimates: Float64Array;
  /** Inverse of the information X'WX with W = w p(1 − p). */
  readonly inverse: Float64Array;
  /** w (y − p) of each household, by position. */
  readonly pull: Float64Array;
}

const MOST_STEPS = 50;
/** A linear predictor beyond this means that a column separates the poor from the others, and the estimates run away. */
const RUNAWAY = 30;

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Weighted logistic regression by Newton's method, each step a least squares problem by QR (iteratively reweighted).
 * Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed., 2.5. @throws SurveyProblem where there is no finite maximum.
 */
export function logitFit({ rows, weight, response }: Regression): LogitFit {
  const all = Array.from({ length: rows.width }, (_, column) => column), linear = new Float64Array(rows.households.n);
  for (let step = 0; step < MOST_STEPS; step++) {
    const factor = new TriangularFactor(rows.width + 1), block = new Float64Array(BLOCK_ROWS * (rows.width + 1));
    let filled = 0;
    const flush = (): void => { factor.add(block, filled, BLOCK_ROWS); filled = 0; };
    forEachRow(rows, all, (i, x) => {
      const p = logistic(linear[i]!), spread = p * (1 - p), root = Math.sqrt(weight[i]! * spread);
      for (let c = 0; c < x.length; c++) block[c * BLOCK_ROWS + filled] = x[c]! * root;
      block[x.length * BLOCK_ROWS + filled] = (linear[i]! + (response[i]! - p) / spread) * root;
      if (++filled === BLOCK_ROWS) flush();
    });
    flush();
    const { kept, dropped, r, response: projected } = chooseColumns(factor.values, factor.width, all), estimates = backSolve(r, projected);
    const moved = predict(rows, kept, estimates, linear);
    if (moved < 1e-12) {
      const pull = new Float64Array(rows.households.n);
      for (const i of rows.rows) pull[i] = weight[i]! * (response[i]! - logistic(linear[i]!));
      return { columns: kept, dropped, estimates, inverse: inverseOfGram(r, kept.length), pull };
    }
  }
  throw new SurveyProblem('no-convergence', {}, `the logistic regression found no maximum in ${MOST_STEPS} steps`);
}

/** Writes Xb; answers the largest change. */
function predict(rows: Regression['rows'], columns: readonly number[], estimates: Float64Array, linear: Float64Array): number {
  let moved = 0;
  forEachRow(rows, columns, (i, x) => {
    let sum = 0;
    for (let c = 0; c < x.length; c++) sum += x[c]! * estimates[c]!;
    moved = Math.max(moved, Math.abs(sum - linear[i]!) / (1 + Math.abs(sum)));
    linear[i] = sum;
    if (!(Math.abs(sum) < RUNAWAY)) throw new SurveyProblem('no-convergence', {}, 'a column separates the poor from the others: the logistic regression has no finite maximum');
  });
  return moved;
}
