import type { Households } from '../survey/household-reader.ts';
import type { DesignRows } from '../design/design-rows.ts';
import { SurveyProblem } from '../problems.ts';
import { forEachRow } from './least-squares.ts';

/** How standard errors are reckoned; the conventions are in the README. */
export const STANDARD_ERRORS = ['classic', 'hc1', 'cluster', 'design'] as const;
export type StandardErrors = (typeof STANDARD_ERRORS)[number];

/** A covariance of estimates, row after row, and the degrees of freedom of their t. */
export interface Covariance { readonly values: Float64Array; readonly df: number }

/** What a sandwich is made of: A⁻¹, and u = w e x of a household (the score of its log-likelihood or of its squares). */
export interface Estimating {
  readonly rows: DesignRows;
  readonly columns: readonly number[];
  /** A⁻¹ = (X'WX)⁻¹, row after row. */
  readonly inverse: Float64Array;
  /** w e of each household, by position. */
  readonly pull: Float64Array;
}

/** s² (X'WX)⁻¹ with s² = Σwe²/(n − k). */
export function classicCovariance(inverse: Float64Array, rss: number, n: number, k: number): Covariance {
  const variance = rss / (n - k);
  return { values: inverse.map((value) => value * variance), df: n - k };
}

/** White's sandwich with the factor n/(n − k) (MacKinnon and White 1985, HC1). */
export function hc1Covariance(estimating: Estimating): Covariance {
  const n = estimating.rows.n, k = estimating.columns.length;
  return { values: sandwich(estimating.inverse, byRow(estimating), n / (n - k)), df: n - k };
}

/** Sums of u per cluster, factor G/(G − 1) · (n − 1)/(n − k) (Liang and Zeger 1986; the factor is Stata's and statsmodels'). */
export function clusterCovariance(estimating: Estimating, households: Households): Covariance {
  const n = estimating.rows.n, k = estimating.columns.length;
  const codes = households.cluster?.codes;
  if (!codes) return { values: sandwich(estimating.inverse, byRow(estimating), (n / (n - 1)) * ((n - 1) / (n - k))), df: n - 1 };
  const { sums, groups } = sumsBy(estimating, codes);
  if (groups < 2) throw new SurveyProblem('one-psu', {}, 'one cluster only; cluster standard errors need two or more');
  const meat = new Float64Array(k * k);
  for (let g = 0; g < groups; g++) addOuter(meat, sums.subarray(g * k, (g + 1) * k), 1);
  return { values: sandwich(estimating.inverse, meat, (groups / (groups - 1)) * ((n - 1) / (n - k))), df: groups - 1 };
}

/** Σ u u' over households. */
function byRow({ rows, columns, pull }: Estimating): Float64Array {
  const k = columns.length, meat = new Float64Array(k * k);
  forEachRow(rows, columns, (household, x) => { addOuter(meat, x, pull[household]! ** 2); });
  mirror(meat, k);
  return meat;
}

/** Sums of u for each distinct code among the rows, k numbers a group, groups in the order met. `groupOf` gives a code's group. */
export function sumsBy({ rows, columns, pull }: Estimating, codes: Int32Array): { sums: Float64Array; groups: number; groupOf: ReadonlyMap<number, number> } {
  const k = columns.length, groupOf = new Map<number, number>();
  for (const i of rows.rows) if (!groupOf.has(codes[i]!)) groupOf.set(codes[i]!, groupOf.size);
  const sums = new Float64Array(groupOf.size * k);
  forEachRow(rows, columns, (household, x) => {
    const start = groupOf.get(codes[household]!)! * k, w = pull[household]!;
    for (let c = 0; c < k; c++) sums[start + c] = sums[start + c]! + w * x[c]!;
  });
  return { sums, groups: groupOf.size, groupOf };
}

/** Adds factor · u u'. */
export function addOuter(meat: Float64Array, u: Float64Array, factor: number): void {
  const k = u.length;
  for (let i = 0; i < k; i++) {
    const scaled = factor * u[i]!;
    if (scaled !== 0) for (let j = 0; j < k; j++) meat[i * k + j] = meat[i * k + j]! + scaled * u[j]!;
  }
}

function mirror(square: Float64Array, k: number): void {
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) square[i * k + j] = square[j * k + i]!;
}

/** factor · A⁻¹ M A⁻¹. */
export function sandwich(inverse: Float64Array, meat: Float64Array, factor: number): Float64Array {
  const k = Math.sqrt(inverse.length);
  return multiply(multiply(inverse, meat, k), inverse, k).map((value) => value * factor);
}

function multiply(a: Float64Array, b: Float64Array, k: number): Float64Array {
  const product = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let l = 0; l < k; l++) {
    const scaled = a[i * k + l]!;
    for (let j = 0; j < k; j++) product[i * k + j] = product[i * k + j]! + scaled * b[l * k + j]!;
  }
  return product;
}
