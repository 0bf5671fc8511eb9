import type { Equation } from '../formula/formula.ts';
import { enough, equationOf, regressionOf, type FitContext } from '../fit/estimate.ts';
import type { Group } from '../fit/groups.ts';
import { factorOf, solve } from '../linear/least-squares.ts';
import { stepwise, type StepwiseOptions } from '../linear/stepwise.ts';

/** Weighted least squares on ln consumption with every column. */
export function olsEquation(context: FitContext, group: Group): Equation {
  const regression = regressionOf(context, group);
  const fit = solve(factorOf(regression), Array.from({ length: regression.rows.width }, (_, column) => column), group.rows.length);
  enough(group, fit.k);
  return equationOf(context, group, regression, fit);
}

/** Stepwise selection by classic F tests, then least squares on what is left with the standard errors asked for. */
export function stepwiseEquation(context: FitContext, group: Group, options: StepwiseOptions): Equation {
  const regression = regressionOf(context, group), { terms } = context.design, n = group.rows.length;
  const factor = factorOf(regression), all = solve(factor, Array.from({ length: regression.rows.width }, (_, column) => column), n);
  enough(group, all.k);
  // What is dropped for the whole set of columns stays out, also when the columns it depends on have left.
  const candidates = terms.map(({ name, columns }) => ({ name, columns: columns.map((column) => column + 1).filter((column) => all.columns.includes(column)) })).filter(({ columns }) => columns.length > 0);
  const { selected, steps, cycled } = stepwise(factor, candidates, n, options);
  const fit = solve(factor, [0, ...selected.flatMap((position) => candidates[position]!.columns)], n);
  return { ...equationOf(context, group, regression, fit, all.dropped), steps, cycled };
}
