import type { DesignVariable } from '../design/design.ts';
import type { LevelWeight } from '../formula/formula.ts';
import { SurveyProblem } from '../problems.ts';
import type { Survey } from '../survey/survey.ts';
import { groupsOf } from '../fit/groups.ts';

/** Weights are stored as whole numbers of this part. */
export const PRR_UNIT = 10_000;
/** A numeric variable with more distinct values than this has no characteristics to count; it is dropped and named. */
export const MOST_VALUES = 20;

export interface PrrFit { readonly weights: readonly LevelWeight[]; readonly variables: readonly DesignVariable[]; readonly dropped: readonly string[] }

/** The distinct values of a numeric variable as levels, smallest first; undefined when there are too many. */
function valuesAsLevels(values: Float64Array, rows: readonly number[]): string[] | undefined {
  const distinct = new Set<number>();
  for (const i of rows) if (distinct.add(values[i]!).size > MOST_VALUES) return undefined;
  return [...distinct].toSorted((a, b) => a - b).map(String);
}

/**
 * Poverty risk ratio: weight of a characteristic = its share among the poor / its share in the population, over the households that are asked.
 * So the weighted mean of a variable's ratios over those households is exactly 1.
 * Source: M. C. Araujo (2006), World Bank Working Paper on Mongolia 2006-1, section 4. @throws SurveyProblem when no household asked is poor.
 */
export function prrWeights(survey: Survey, variables: readonly DesignVariable[], line: number): PrrFit {
  const weights: LevelWeight[] = [], kept: DesignVariable[] = [], dropped: string[] = [];
  for (const [v, variable] of variables.entries()) {
    const answers = survey.variables[v]!, asked = askedRows(survey, variable);
    const levels = answers.kind === 'category' ? variable.levels : valuesAsLevels(answers.values, asked);
    if (!levels) {
      dropped.push(variable.name);
      continue;
    }
    const place = new Map(levels.map((level, at) => [level, at]));
    const levelOf = (i: number): number => place.get(answers.kind === 'category' ? answers.levels[answers.codes[i]!]! : String(answers.values[i]))!;
    kept.push({ ...variable, levels });
    weights.push(...Array.from(ratios(survey, asked, levels.length, levelOf, line, variable.only ?? 'all'), (ratio, at) => ({ variable: variable.name, level: levels[at]!, weight: Math.round(ratio * PRR_UNIT), ratio })));
  }
  return { weights, variables: kept, dropped };
}

function askedRows({ n, urban }: Survey, { only }: DesignVariable): number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  return only === null ? all : all.filter((i) => urban![i] === (only === 'urban' ? 1 : 0));
}

function ratios({ weight, consumption }: Survey, rows: readonly number[], levels: number, levelOf: (i: number) => number, line: number, asked: string): Float64Array {
  const people = new Float64Array(levels), poor = new Float64Array(levels);
  let all = 0, allPoor = 0;
  for (const i of rows) {
    const level = levelOf(i), w = weight[i]!;
    people[level] = people[level]! + w;
    all += w;
    if (consumption![i]! >= line) continue;
    poor[level] = poor[level]! + w;
    allPoor += w;
  }
  if (allPoor === 0) throw new SurveyProblem('no-poor', { stratum: asked }, 'no household is poor, so nothing is known of what the poor are like');
  return people.map((share, level) => (poor[level]! / allPoor) / (share / all));
}

/** Strata in which no household is below the line, by name. */
export function strataWithoutPoor(survey: Survey, line: number): string[] {
  return groupsOf(survey, 'stratum').filter(({ rows }) => !rows.some((i) => survey.consumption![i]! < line)).map(({ name }) => name);
}
