import type { RuleSetDocument, ScorecardVariable } from '../../api/eligibility.ts';
import type { Text3 } from '../../i18n/words.ts';

export interface Question { readonly variable: string; readonly title: Text3; /** Codes to choose from; none where a number is asked. */ readonly options: readonly string[] }

const optionsOf = ({ levels }: ScorecardVariable): string[] => levels.flatMap((level) => level.is ?? []).filter((value): value is string => typeof value === 'string');

export const isNumeric = (question: Question): boolean => question.options.length === 0;

/** What the family is asked for a score; what the household itself tells (its number of children) is not asked. */
export const questionsOf = (ruleSet: RuleSetDocument | undefined): Question[] =>
  (ruleSet?.eligibility?.scorecard?.variables ?? []).filter((variable) => variable.of === undefined).map((variable) => ({ variable: variable.variable, title: variable.title, options: optionsOf(variable) }));

/** Answers as the registry keeps them: codes as text, counts as numbers, what was not answered left out. */
export function answersOf(questions: readonly Question[], typed: Readonly<Record<string, string>>): Record<string, string | number> {
  return Object.fromEntries(questions.flatMap((question): [string, string | number][] => {
    const text = (typed[question.variable] ?? '').normalize('NFKC').trim();
    if (text === '') return [];
    if (!isNumeric(question)) return [[question.variable, text]];
    return /^\d{1,6}$/u.test(text) ? [[question.variable, Number(text)]] : [];
  }));
}
