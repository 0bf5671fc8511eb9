import type { Formula } from '../formula/formula.ts';
import type { VariableMap } from '../survey/column-map.ts';
import { SurveyProblem } from '../problems.ts';

/** A programme to simulate: who gets what, under which conditions, up to which cost. */
export interface Programme {
  /** Null = everybody who meets the conditions. */
  readonly formula: Formula | null;
  /** A month, in the survey's currency. */
  readonly amount: number;
  readonly per: 'child' | 'household';
  /** Column with the number of children within the programme's age limits; null = the map's children. */
  readonly childrenColumn: string | null;
  /** All must hold: the column's answer is one of these. */
  readonly conditions: readonly { readonly column: string; readonly oneOf: readonly string[] }[];
  /** Most that a month may cost; the poorest by the formula come first. Null = no cap. */
  readonly cap: number | null;
}

/** The columns a programme asks for besides its formula's. */
export function programmeColumns({ childrenColumn, conditions }: Programme): VariableMap[] {
  const plain = { base: null, powers: [], only: null };
  return [...(childrenColumn === null ? [] : [{ column: childrenColumn, kind: 'numeric' as const, ...plain }]), ...conditions.map(({ column }) => ({ column, kind: 'category' as const, ...plain }))];
}

/** @throws SurveyProblem when a programme cannot be simulated. */
export function checkProgramme({ amount, cap, formula }: Programme): void {
  if (!(amount > 0)) throw new SurveyProblem('option', {}, `the amount is ${amount}; it must be above 0`);
  if (cap !== null && !(cap > 0)) throw new SurveyProblem('option', {}, `the cap is ${cap}; it must be above 0`);
  if (cap !== null && formula === null) throw new SurveyProblem('option', {}, 'a cap needs a formula, which says who comes first');
}
