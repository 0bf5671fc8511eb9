import { designOf, designVariables, type Design, type DesignVariable } from '../design/design.ts';
import type { Eligibility, Equation, FormulaBody, LevelWeight, Loading, TreeNode } from '../formula/formula.ts';
import { sealed } from '../formula/seal.ts';
import type { Formula } from '../formula/formula.ts';
import { sampleDesign } from '../linear/design-covariance.ts';
import { PAPER_STEPWISE } from '../linear/stepwise.ts';
import { olsEquation, stepwiseEquation } from '../methods/linear.ts';
import { prrWeights, strataWithoutPoor } from '../methods/prr.ts';
import { SurveyProblem } from '../problems.ts';
import type { Survey } from '../survey/survey.ts';
import { lassoEquation, logitEquation, quantileEquation } from './beyond-paper.ts';
import { componentOf, treesOf } from './national.ts';
import type { FitContext } from './estimate.ts';
import { groupsOf } from './groups.ts';
import type { FitOptions } from './options.ts';

/** Who fits, when, and on what file. */
export interface FitNotes { readonly file: string; readonly author: string; readonly fittedOn: string }

type Parts = Pick<FormulaBody, 'eligibility'> & Partial<Pick<FormulaBody, 'equations' | 'weights' | 'loadings' | 'trees' | 'dropped' | 'variables' | 'warnings'>>;

/**
 * Fits a formula to a survey by one of eight methods. The survey must have been read with `fitNeeds(map, options)`.
 * @throws SurveyProblem naming row, column or stratum where the input allows no formula
 */
export function fitFormula(survey: Survey, options: FitOptions, notes: FitNotes): Formula {
  const { map } = survey, by = options.by ?? 'stratum', se = options.se ?? (options.method === 'logit' || map.cluster !== null || map.stratum !== null ? 'design' : 'classic');
  if (map.variables.length === 0) throw new SurveyProblem('no-variables', {}, 'the column map names no variables');
  const variables = designVariables(map.variables, survey), design = designOf(variables);
  const context: FitContext = { survey, design, se, sample: sampleDesign(survey) };
  const parts = fitParts(context, { ...options, by });
  const hasErrors = parts.equations?.some(({ coefficients }) => coefficients.some((one) => one.se !== null)) ?? false;
  return sealed({
    method: options.method, se: hasErrors ? se : null, dropped: [], equations: [], weights: [], loadings: [], trees: [],
    by: options.method === 'prr' || options.method === 'pc' || options.method === 'gbm' ? 'none' : by, map, ...parts, variables: asked(parts.variables ?? variables, parts),
    warnings: [...(parts.warnings ?? []), ...warningsOf(survey, context, parts)],
    provenance: {
      survey: { file: notes.file, sha256: survey.sha256, rows: survey.rowsRead, households: survey.n, leftOut: survey.leftOut },
      options: optionsTaken(options, by), fittedOn: notes.fittedOn, author: notes.author,
    },
  });
}

/** The variables that have a part in the score: nobody need be asked for the others. */
function asked(variables: readonly DesignVariable[], { equations = [], weights = [], loadings = [], trees = [] }: Parts): DesignVariable[] {
  const names = [...(loadings.length > 0 ? loadings : equations.flatMap(({ coefficients }) => coefficients)).map(({ name }) => name), ...trees.flatMap((tree) => tree.flatMap(({ column }) => column ?? []))];
  const used = new Set(names), inScore = new Set(designOf(variables).columns.flatMap(({ name, variable }) => (used.has(name) ? [variable] : [])));
  return variables.filter(({ name }, v) => inScore.has(v) || weights.some(({ variable }) => variable === name));
}

function optionsTaken({ method, tau, lambda, folds, seed, share, stepwise, boosting }: FitOptions, by: string): Record<string, string | number | null> {
  const taken: Record<string, string | number | null | undefined> = {
    by, tau: method === 'quantile' ? (tau ?? 0.5) : undefined, lambda: method === 'lasso' ? (lambda ?? null) : undefined, folds, seed,
    share: method === 'pc' ? (share ?? 0.4) : undefined, remove: stepwise?.remove, enter: stepwise?.enter, trees: boosting?.trees, depth: boosting?.depth, rate: boosting?.rate,
  };
  return Object.fromEntries(Object.entries(taken).filter((one): one is [string, string | number | null] => one[1] !== undefined));
}

