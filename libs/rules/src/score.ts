import type { Answer, Score, ScoreContribution } from '@hearth/contracts';
import { type Scorecard, type ScoreLevel, type ScoreVariable, WEIGHT_ONE } from './document.ts';
import { valueOf } from './expressions.ts';
import { fraction, type Fraction } from './fraction.ts';
import type { Subject } from './subjects.ts';

/** The points of a household, variable by variable. `sum` is null as soon as one answer is not known; `score` shows what is. */
export interface Scored { readonly sum: Fraction | null; readonly score: Score; readonly unknown: readonly string[] }

export function scoreOf({ variables }: Scorecard, household: Subject): Scored {
  const answered = variables.map((variable) => contribution(variable, answerOf(variable, household)));
  const unknown = answered.filter(({ known }) => !known).map(({ contributed }) => contributed.variable);
  const points = answered.reduce((sum, { contributed }) => sum + contributed.points, 0);
  return {
    sum: unknown.length > 0 ? null : fraction(points), unknown,
    score: { points, threshold: WEIGHT_ONE * variables.length, contributions: answered.map(({ contributed }) => contributed) },
  };
}

/** What the scorecard makes of answers by name, counted ones among them: a score that was recorded, reckoned again. Null = an answer is missing. */
export function pointsOf({ variables }: Scorecard, answers: ReadonlyMap<string, Answer>): { readonly points: number | null; readonly threshold: number } {
  const answered = variables.map((variable) => contribution(variable, answers.get(variable.variable) ?? null));
  const known = answered.every((one) => one.known);
  return { points: known ? answered.reduce((sum, { contributed }) => sum + contributed.points, 0) : null, threshold: WEIGHT_ONE * variables.length };
}

/** An answer that the scorecard has no weight for is as good as none. */
function contribution(variable: ScoreVariable, answer: Answer): { readonly known: boolean; readonly contributed: ScoreContribution } {
  const level = answer === null ? undefined : variable.levels.find((one) => isFor(one, answer));
  return { known: level !== undefined, contributed: { variable: variable.variable, answer, points: level?.weight ?? 0 } };
}

function answerOf({ variable, count }: ScoreVariable, household: Subject): Answer {
  if (count === null) {
    const answer = household.word(`answer.${variable}`);
    return typeof answer === 'boolean' ? null : answer;
  }
  const counted = valueOf(count, household);
  return counted && Number(counted.n);
}

function isFor({ is, from, to }: ScoreLevel, answer: string | number): boolean {
  if (is.includes(answer)) return true;
  if (typeof answer !== 'number' || (from === null && to === null)) return false;
  return (from === null || answer >= from) && (to === null || answer <= to);
}
