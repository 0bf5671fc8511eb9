import type { Households } from '../survey/household-reader.ts';
import { SurveyProblem } from '../problems.ts';
import { addOuter, sandwich, sumsBy, type Covariance, type Estimating } from './covariance.ts';

/** Where each household is in the sample's design. A cluster's name counts within its stratum; without clusters each household is a PSU. */
export interface SampleDesign {
  /** Primary sampling unit of each household, from 0 without gaps. */
  readonly psu: Int32Array;
  /** Stratum of each PSU. */
  readonly stratumOf: readonly number[];
  /** PSUs of each stratum, over the whole survey. */
  readonly psus: readonly number[];
  readonly strata: readonly string[];
}

/** Reads the design off a whole survey. */
export function sampleDesign({ n, stratum, cluster }: Households): SampleDesign {
  const strata = stratum?.levels ?? ['all'], clusters = cluster?.levels.length ?? n;
  const psu = new Int32Array(n), known = new Map<number, number>(), stratumOf: number[] = [], psus = strata.map(() => 0);
  for (let i = 0; i < n; i++) {
    const h = stratum?.codes[i] ?? 0, key = h * clusters + (cluster?.codes[i] ?? i);
    let one = known.get(key);
    if (one === undefined) {
      one = known.size;
      known.set(key, one);
      stratumOf.push(h);
      psus[h] = psus[h]! + 1;
    }
    psu[i] = one;
  }
  return { psu, stratumOf, psus, strata };
}

/**
 * Taylor linearisation for stratified samples of PSUs drawn with replacement: A⁻¹ [Σ_h m_h/(m_h − 1) Σ_c (u_hc − ū_h)(u_hc − ū_h)'] A⁻¹,
 * u_hc the sum of w e x over a PSU. In an equation for a part of the survey, PSUs without a household of that part count with u = 0, so m_h is
 * the whole survey's; degrees of freedom are of the PSUs and strata that take part.
 * Source: D. A. Binder (1983), On the Variances of Asymptotically Normal Estimators from Complex Surveys; T. Lumley, survey::svyglm, does the same.
 */
export function designCovariance(estimating: Estimating, design: SampleDesign): Covariance {
  const k = estimating.columns.length, { sums, groupOf } = sumsBy(estimating, design.psu);
  const means = new Map<number, Float64Array>();
  for (const [psu, g] of groupOf) {
    const h = design.stratumOf[psu]!, mean = means.get(h) ?? new Float64Array(k);
    for (let c = 0; c < k; c++) mean[c] = mean[c]! + sums[g * k + c]! / design.psus[h]!;
    means.set(h, mean);
  }
  const meat = new Float64Array(k * k), present = new Map<number, number>();
  for (const [psu, g] of groupOf) {
    const h = design.stratumOf[psu]!, m = design.psus[h]!;
    if (m < 2) throw new SurveyProblem('one-psu', { stratum: design.strata[h]! }, 'has one primary sampling unit only; design standard errors need two or more in every stratum');
    present.set(h, (present.get(h) ?? 0) + 1);
    const mean = means.get(h)!;
    addOuter(meat, Float64Array.from({ length: k }, (_, c) => sums[g * k + c]! - mean[c]!), m / (m - 1));
  }
  for (const [h, count] of present) {
    const m = design.psus[h]!;
    if (count < m) addOuter(meat, means.get(h)!, ((m - count) * m) / (m - 1));
  }
  return { values: sandwich(estimating.inverse, meat, 1), df: groupOf.size - present.size - k + 1 };
}
