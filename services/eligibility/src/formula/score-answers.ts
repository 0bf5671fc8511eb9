import type { Answer } from '@hearth/contracts';
import { explainScore, type Explanation, type Formula, type HouseholdAnswers } from '@hearth/targeting';
import type { FormulaSays } from './formula.ts';
import type { Members } from './household-members.ts';

/** A household as a formula may ask for it. */
export interface Asked { readonly urban: boolean | null; readonly members: Members | null; readonly answers: Readonly<Record<string, Answer>> }

/** The answers by the columns of the formula's map. Town or country, members and children are known from the register without asking, unless somebody answered them. */
export function answersFor({ map }: Formula, { urban, members, answers }: Asked): HouseholdAnswers {
  const known = [[map.urban, urban], [map.size, members?.size], [map.children, members?.children]] as const;
  return { ...answers, ...Object.fromEntries(known.filter(([column, value]) => column !== null && isMissing(answers[column]) && value !== null && value !== undefined)) };
}

/** Whether one of the formulas asks how many live in a household, or how many of them are children. */
export const asksForMembers = (formulas: readonly Formula[]): boolean => formulas.some(({ map, variables }) => variables.some(({ column }) => column === map.size || column === map.children));

export interface Explained extends Omit<Explanation, 'undecided'> { readonly missing: readonly string[] }

/** What the formula makes of the answers, with what every variable added; undecided, with the reasons, where something it needs is not known. */
export function explainAnswers(formula: Formula, answers: HouseholdAnswers): Explained {
  const { undecided, ...explanation } = explainScore(formula, answers);
  const missing = [...new Set([...missingPlaces(formula, answers), ...undecided])];
  if (missing.length === 0 && explanation.score === null) missing.push(groupColumn(formula) ?? formula.method);
  return missing.length === 0 ? { ...explanation, missing } : { ...explanation, score: null, predicted: null, eligible: null, missing };
}

export function scoreAnswers(formula: Formula, answers: HouseholdAnswers): FormulaSays {
  const { score, predicted, eligible, missing } = explainAnswers(formula, answers);
  return { score, predicted, eligible, missing };
}

/** Columns besides the variables that the formula cannot do without: which of its equations holds, and which questions are asked in town or country alone. */
export function placeColumns(formula: Formula): readonly string[] {
  const { map, variables, by } = formula;
  const urban = by === 'urban' || variables.some(({ only }) => only !== null) ? map.urban : null;
  return [urban, by === 'stratum' ? groupColumn(formula) : null].filter((column) => column !== null);
}

/** Of the answers those that the formula asks for, as they are kept with its score. */
export function answersAsked(formula: Formula, answers: HouseholdAnswers): Readonly<Record<string, Answer>> {
  const columns = new Set([...formula.variables.map(({ column }) => column), ...placeColumns(formula)]);
  return Object.fromEntries(Object.entries(answers).flatMap(([column, answer]): [string, Answer][] => (columns.has(column) ? [[column, typeof answer === 'boolean' ? Number(answer) : answer]] : [])));
}

const missingPlaces = (formula: Formula, answers: HouseholdAnswers): string[] => placeColumns(formula).filter((column) => isMissing(answers[column]));

const groupColumn = ({ map, by, equations }: Formula): string | null => (by === 'none' || (equations.length === 1 && equations[0]?.stratum === 'all') ? null : by === 'urban' ? map.urban : map.stratum);

export const isMissing = (answer: HouseholdAnswers[string] | undefined): boolean => answer === undefined || answer === null || answer === '';
