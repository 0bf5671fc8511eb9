import type { Formula } from '../formula/formula.ts';
import { SurveyProblem } from '../problems.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import type { Role } from '../survey/household-fields.ts';
import { readSurvey, type Survey } from '../survey/survey.ts';
import { householdsAt } from '../survey/survey-columns.ts';
import { ascending, budgetShares, eligibleShares } from './population.ts';
import { groupingRoles, inDomain, readTogether, scoreAll } from './score-survey.ts';

/** A survey's evaluated households in memory with one formula's scores and selection: what the profiles, maps and scatters are made of. */
export interface Judged { readonly survey: Survey; readonly formula: Formula; readonly line: number; readonly scores: Float64Array; /** Share of each household that is selected, 0–1. */ readonly shares: Float64Array }

/** @param budget as in `CompareOptions`, in households */
export async function judgeSurvey(path: string, map: ColumnMap, formula: Formula, line: number, budget: number | 'poor' | null): Promise<Judged> {
  return (await judgeFormulas(path, map, [{ formula, budget }], line))[0]!;
}

/** Several formulas on the same households: those that each of them can decide. The survey is read once. */
export async function judgeFormulas(path: string, map: ColumnMap, wanted: readonly { readonly formula: Formula; readonly budget: number | 'poor' | null }[], line: number): Promise<Judged[]> {
  const formulas = wanted.map(({ formula }) => formula), together = readTogether(formulas);
  const roles: Role[] = ['household', 'weight', 'consumption', 'children', 'area', 'beneficiary', ...groupingRoles(formulas, map)];
  const all = await readSurvey(path, map, { roles: new Set(roles), variables: together.variables }), scored = scoreAll(together, all);
  const places = Int32Array.from({ length: all.n }, (_, i) => i).filter((i) => inDomain(all, i) && scored.every((one) => !Number.isNaN(one[i])));
  if (places.length === 0) throw new SurveyProblem('no-households', {}, 'no household is left to evaluate');
  const survey = householdsAt(all, places), poor = survey.weight.reduce((sum, w, i) => (survey.consumption![i]! < line ? sum + w : sum), 0);
  return wanted.map(({ formula, budget }, f) => {
    const scores = Float64Array.from(places, (i) => scored[f]![i]!), goal = budget === 'poor' ? poor : budget;
    if (budget === 'poor' && poor === 0) throw new SurveyProblem('no-poor', {}, `no household evaluated is below the line of ${line}`);
    if (goal !== null && !(goal > 0)) throw new SurveyProblem('option', {}, `the budget is ${goal}; it must be above 0`);
    const shares = goal === null ? eligibleShares(formula, scores) : budgetShares(ascending(scores, formula.eligibility.poorest === 'lowest' ? 1 : -1), scores, survey.weight, goal);
    return { survey: { ...survey, variables: together.at[f]!.map((place) => survey.variables[place]!) }, formula, line, scores, shares };
  });
}
