import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { DesignRows } from '../design/design-rows.ts';
import { columnName } from '../fit/estimate.ts';
import type { Loading } from '../formula/formula.ts';
import { forEachRow } from '../linear/least-squares.ts';
import { SurveyProblem } from '../problems.ts';

export interface ComponentFit { readonly loadings: readonly Loading[]; readonly dropped: readonly number[]; readonly eigenvalue: number; readonly share: number }
interface Moments { readonly means: Float64Array; readonly sds: Float64Array; readonly correlation: Matrix; readonly withResponse: Float64Array }

/**
 * First principal component of the weighted correlation matrix (R: cov.wt with method ML, then eigen).
 * The sign makes the score rise with the response; where they do not vary together, the largest |loading| is positive.
 * @throws SurveyProblem when the first two eigenvalues are equal, as then there is no first direction.
 */
export function principalComponent(rows: DesignRows, columns: readonly number[], weight: Float64Array, response: Float64Array): ComponentFit {
  const all = moments(rows, columns, weight, response);
  const varying = columns.flatMap((_, c) => (all.sds[c]! > 1e-7 * Math.max(1, Math.abs(all.means[c]!)) ? [c] : []));
  const dropped = columns.filter((_, c) => !varying.includes(c));
  if (varying.length === 0) throw new SurveyProblem('no-variables', {}, 'no column varies, so there is no principal component');
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(all.correlation.selection(varying, varying), { assumeSymmetric: true });
  const order = values.map((_, at) => at).toSorted((a, b) => values[b]! - values[a]!), first = order[0]!;
  if (order.length > 1 && values[first]! - values[order[1]!]! < 1e-9 * values[first]!) throw new SurveyProblem('eigenvalues-equal', {}, `the first two eigenvalues are equal (${values[first]}): the principal component is not determined`);
  const raw = vectors.getColumn(first), length = Math.hypot(...raw), sign = signOf(raw, varying.map((c) => all.withResponse[c]! / all.sds[c]!));
  return {
    loadings: varying.map((c, at) => ({ name: columnName(rows.design, columns[c]!), loading: (sign * raw[at]!) / length, mean: all.means[c]!, sd: all.sds[c]! })),
    dropped, eigenvalue: values[first]!, share: values[first]! / varying.length,
  };
}

/** Σ loading · cov(z, response) is the covariance of score and response; it counts as none within rounding. */
function signOf(loadings: readonly number[], covariances: readonly number[]): number {
  const parts = loadings.map((loading, at) => loading * covariances[at]!), covariance = parts.reduce((sum, part) => sum + part, 0);
  if (Math.abs(covariance) > 1e-12 * parts.reduce((sum, part) => sum + Math.abs(part), 0)) return Math.sign(covariance);
  const largest = loadings.reduce((best, loading) => (Math.abs(loading) > Math.abs(best) ? loading : best), 0);
  return Math.sign(largest) || 1;
}

/** Weighted means, standard deviations and correlations (divisor Σw), in two passes. */
function moments(rows: DesignRows, columns: readonly number[], weight: Float64Array, response: Float64Array): Moments {
  const k = columns.length, means = new Float64Array(k);
  let total = 0, meanResponse = 0;
  forEachRow(rows, columns, (i, x) => {
    total += weight[i]!;
    meanResponse += weight[i]! * response[i]!;
    for (let c = 0; c < k; c++) means[c] = means[c]! + weight[i]! * x[c]!;
  });
  meanResponse /= total;
  for (let c = 0; c < k; c++) means[c] = means[c]! / total;
  const products = new Float64Array(k * k), withResponse = new Float64Array(k);
  forEachRow(rows, columns, (i, x) => {
    const w = weight[i]! / total;
    for (let c = 0; c < k; c++) {
      const scaled = w * (x[c]! - means[c]!);
      withResponse[c] = withResponse[c]! + scaled * (response[i]! - meanResponse);
      for (let d = 0; d <= c; d++) products[c * k + d] = products[c * k + d]! + scaled * (x[d]! - means[d]!);
    }
  });
  const sds = Float64Array.from({ length: k }, (_, c) => Math.sqrt(products[c * k + c]!));
  const at = (c: number, d: number): number => (c === d ? 1 : products[Math.max(c, d) * k + Math.min(c, d)]! / (sds[c]! * sds[d]!));
  return { means, sds, withResponse, correlation: new Matrix(Array.from({ length: k }, (_, c) => Array.from({ length: k }, (__, d) => at(c, d)))) };
}
