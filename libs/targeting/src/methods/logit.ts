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

const MOST_STEPS = 60, MOST_HALVINGS = 30;
const NO_MAXIMUM = 'a column separates the poor from the others: the logistic regression has no finite maximum';

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Weighted logistic regression of a response of 0 and 1 by Newton's method, each step a least squares problem by QR (iteratively reweighted),
 * halved while the deviance would grow. Fitted probabilities may come as near to 0 and 1 as doubles can tell.
 * Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd ed., 2.5. @throws SurveyProblem where there is no finite maximum.
 */
export function logitFit(regression: Regression): LogitFit {
  const { rows, weight, response } = regression;
  let columns = Array.from({ length: rows.width }, (_, column) => column), dropped: readonly number[] = [], linear = new Float64Array(rows.households.n), before = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MOST_STEPS; step++) {
    const chosen = chooseColumns(workingFactor(regression, linear).values, rows.width + 1, columns), estimates = backSolve(chosen.r, chosen.response);
    // At even odds a column can only depend on others; later it vanishes where its probabilities have gone to 0 and 1.
    if (step === 0) dropped = chosen.dropped;
    else if (chosen.dropped.length > 0) throw new SurveyProblem('no-convergence', {}, NO_MAXIMUM);
    columns = [...chosen.kept];
    const next = predicted(rows, columns, estimates), moved = farthest(rows, linear, next);
    if (!Number.isFinite(moved)) throw new SurveyProblem('no-convergence', {}, NO_MAXIMUM);
    // Below the second threshold steps are rounding once they no longer shrink.
    if (moved < 1e-12 || (moved < 1e-9 && moved >= before)) {
      const pull = new Float64Array(rows.households.n);
      for (const i of rows.rows) pull[i] = weight[i]! * missed(next[i]!, response[i]!);
      return { columns, dropped, estimates, inverse: inverseOfGram(chosen.r, columns.length), pull };
    }
    before = moved;
    linear = notWorse(regression, linear, next);
  }
  throw new SurveyProblem('no-convergence', {}, NO_MAXIMUM);
}

/** y − p without loss of digits where p is near 1. */
const missed = (linear: number, y: number): number => (y === 1 ? logistic(-linear) : -logistic(linear));

/** The factor of the step's least squares: weights w p(1 − p), response Xb + (y − p)/(p(1 − p)). */
function workingFactor({ rows, weight, response }: Regression, linear: Float64Array): TriangularFactor {
  const factor = new TriangularFactor(rows.width + 1), block = new Float64Array(BLOCK_ROWS * (rows.width + 1)), all = Array.from({ length: rows.width }, (_, column) => column);
  let filled = 0;
  const flush = (): void => { factor.add(block, filled, BLOCK_ROWS); filled = 0; };
  forEachRow(rows, all, (i, x) => {
    const at = linear[i]!, p = logistic(at), q = logistic(-at), root = Math.sqrt(weight[i]! * p * q);
    for (let c = 0; c < x.length; c++) block[c * BLOCK_ROWS + filled] = x[c]! * root;
    block[x.length * BLOCK_ROWS + filled] = root === 0 ? 0 : (at + (response[i] === 1 ? 1 / p : -1 / q)) * root;
    if (++filled === BLOCK_ROWS) flush();
  });
  flush();
  return factor;
}

function predicted(rows: Regression['rows'], columns: readonly number[], estimates: Float64Array): Float64Array<ArrayBuffer> {
  const linear = new Float64Array(rows.households.n);
  forEachRow(rows, columns, (i, x) => {
    let sum = 0;
    for (let c = 0; c < x.length; c++) sum += x[c]! * estimates[c]!;
    linear[i] = sum;
  });
  return linear;
}

/** The largest change of a linear predictor, as a share of one more than its size. */
function farthest({ rows }: Regression['rows'], from: Float64Array, to: Float64Array): number {
  let most = 0;
  for (const i of rows) {
    const change = Math.abs(to[i]! - from[i]!) / (1 + Math.abs(to[i]!));
    if (!(change <= most)) most = change;
  }
  return most;
}

function deviance({ rows, weight, response }: Regression, linear: Float64Array): number {
  let sum = 0;
  for (const i of rows.rows) {
    const against = response[i] === 1 ? -linear[i]! : linear[i]!;
    sum += weight[i]! * (against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against)));
  }
  return sum;
}

/** The step, or so small a part of it that the deviance does not grow. */
function notWorse(regression: Regression, from: Float64Array, to: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const limit = deviance(regression, from) * (1 + 1e-10);
  let next = to;
  for (let halving = 0; halving < MOST_HALVINGS && !(deviance(regression, next) <= limit); halving++) next = next.map((value, i) => (value + from[i]!) / 2);
  return next;
}
