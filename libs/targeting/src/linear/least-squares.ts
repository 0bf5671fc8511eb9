import { BLOCK_ROWS, type DesignRows } from '../design/design-rows.ts';
import { backSolve, chooseColumns, inverseOfGram } from './column-choice.ts';
import { TriangularFactor } from './triangular-factor.ts';

/** Rows of a regression with their weights and response, by position of the household. */
export interface Regression { readonly rows: DesignRows; readonly weight: Float64Array; readonly response: Float64Array }

/** A weighted least squares fit. Columns count from 0, which is the constant. */
export interface LeastSquares {
  /** Columns in the model, in order. */
  readonly columns: readonly number[];
  /** Columns left out because they depend on earlier ones. */
  readonly dropped: readonly number[];
  readonly estimates: Float64Array;
  /** Weighted sum of squared residuals. */
  readonly rss: number;
  /** (X'WX)⁻¹, row after row. */
  readonly inverse: Float64Array;
  readonly n: number;
  readonly k: number;
}

/** The triangular factor of [√w X | √w y]. */
export function factorOf({ rows, weight, response }: Regression): TriangularFactor {
  const width = rows.width + 1, factor = new TriangularFactor(width), block = new Float64Array(BLOCK_ROWS * width);
  for (let from = 0; from < rows.n; from += BLOCK_ROWS) {
    const to = Math.min(rows.n, from + BLOCK_ROWS), count = to - from, last = (width - 1) * BLOCK_ROWS;
    rows.write(from, to, block, BLOCK_ROWS);
    for (let i = 0; i < count; i++) block[last + i] = response[rows.rows[from + i]!]!;
    for (let i = 0; i < count; i++) {
      const root = Math.sqrt(weight[rows.rows[from + i]!]!);
      if (root !== 1) for (let c = i; c < width * BLOCK_ROWS; c += BLOCK_ROWS) block[c] = block[c]! * root;
    }
    factor.add(block, count, BLOCK_ROWS);
  }
  return factor;
}

/** Solves for some columns of a factor, by QR; dependent columns are dropped and named. */
export function solve(factor: TriangularFactor, columns: readonly number[], n: number): LeastSquares {
  const { kept, dropped, r, response, rss } = chooseColumns(factor.values, factor.width, columns);
  return { columns: kept, dropped, estimates: backSolve(r, response), rss, inverse: inverseOfGram(r, kept.length), n, k: kept.length };
}

/** Measures of fit. R² is weighted and centred; AIC = n ln(2π Σwe²/n) + n − Σ ln w + 2k (R's own is 2 higher, as it counts the variance). */
export interface GoodnessOfFit { readonly r2: number; readonly r2Adjusted: number; readonly aic: number }

export function goodnessOfFit({ rows, weight, response }: Regression, { rss, n, k }: LeastSquares): GoodnessOfFit {
  let total = 0, mean = 0, logWeights = 0;
  for (const i of rows.rows) {
    total += weight[i]!;
    mean += weight[i]! * response[i]!;
    logWeights += Math.log(weight[i]!);
  }
  mean /= total;
  let spread = 0;
  for (const i of rows.rows) spread += weight[i]! * (response[i]! - mean) ** 2;
  const r2 = 1 - rss / spread;
  return { r2, r2Adjusted: 1 - ((1 - r2) * (n - 1)) / (n - k), aic: n * Math.log((2 * Math.PI * rss) / n) + n - logWeights + 2 * k };
}

/** Calls `each` with the position of every household of a regression and its columns' values (an array used again). */
export function forEachRow(rows: DesignRows, columns: readonly number[], each: (household: number, x: Float64Array) => void): void {
  const block = new Float64Array(BLOCK_ROWS * rows.width), x = new Float64Array(columns.length);
  for (let from = 0; from < rows.n; from += BLOCK_ROWS) {
    const to = Math.min(rows.n, from + BLOCK_ROWS);
    rows.write(from, to, block, BLOCK_ROWS);
    for (let i = 0; i < to - from; i++) {
      for (let c = 0; c < columns.length; c++) x[c] = block[columns[c]! * BLOCK_ROWS + i]!;
      each(rows.rows[from + i]!, x);
    }
  }
}
