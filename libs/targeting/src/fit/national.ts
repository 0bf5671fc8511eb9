import type { Design } from '../design/design.ts';
import { DesignRows } from '../design/design-rows.ts';
import type { Equation, Loading, TreeNode } from '../formula/formula.ts';
import { boostedTrees, SMALL_BOOSTING } from '../methods/boosting.ts';
import { forEachRow } from '../linear/least-squares.ts';
import { principalComponent } from '../methods/principal-component.ts';
import { SurveyProblem } from '../problems.ts';
import { weightedQuantile } from '../quantile.ts';
import { columnName, type FitContext } from './estimate.ts';
import { groupsOf } from './groups.ts';
import type { FitOptions } from './options.ts';

/** The first principal component of every column that some stratum's equation selected, over all households; selected is the given share at the bottom. */
export function componentOf({ survey }: FitContext, design: Design, equations: readonly Equation[], share: number): { loadings: readonly Loading[]; dropped: readonly string[]; cutoff: number } {
  const selected = new Set(equations.flatMap(({ coefficients }) => coefficients.map(({ name }) => name)));
  const columns = design.columns.flatMap(({ name }, c) => (selected.has(name) ? [c + 1] : []));
  if (columns.length === 0) throw new SurveyProblem('no-variables', {}, 'no equation selected a variable, so there is nothing to make a principal component of');
  const rows = new DesignRows(design, survey, groupsOf(survey, 'none')[0]!.rows);
  const { loadings, dropped } = principalComponent(rows, columns, survey.weight, survey.logConsumption!);
  const kept = columns.filter((column) => !dropped.includes(column)), scores = new Float64Array(survey.n);
  const { constant, slopes } = componentLine(loadings);
  forEachRow(rows, kept, (household, x) => {
    let score = constant;
    for (let c = 0; c < x.length; c++) score += slopes[c]! * x[c]!;
    scores[household] = score;
  });
  return { loadings, dropped: dropped.map((column) => columnName(design, column)), cutoff: weightedQuantile(scores, survey.weight, share) };
}

/** The component's score as a line in the columns as they are: Σ loading (x − mean)/sd. */
export function componentLine(loadings: readonly Loading[]): { constant: number; slopes: readonly number[] } {
  return { constant: -loadings.reduce((sum, { loading, mean, sd }) => sum + (loading * mean) / sd, 0), slopes: loadings.map(({ loading, sd }) => loading / sd) };
}

/** Boosted trees of ln consumption on all columns but powers, which a tree does not need. */
export function treesOf({ survey, design }: FitContext, { boosting = SMALL_BOOSTING }: FitOptions): readonly (readonly TreeNode[])[] {
  const rows = new DesignRows(design, survey, groupsOf(survey, 'none')[0]!.rows), dense = rows.dense();
  const used = design.columns.flatMap(({ power }, c) => (power <= 1 ? [c] : []));
  return boostedTrees(used.map((c) => design.columns[c]!.name), used.map((c) => dense.subarray((c + 1) * survey.n, (c + 2) * survey.n)), survey.logConsumption!, survey.weight, boosting);
}
