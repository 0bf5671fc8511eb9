import { designOf } from '../design/design.ts';
import { FLAGS, type Answers, type Households } from '../survey/household-reader.ts';
import { partOf } from './additive.ts';
import type { Formula } from './formula.ts';
import { Scorer } from './scorer.ts';
import { treeMoves, unknownTo } from './tree-scores.ts';

/** A household's answers by column of the formula's map, `stratum` and `urban` columns included where the formula asks for them. */
export type HouseholdAnswers = Readonly<Record<string, string | number | boolean | null>>;

export interface Contribution {
  readonly variable: string;
  readonly answer: string | number | null;
  /** What the answer adds: to ln consumption, to the component, to the log odds, or points of 10⁻⁴ (PRR). */
  readonly contribution: number;
}

export interface Explanation {
  /** Null = undecided. */
  readonly score: number | null;
  readonly predicted: number | null;
  readonly eligible: boolean | null;
  /** The equation that was used. */
  readonly equation: string | null;
  readonly constant: number;
  readonly contributions: readonly Contribution[];
  /** Variables whose answer is missing or unknown to the formula; while there is one, the score is undecided. */
  readonly undecided: readonly string[];
}

const absent = (answer: HouseholdAnswers[string] | undefined): answer is null | undefined => answer === null || answer === undefined || answer === '';
/** 1 urban, 0 rural, −1 not known. */
const flag = (answer: HouseholdAnswers[string] | undefined): number => (absent(answer) ? -1 : (FLAGS.get(String(answer).toLowerCase()) ?? -1));

/** One household in columns, as the scorer takes it. */
function asHouseholds({ map, by, variables }: Formula, answers: HouseholdAnswers): Households {
  const urban = map.urban === null ? null : Int32Array.of(flag(answers[map.urban])), urbanCounts = by === 'urban' || variables.some(({ only }) => only);
  const stratum = map.stratum === null ? null : answers[map.stratum];
  const one = Float64Array.of(1);
  return {
    n: 1, row: one, household: null, weight: one, consumption: null, logConsumption: null, size: null, children: null, urban, beneficiary: null,
    stratum: map.stratum === null ? null : absent(stratum) ? { codes: Int32Array.of(-1), levels: [] } : { codes: Int32Array.of(0), levels: [String(stratum)] },
    cluster: null, area: null, fold: null, replicates: [], complete: Uint8Array.of(urbanCounts && urban?.[0] === -1 ? 0 : 1),
    variables: variables.map(({ column, kind, only }): Answers => {
      const notAsked = only !== null && urban![0] !== (only === 'urban' ? 1 : 0), answer = notAsked ? null : answers[column];
      if (kind === 'numeric') return { kind, values: Float64Array.of(notAsked ? 0 : absent(answer) ? Number.NaN : Number(answer)) };
      return absent(answer) ? { kind, codes: Int32Array.of(-1), levels: [] } : { kind, codes: Int32Array.of(0), levels: [String(answer)] };
    }),
  };
}

/** Scores one household and says what each variable added. The parts add up to what the score is made of. */
export function explainScore(formula: Formula, answers: HouseholdAnswers): Explanation {
  const scorer = new Scorer(formula), household = asHouseholds(formula, answers), at = formula.variables.map((_, v) => v);
  // Town or country not known: there is no equation for it where these differ, and no saying what it is asked.
  const placed = household.complete[0] === 1, equationAt = !placed && formula.by === 'urban' ? -1 : (scorer.equationOf(household)?.[0] ?? 0), { constant, added } = parts(scorer, household, at, equationAt);
  const score = scorer.score(household, at)[0]!;
  const byVariable = new Map<number, number>();
  for (const { variable, value } of added) byVariable.set(variable, (byVariable.get(variable) ?? 0) + value);
  const contributions = [...byVariable].map(([v, contribution]) => ({ variable: formula.variables[v]!.name, answer: answerOf(answers[formula.variables[v]!.column]), contribution }));
  const unplaced = [placed ? null : formula.map.urban, placed && equationAt < 0 ? formula.map.stratum : null];
  const undecided = [...unplaced.filter((column) => column !== null), ...contributions.filter(({ contribution }) => Number.isNaN(contribution)).map(({ variable }) => variable)];
  return {
    score: Number.isNaN(score) ? null : score, predicted: scorer.predicted(score), eligible: scorer.eligible(score),
    equation: formula.equations[equationAt]?.stratum ?? null, constant, contributions: contributions.filter(({ contribution }) => !Number.isNaN(contribution)), undecided,
  };
}

const answerOf = (answer: HouseholdAnswers[string] | undefined): string | number | null => (absent(answer) ? null : typeof answer === 'boolean' ? String(answer) : answer);

function parts(scorer: Scorer, household: Households, at: readonly number[], equation: number): { constant: number; added: { variable: number; value: number }[] } {
  const { formula, additive: { constants, terms } } = scorer;
  if (formula.method === 'gbm') {
    const { start, moves } = treeMoves(formula, household, at, 0), { columns } = designOf(formula.variables);
    const missing = formula.variables.flatMap((variable, v) => (unknownTo(variable, household, at[v]!)(0) ? [v] : []));
    return { constant: start, added: [...[...moves].map(([name, value]) => ({ variable: columns.find((column) => column.name === name)!.variable, value })), ...missing.map((variable) => ({ variable, value: Number.NaN }))] };
  }
  if (equation < 0) return { constant: Number.NaN, added: [] };
  return { constant: constants[equation]!, added: terms.map((term) => ({ variable: term.variable, value: partOf(term, household, at[term.variable]!, 0, equation, constants.length) })) };
}
