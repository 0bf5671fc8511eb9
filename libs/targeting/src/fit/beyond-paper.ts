import type { Design } from '../design/design.ts';
import type { Equation } from '../formula/formula.ts';
import { designCovariance } from '../linear/design-covariance.ts';
import { factorOf, solve, type Regression } from '../linear/least-squares.ts';
import { largestPenalty, lassoCoefficients, lassoProblem, unstandardised } from '../methods/lasso.ts';
import { logitFit } from '../methods/logit.ts';
import { quantileRegression } from '../methods/quantile-regression.ts';
import { SurveyProblem } from '../problems.ts';
import { coefficientsOf, columnName, enough, inStratum, regressionOf, termsWith, type FitContext } from './estimate.ts';
import { foldCodes } from './folds.ts';
import type { Group } from './groups.ts';
import type { FitOptions } from './options.ts';

const NO_FIT = { df: null, r2: null, r2Adjusted: null, aic: null };
const named = (design: Design, columns: readonly number[]): string[] => columns.map((column) => columnName(design, column));

/** Weighted quantile regression of ln consumption. It has no standard errors of its own; the bootstrap gives them. */
export function quantileEquation(context: FitContext, group: Group, tau: number): Equation {
  const { design } = context, regression = regressionOf(context, group), { rows } = regression;
  if (!(tau > 0 && tau < 1)) throw new SurveyProblem('option', {}, `tau is ${tau}; it must lie between 0 and 1`);
  const start = solve(factorOf(regression), Array.from({ length: rows.width }, (_, column) => column), rows.n);
  enough(group, start.k);
  const dense = rows.dense(), pick = (values: Float64Array): Float64Array => Float64Array.from(group.rows, (i) => values[i]!);
  const columns = start.columns.map((column) => dense.subarray(column * rows.n, (column + 1) * rows.n));
  const { estimates, objective, unique } = inStratum(group, () => quantileRegression({ columns, response: pick(regression.response), weight: pick(regression.weight), tau }, start.estimates));
  return { stratum: group.name, n: rows.n, k: start.k, ...NO_FIT, selected: termsWith(design, start.columns), dropped: named(design, start.dropped), coefficients: coefficientsOf(design, start.columns, estimates, null), objective, ...(unique ? {} : { unique }) };
}

/** Logistic regression of being poor, each household's weight raised by how far it is below the line: w (1 + max(0, (z − c)/z)). Design standard errors. */
export function logitEquation(context: FitContext, group: Group, line: number): Equation {
  const { survey, design, sample, se } = context, regression = regressionOf(context, group), spent = survey.consumption!;
  if (se !== 'design') throw new SurveyProblem('option', {}, `the poverty-weighted logit has design standard errors, not ${se}`);
  const poor = spent.map((c) => (c < line ? 1 : 0)), weight = survey.weight.map((w, i) => w * (1 + Math.max(0, (line - spent[i]!) / line)));
  const count = group.rows.reduce((sum, i) => sum + poor[i]!, 0);
  if (count === 0) throw new SurveyProblem('no-poor', { stratum: group.name }, 'no household is poor');
  if (count === group.rows.length) throw new SurveyProblem('all-poor', { stratum: group.name }, 'every household is poor');
  refuseSeparation(regression, group, poor);
  const fit = inStratum(group, () => logitFit({ ...regression, weight, response: poor }));
  enough(group, fit.columns.length);
  const covariance = inStratum(group, () => designCovariance({ rows: regression.rows, columns: fit.columns, inverse: fit.inverse, pull: fit.pull }, sample));
  return {
    stratum: group.name, n: group.rows.length, k: fit.columns.length, ...NO_FIT, df: covariance.df, selected: termsWith(design, fit.columns), dropped: named(design, fit.dropped),
    coefficients: coefficientsOf(design, fit.columns, fit.estimates, covariance),
  };
}

/** A level that only the poor or only the others have drives its coefficient to infinity. @throws SurveyProblem with its column */
function refuseSeparation({ rows }: Regression, group: Group, poor: Float64Array): void {
  const dense = rows.dense(), { n } = rows;
  for (const [c, { name, level }] of rows.design.columns.entries()) {
    if (level < 0) continue;
    let having = 0, havingPoor = 0;
    for (let i = 0; i < n; i++) if (dense[(c + 1) * n + i] === 1) { having++; havingPoor += poor[group.rows[i]!]!; }
    const place = { column: name, stratum: group.name };
    if (having > 0 && havingPoor === 0) throw new SurveyProblem('no-poor', place, 'no household with it is poor, so its coefficient has no finite value; join it to another level, or fit with fewer groups');
    if (having > 0 && havingPoor === having) throw new SurveyProblem('all-poor', place, 'every household with it is poor, so its coefficient has no finite value; join it to another level, or fit with fewer groups');
  }
}

/** Lasso of ln consumption on standardised columns; without a penalty given, the one that predicts best on clusters it was not fitted on. */
export function lassoEquation(context: FitContext, group: Group, options: FitOptions): Equation {
  const { design } = context, regression = regressionOf(context, group), problem = lassoProblem(regression);
  const lambda = options.lambda ?? bestPenalty(context, group, options);
  if (!(lambda >= 0)) throw new SurveyProblem('option', {}, `lambda is ${lambda}; it must not be negative`);
  const { columns, estimates } = unstandardised(problem, lassoCoefficients(problem, lambda));
  return { stratum: group.name, n: group.rows.length, k: columns.length, ...NO_FIT, selected: termsWith(design, columns), dropped: named(design, problem.dropped), coefficients: coefficientsOf(design, columns, estimates, null), lambda };
}

const PENALTIES = 60, LEAST_PENALTY_SHARE = 1e-3;
/** To choose a penalty, coefficients need not be exact. */
const ROUGH = 1e-6;

/** Of a path of penalties, evenly spaced in logarithms, the one with the least weighted squared error over the folds left out. */
function bestPenalty(context: FitContext, group: Group, { folds = 5, seed = 2002 }: FitOptions): number {
  const whole = lassoProblem(regressionOf(context, group)), largest = largestPenalty(whole);
  const path = Array.from({ length: PENALTIES }, (_, at) => largest * LEAST_PENALTY_SHARE ** (at / (PENALTIES - 1)));
  const codes = foldCodes(context.survey, folds, seed), errors = new Float64Array(PENALTIES);
  for (let fold = 0; fold < codes.count; fold++) {
    const part = (inside: boolean): Group => ({ name: group.name, rows: group.rows.filter((i) => (codes.of[i] === fold) === inside) });
    const fitted = regressionOf(context, part(false)), held = regressionOf(context, part(true)), n = held.rows.n;
    if (n === 0 || fitted.rows.n === 0) continue;
    const problem = lassoProblem(fitted), dense = held.rows.dense();
    let b: Float64Array | undefined;
    for (const [at, lambda] of path.entries()) {
      b = lassoCoefficients(problem, lambda, b, ROUGH);
      const { columns, estimates } = unstandardised(problem, b);
      for (let i = 0; i < n; i++) {
        let predicted = 0;
        for (const [c, column] of columns.entries()) predicted += estimates[c]! * dense[column * n + i]!;
        const household = held.rows.rows[i]!;
        errors[at] = errors[at]! + held.weight[household]! * (held.response[household]! - predicted) ** 2;
      }
    }
  }
  return path[errors.indexOf(Math.min(...errors))]!;
}
