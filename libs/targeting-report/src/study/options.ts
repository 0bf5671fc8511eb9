import { type ColumnMap, SurveyProblem } from '@hearth/targeting';
import { AREA_KEYS, type StudyOptions } from './result.ts';

export const SEED = 2002;
/** Brackets around the line that a report shows, as shares of it. */
export const BRACKETS = [0.1, 0.2, 0.3] as const;

/** Fills in what a caller left open. @throws SurveyProblem no-line when neither the options nor the map have a line */
export function studyOptions(given: Partial<StudyOptions>, map: ColumnMap): StudyOptions {
  const line = given.line ?? map.line;
  if (line === null || !(line > 0)) throw new SurveyProblem('no-line', {}, 'no poverty line: neither the column map nor the study has one');
  return {
    line, extremeLine: given.extremeLine ?? map.extremeLine, budget: given.budget === undefined ? 'poor' : given.budget, unit: given.unit ?? 'household', amount: given.amount ?? 3000, bottom: given.bottom ?? 0.2,
    brackets: given.brackets ?? BRACKETS, replicates: given.replicates ?? 0, seed: given.seed ?? SEED, programme: given.programme ?? null,
  };
}

/** @throws SurveyProblem option when two formulas have one name, or one that means something else in a table */
export function checkNames(names: readonly string[]): void {
  if (names.length === 0) throw new SurveyProblem('option', {}, 'a study needs a formula');
  const wrong = names.find((name, at) => name === '' || name === '__proto__' || names.indexOf(name) !== at || AREA_KEYS.some((key) => key === name));
  if (wrong !== undefined) throw new SurveyProblem('option', {}, `formulas are called ${names.join(', ')}; each needs a name of its own, and none may be ${AREA_KEYS.join(', ')}`);
}
