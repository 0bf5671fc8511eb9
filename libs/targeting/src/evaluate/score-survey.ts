import type { Formula } from '../formula/formula.ts';
import { Scorer } from '../formula/scorer.ts';
import { SurveyProblem } from '../problems.ts';
import type { ColumnMap, VariableMap } from '../survey/column-map.ts';
import type { Role } from '../survey/household-fields.ts';
import { HouseholdReader, type Households } from '../survey/household-reader.ts';
import type { LeftOut } from '../survey/left-out.ts';
import { ScoreStore } from './score-store.ts';

/** Formulas over one list of variables, each variable read once. */
export interface ReadTogether { readonly scorers: readonly Scorer[]; readonly variables: readonly VariableMap[]; /** For each formula, where its variables are in the list. */ readonly at: readonly (readonly number[])[] }

export function readTogether(formulas: readonly Formula[]): ReadTogether {
  const variables: VariableMap[] = [], places = new Map<string, number>();
  const at = formulas.map((formula) => formula.variables.map((variable) => {
    const key = JSON.stringify([variable.column, variable.kind, variable.only]), known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, variables.push(variable) - 1);
    return variables.length - 1;
  }));
  return { scorers: formulas.map((formula) => new Scorer(formula)), variables, at };
}

/** Where a formula's variables are in a list that has them all. */
export const variablePlaces = (formula: Formula, variables: readonly VariableMap[]): number[] => formula.variables.map(({ column, only }) => variables.findIndex((one) => one.column === column && one.only === only));

/** The roles that formulas' equations are chosen by. */
export const groupingRoles = (formulas: readonly Formula[], map: ColumnMap): Role[] => [...new Set(formulas.flatMap(({ by, variables }): Role[] => [...(by === 'stratum' && map.stratum !== null ? ['stratum' as const] : []), ...(by === 'urban' || variables.some(({ only }) => only) ? ['urban' as const] : [])]))];

export const scoreAll = ({ scorers, at }: Pick<ReadTogether, 'scorers' | 'at'>, households: Households): Float64Array[] => scorers.map((scorer, f) => scorer.score(households, at[f]));

/** Households that are evaluated: those with a child, where the survey says how many there are. */
export const inDomain = ({ children }: Households, i: number): boolean => children === null || children[i]! > 0;

export interface ScoredSurvey { readonly store: ScoreStore; readonly leftOut: LeftOut; readonly rowsRead: number; /** Households that some formula could not decide; they are left out of the tables. */ readonly undecided: number; readonly sha256: string }

/**
 * Scores a survey by every formula while it is read, and keeps what the tables need. The caller closes the store.
 * @param roles needed besides weight, consumption and children: `size` to count persons
 */
export async function scoreSurvey(path: string, map: ColumnMap, formulas: readonly Formula[], roles: readonly Role[] = [], progress: (rows: number) => void = () => undefined): Promise<ScoredSurvey> {
  const together = readTogether(formulas);
  const reader = await HouseholdReader.open(path, map, { roles: new Set<Role>(['weight', 'consumption', 'children', ...roles, ...groupingRoles(formulas, map)]), variables: together.variables });
  const store = new ScoreStore(formulas.length);
  let undecided = 0, read = 0;
  try {
    for await (const batch of reader.batches()) {
      const scores = scoreAll(together, batch);
      for (let i = 0; i < batch.n; i++) {
        if (batch.complete[i] === 0 || !inDomain(batch, i)) continue;
        if (scores.some((one) => Number.isNaN(one[i]))) undecided++;
        else store.add(batch.weight[i]!, batch.consumption![i]!, batch.children?.[i] ?? 1, batch.size?.[i] ?? 1, scores, i);
      }
      progress(read += batch.n);
    }
  } catch (error) {
    store.close();
    throw error;
  }
  if (store.households > 0) return { store, leftOut: reader.leftOut, rowsRead: reader.rowsRead, undecided, sha256: reader.sha256 };
  store.close();
  throw new SurveyProblem('no-households', {}, `no household is left to evaluate; ${reader.leftOut.rows} of ${reader.rowsRead} rows lack a needed value or have weight 0, ${undecided} could not be decided, others have no child`);
}
