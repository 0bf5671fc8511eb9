import { TriangularFactor } from '../linear/triangular-factor.ts';
import { factorOf, type Regression } from '../linear/least-squares.ts';

/** Correlations of standardised columns, and their covariances with the response: all that the lasso needs of the data. */
export interface LassoProblem {
  /** Design columns that vary, from 1. */
  readonly columns: readonly number[];
  readonly dropped: readonly number[];
  readonly means: Float64Array;
  readonly sds: Float64Array;
  readonly responseMean: number;
  readonly correlation: Float64Array;
  readonly covariance: Float64Array;
}

export function lassoProblem(regression: Regression): LassoProblem {
  let total = 0;
  for (const i of regression.rows.rows) total += regression.weight[i]!;
  return standardised(factorOf(regression), total);
}

/** Column 0 of the factor is the constant, so what stands below its first row is centred already. */
function standardised({ values, width }: TriangularFactor, total: number): LassoProblem {
  const at = (i: number, c: number): number => values[i * width + c]!;
  const cross = (a: number, b: number): number => { let sum = 0; for (let i = 1; i <= Math.min(a, b); i++) sum += at(i, a) * at(i, b); return sum / total; };
  const candidates = Array.from({ length: width - 2 }, (_, c) => c + 1), last = width - 1;
  const mean = (c: number): number => at(0, c) / at(0, 0), sd = (c: number): number => Math.sqrt(cross(c, c));
  const columns = candidates.filter((c) => sd(c) > 1e-7 * Math.hypot(mean(c), sd(c)));
  const sds = Float64Array.from(columns, sd), k = columns.length, correlation = new Float64Array(k * k);
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) correlation[a * k + b] = a === b ? 1 : cross(columns[a]!, columns[b]!) / (sds[a]! * sds[b]!);
  return {
    columns, dropped: candidates.filter((c) => !columns.includes(c)), means: Float64Array.from(columns, mean), sds, responseMean: mean(last),
    correlation, covariance: Float64Array.from(columns, (c, a) => cross(c, last) / sds[a]!),
  };
}

/** The least penalty at which no column is left. */
export const largestPenalty = ({ covariance }: LassoProblem): number => covariance.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * Minimises (1/2Σw) Σ w(y − Xb)² + λ|b|₁ over standardised columns by cyclic coordinate descent on the correlations.
 * Source: J. Friedman, T. Hastie and R. Tibshirani (2010), Regularization Paths for Generalized Linear Models via Coordinate Descent.
 * @param start coefficients to begin with (those of a nearby λ)
 * @param tolerance the largest change of a coefficient, in standard deviations of the response's unit, at which the search ends
 */
export function lassoCoefficients({ correlation, covariance }: LassoProblem, lambda: number, start?: Float64Array, tolerance = 1e-14): Float64Array {
  const k = covariance.length, b = start ? Float64Array.from(start) : new Float64Array(k), rest = Float64Array.from(covariance);
  for (let c = 0; c < k; c++) if (b[c] !== 0) shift(rest, correlation, c, b[c]!);
  for (let pass = 0; pass < 100_000; pass++) {
    let largest = 0;
    for (let c = 0; c < k; c++) {
      const target = rest[c]! + b[c]!, next = Math.sign(target) * Math.max(0, Math.abs(target) - lambda), change = next - b[c]!;
      if (change === 0) continue;
      shift(rest, correlation, c, change);
      b[c] = next;
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < tolerance) break;
  }
  return b;
}

function shift(rest: Float64Array, correlation: Float64Array, c: number, change: number): void {
  const k = rest.length;
  for (let d = 0; d < k; d++) rest[d] = rest[d]! - correlation[c * k + d]! * change;
}

/** Coefficients on the columns as they are, the constant first, columns at 0 left out. */
export function unstandardised(problem: LassoProblem, b: Float64Array): { columns: number[]; estimates: Float64Array } {
  const kept = problem.columns.flatMap((_, c) => (b[c] === 0 ? [] : [c]));
  const slopes = kept.map((c) => b[c]! / problem.sds[c]!);
  const constant = problem.responseMean - kept.reduce((sum, c, at) => sum + slopes[at]! * problem.means[c]!, 0);
  return { columns: [0, ...kept.map((c) => problem.columns[c]!)], estimates: Float64Array.from([constant, ...slopes]) };
}
