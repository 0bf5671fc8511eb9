import type { Formula, HouseholdAnswers, Scorer } from '@hearth/targeting';
import { isMissing, placeColumns } from '../formula/score-answers.ts';

type Households = Parameters<Scorer['score']>[0];
type Answers = Households['variables'][number];

const URBAN = new Set(['1', 'true', 'yes', 'urban']);

/** Scores of many households at once, NaN = undecided: the same as one after the other, some dozen times faster. */
export function scoresOf(scorer: Scorer, households: readonly HouseholdAnswers[]): Float64Array {
  return scorer.score(inColumns(scorer.formula, households));
}

function inColumns(formula: Formula, households: readonly HouseholdAnswers[]): Households {
  const { map, variables } = formula, n = households.length;
  const complete = new Uint8Array(n).fill(1), ones = new Float64Array(n).fill(1);
  for (const column of placeColumns(formula)) for (let i = 0; i < n; i++) if (isMissing(households[i]?.[column])) complete[i] = 0;
  const urbanColumn = map.urban, stratumColumn = map.stratum;
  const urban = urbanColumn === null ? null : Int32Array.from(households, (answers) => (URBAN.has(String(answers[urbanColumn]).toLowerCase()) ? 1 : 0));
  return {
    n, row: ones, household: null, weight: ones, consumption: null, logConsumption: null, size: null, children: null, urban, beneficiary: null,
    stratum: stratumColumn === null ? null : coded(households.map((answers) => answers[stratumColumn])),
    cluster: null, area: null, fold: null, replicates: [], complete,
    variables: variables.map((variable) => answersTo(variable, households, urban, complete)),
  };
}

/** A question asked in town or country alone adds nothing elsewhere; one that was asked and not answered leaves the household undecided. */
function answersTo({ column, kind, only }: Formula['variables'][number], households: readonly HouseholdAnswers[], urban: Int32Array | null, complete: Uint8Array): Answers {
  const isAsked = (i: number): boolean => only === null || urban?.[i] === (only === 'urban' ? 1 : 0);
  const answers = households.map((given, i) => (isAsked(i) ? given[column] : null));
  for (const [i, answer] of answers.entries()) if (isMissing(answer) && isAsked(i)) complete[i] = 0;
  if (kind === 'category') return { kind, ...coded(answers) };
  return { kind, values: Float64Array.from(answers, (answer, i) => (isMissing(answer) ? (isAsked(i) ? Number.NaN : 0) : Number(answer))) };
}

function coded(answers: readonly (HouseholdAnswers[string] | undefined)[]): { codes: Int32Array; levels: readonly string[] } {
  const places = new Map<string, number>();
  const codes = Int32Array.from(answers, (answer) => {
    if (isMissing(answer)) return -1;
    const level = String(answer), known = places.get(level);
    if (known !== undefined) return known;
    places.set(level, places.size);
    return places.size - 1;
  });
  return { codes, levels: [...places.keys()] };
}
