/** A log-linear model of counts by Newton's method: ln of the expected count is a sum of columns. */
export interface LogLinear {
  readonly estimates: Float64Array;
  /** Inverse of the information matrix, row after row. */
  readonly covariance: Float64Array;
  /** Pearson's statistic over its degrees of freedom, at least 1. */
  readonly dispersion: number;
  readonly df: number;
  readonly expected: Float64Array;
}

const MOST_STEPS = 60, NEAR = 1e-10;

/** Null where the columns depend on each other or nothing converges: too few bins to say anything. `rows`: the columns of each count. */
export function fitLogLinear(rows: readonly (readonly number[])[], counts: readonly number[]): LogLinear | null {
  const k = rows[0]?.length ?? 0;
  if (rows.length <= k) return null;
  let estimates = new Float64Array(k);
  estimates[0] = Math.log(Math.max(1e-9, counts.reduce((sum, n) => sum + n, 0) / counts.length));
  for (let step = 0; step < MOST_STEPS; step++) {
    const expected = rows.map((row) => Math.exp(Math.min(700, dot(row, estimates))));
    const inverse = invert(information(rows, expected), k);
    if (inverse === null) return null;
    const change = product(inverse, gradient(rows, counts, expected), k);
    // Halved while it would leap: the first steps from a flat start can overshoot.
    const scale = Math.min(1, 2 / Math.max(...change.map(Math.abs)));
    estimates = estimates.map((value, i) => value + scale * change[i]!);
    if (!estimates.every(Number.isFinite)) return null;
    if (Math.max(...change.map(Math.abs)) < NEAR) return finished(rows, counts, estimates, inverse);
  }
  return null;
}

function finished(rows: readonly (readonly number[])[], counts: readonly number[], estimates: Float64Array, covariance: Float64Array): LogLinear {
  const expected = Float64Array.from(rows, (row) => Math.exp(dot(row, estimates)));
  const df = rows.length - estimates.length;
  const pearson = counts.reduce((sum, n, i) => sum + (n - expected[i]!) ** 2 / expected[i]!, 0);
  return { estimates, covariance, dispersion: Math.max(1, pearson / df), df, expected };
}

const dot = (row: readonly number[], estimates: Float64Array): number => row.reduce((sum, value, i) => sum + value * estimates[i]!, 0);

function information(rows: readonly (readonly number[])[], expected: readonly number[]): Float64Array {
  const k = rows[0]?.length ?? 0, matrix = new Float64Array(k * k);
  for (const [r, row] of rows.entries()) for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) matrix[i * k + j]! += expected[r]! * row[i]! * row[j]!;
  return matrix;
}

function gradient(rows: readonly (readonly number[])[], counts: readonly number[], expected: readonly number[]): Float64Array {
  const gradients = new Float64Array(rows[0]?.length ?? 0);
  for (const [r, row] of rows.entries()) for (const [i, value] of row.entries()) gradients[i]! += (counts[r]! - expected[r]!) * value;
  return gradients;
}

const product = (matrix: Float64Array, vector: Float64Array, k: number): number[] => Array.from({ length: k }, (_, i) => vector.reduce((sum, value, j) => sum + matrix[i * k + j]! * value, 0));

/** Gauss and Jordan with the largest pivot; null where there is none. */
function invert(matrix: Float64Array, k: number): Float64Array | null {
  const a = Array.from({ length: k }, (_, i) => [...matrix.slice(i * k, (i + 1) * k), ...Array.from({ length: k }, (_zero, j) => (i === j ? 1 : 0))]);
  for (let c = 0; c < k; c++) {
    const pivot = a.slice(c).reduce((best, row, i) => (Math.abs(row[c]!) > Math.abs(a[best]![c]!) ? i + c : best), c);
    const head = a[pivot]!, top = head[c]!;
    if (!(Math.abs(top) > 1e-12)) return null;
    a[pivot] = a[c]!;
    const own = head.map((value) => value / top);
    a[c] = own;
    for (const [r, row] of a.entries()) if (r !== c && row[c] !== 0) a[r] = row.map((value, j) => value - row[c]! * own[j]!);
  }
  return Float64Array.from(a.flatMap((row) => row.slice(k)));
}
