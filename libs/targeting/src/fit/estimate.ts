import { CONSTANT, type Design } from '../design/design.ts';
import { DesignRows } from '../design/design-rows.ts';
import { studentTwoSided } from '../distribution/tails.ts';
import type { Coefficient, Equation } from '../formula/formula.ts';
import { classicCovariance, clusterCovariance, hc1Covariance, type Covariance, type Estimating, type StandardErrors } from '../linear/covariance.ts';
import { designCovariance, type SampleDesign } from '../linear/design-covariance.ts';
import { forEachRow, goodnessOfFit, type GoodnessOfFit, type LeastSquares, type Regression } from '../linear/least-squares.ts';
import { SurveyProblem } from '../problems.ts';
import type { Survey } from '../survey/survey.ts';
import type { Group } from './groups.ts';

/** What every equation of a fit shares. */
export interface FitContext { readonly survey: Survey; readonly design: Design; readonly se: StandardErrors; readonly sample: SampleDesign }

export const regressionOf = ({ survey, design }: FitContext, group: Group): Regression => ({ rows: new DesignRows(design, survey, group.rows), weight: survey.weight, response: survey.logConsumption! });

/** A stratum must have more households than coefficients. */
export function enough(group: Group, k: number): void {
  if (group.rows.length <= k) throw new SurveyProblem('too-few-households', { stratum: group.name }, `${group.rows.length} households for ${k} coefficients`);
}

/** Adds the stratum's name to a problem found inside it. */
export function inStratum<T>(group: Group, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SurveyProblem && error.place.stratum === undefined) throw new SurveyProblem(error.code, { ...error.place, stratum: group.name }, error.message);
    throw error;
  }
}

/** w e of each household, by position. */
export function pulls({ rows, weight, response }: Regression, { columns, estimates }: LeastSquares): Float64Array {
  const pull = new Float64Array(rows.households.n);
  forEachRow(rows, columns, (household, x) => {
    let predicted = 0;
    for (let c = 0; c < x.length; c++) predicted += x[c]! * estimates[c]!;
    pull[household] = weight[household]! * (response[household]! - predicted);
  });
  return pull;
}

export function sandwichOf(kind: Exclude<StandardErrors, 'classic'>, estimating: Estimating, { survey, sample }: FitContext): Covariance {
  if (kind === 'hc1') return hc1Covariance(estimating);
  return kind === 'cluster' ? clusterCovariance(estimating, survey) : designCovariance(estimating, sample);
}

export function covarianceOf(context: FitContext, regression: Regression, fit: LeastSquares): Covariance {
  if (context.se === 'classic') return classicCovariance(fit.inverse, fit.rss, fit.n, fit.k);
  return sandwichOf(context.se, { rows: regression.rows, columns: fit.columns, inverse: fit.inverse, pull: pulls(regression, fit) }, context);
}

export const columnName = (design: Design, column: number): string => (column === 0 ? CONSTANT : design.columns[column - 1]!.name);

/** Coefficients with their tests; without a covariance (or without degrees of freedom) the tests are null. */
export function coefficientsOf(design: Design, columns: readonly number[], estimates: Float64Array, covariance: Covariance | null): Coefficient[] {
  const k = columns.length;
  return columns.map((column, c) => {
    const estimate = estimates[c]!, name = columnName(design, column);
    if (!covariance) return { name, estimate, se: null, t: null, p: null };
    const se = Math.sqrt(covariance.values[c * k + c]!), t = estimate / se, p = studentTwoSided(t, covariance.df);
    return { name, estimate, se, t: Number.isFinite(t) ? t : null, p: Number.isFinite(p) ? p : null };
  });
}

/** Names of the terms that have a column among these. */
export const termsWith = (design: Design, columns: readonly number[]): string[] => design.terms.filter((term) => term.columns.some((column) => columns.includes(column + 1))).map(({ name }) => name);

/** A fit without residuals has no AIC, a response without spread no R². */
const finite = ({ r2, r2Adjusted, aic }: GoodnessOfFit): Pick<Equation, 'r2' | 'r2Adjusted' | 'aic'> => {
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { r2: known(r2), r2Adjusted: known(r2Adjusted), aic: known(aic) };
};

/** The equation that a least squares fit makes. */
export function equationOf(context: FitContext, group: Group, regression: Regression, fit: LeastSquares, dropped: readonly number[] = fit.dropped): Equation {
  const { design } = context, covariance = inStratum(group, () => covarianceOf(context, regression, fit));
  return {
    stratum: group.name, n: fit.n, k: fit.k, df: covariance.df, ...finite(goodnessOfFit(regression, fit)), selected: termsWith(design, fit.columns),
    dropped: dropped.map((column) => columnName(design, column)), coefficients: coefficientsOf(design, fit.columns, fit.estimates, covariance),
  };
}