function fitParts(context: FitContext, options: FitOptions & { by: NonNullable<FitOptions['by']> }): Parts {
  const { survey, design } = context;
  const each = (equation: (group: ReturnType<typeof groupsOf>[number]) => Equation): Parts => {
    const equations = groupsOf(survey, options.by).map(equation);
    return { equations, dropped: [...new Set(equations.flatMap(({ dropped }) => dropped))], eligibility: belowLine(survey) };
  };
  const stepwise = options.stepwise ?? PAPER_STEPWISE;
  switch (options.method) {
    case 'ols': return each((group) => olsEquation(context, group));
    case 'stepwise': return each((group) => stepwiseEquation(context, group, stepwise));
    case 'quantile': return each((group) => quantileEquation(context, group, options.tau ?? 0.5));
    case 'lasso': return each((group) => lassoEquation(context, group, options));
    case 'logit': return { ...each((group) => logitEquation(context, group, lineOf(survey))), eligibility: { poorest: 'highest', when: 'above', cutoff: 0.5 } };
    case 'prr': return { ...prrParts(context), eligibility: { poorest: 'highest', when: 'above', cutoff: 1 } };
    case 'pc': return pcParts(context, design, stepwise, options.share ?? 0.4);
    case 'gbm': return { trees: treesOf(context, options), eligibility: belowLine(survey) };
  }
}

function lineOf({ map }: Survey): number {
  if (map.line === null) throw new SurveyProblem('no-line', {}, 'column map, line: is needed to say who is poor');
  return map.line;
}

/** Predicted poor: Xb < ln z, without a correction for retransformation. */
const belowLine = ({ map }: Survey): Eligibility => ({ poorest: 'lowest', when: 'below', cutoff: map.line === null ? null : Math.log(map.line) });

function prrParts({ survey, design }: FitContext): { weights: readonly LevelWeight[]; variables: FormulaBody['variables']; dropped: readonly string[] } {
  const fit = prrWeights(survey, design.variables, lineOf(survey));
  if (fit.variables.length === 0) throw new SurveyProblem('no-variables', {}, `no variable has characteristics to count; numeric with more than 20 values: ${fit.dropped.join(', ')}`);
  return fit;
}

function pcParts(context: FitContext, design: Design, stepwise: typeof PAPER_STEPWISE, share: number): Parts {
  const equations = groupsOf(context.survey, 'stratum').map((group) => stepwiseEquation(context, group, stepwise));
  const { loadings, dropped, cutoff }: { loadings: readonly Loading[]; dropped: readonly string[]; cutoff: number } = componentOf(context, design, equations, share);
  return { equations, loadings, dropped, eligibility: { poorest: 'lowest', when: 'at-or-below', cutoff } };
}

function warningsOf(survey: Survey, { sample, design }: FitContext, { equations = [], trees = [] }: Parts & { trees?: readonly (readonly TreeNode[])[] }): string[] {
  const { map } = survey, found: string[] = [];
  for (const { column, kind, base, levels } of design.variables) if (kind === 'category' && base !== null && !levels.includes(base)) found.push(`column ${column}: no household has the declared base ${base}`);
  if (map.line !== null) for (const name of strataWithoutPoor(survey, map.line)) found.push(`stratum ${name}: no household is poor`);
  for (const [h, count] of sample.psus.entries()) if (count === 1) found.push(`stratum ${sample.strata[h]}: one primary sampling unit only`);
  for (const { stratum, dropped, df, cycled, unique } of equations) {
    if (dropped.length > 0) found.push(`stratum ${stratum}: dropped, as they are constant or depend on earlier columns: ${dropped.join(', ')}`);
    if (df !== null && df <= 0) found.push(`stratum ${stratum}: ${df} degrees of freedom, so there are no p-values`);
    if (unique === false) found.push(`stratum ${stratum}: the quantile plane may not be the only one with the least deviations, so other programs may give another`);
    if (cycled) found.push(`stratum ${stratum}: the stepwise search came back to a set it had seen and was stopped there`);
  }
  if (map.line === null && (equations.length > 0 || trees.length > 0)) found.push('the column map has no line: scores are ranked, but no household is called eligible');
  return found;
}
