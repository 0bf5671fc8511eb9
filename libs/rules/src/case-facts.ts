import type { Answer, Disability, IncomeKind, PropertyKind, Relation, Sex } from '@hearth/contracts';
import type { AreaCode, Day, Money } from '@hearth/kernel';

/** Where a figure comes from: settled by an officer, seen on the visit, confirmed by a department, declared by the family. */
export type Basis = 'settled' | 'visit' | 'confirmed' | 'declared';

/** A discrepancy nobody has settled: what was declared and what a department found. */
export interface OpenFigure { readonly declared: Money | null; readonly found: Money | null; readonly declaredCount: number | null; readonly foundCount: number | null }

export interface CaseIncome {
  readonly kind: IncomeKind;
  /** What it is more closely, such as scholarship or social-relief; null = nothing that a rule treats apart. */
  readonly nature: string | null;
  /** Net, of twelve months; null = not known. */
  readonly annual: Money | null;
  readonly basis: Basis;
  readonly open: OpenFigure | null;
}

export interface CaseProperty {
  readonly kind: PropertyKind;
  readonly value: Money | null;
  readonly count: number | null;
  readonly basis: Basis;
  readonly open: OpenFigure | null;
}

/** Costs that a rule set may deduct from income: employment, illness, disability … */
export interface CaseCost { readonly kind: string; readonly annual: Money | null }

export type CareGrade = 'able' | 'partly-lost' | 'fully-lost';

/** A person as rules see them; null = not known, an empty list = none. */
export interface CasePerson {
  readonly id: string;
  readonly relation: Relation | null;
  readonly birthDate: Day | null;
  readonly died: Day | null;
  /** Belongs to the household from this day; null = always. */
  readonly from: Day | null;
  /** The day the papers were filed; a fact of its own that no right depends on. */
  readonly registered?: Day | null;
  readonly sex: Sex | null;
  readonly disability: Disability | 'none' | null;
  readonly workCapacity: 'able' | 'partial' | 'none' | null;
  readonly student: boolean | null;
  readonly hukouKind: 'agricultural' | 'non-agricultural' | null;
  /** Stated circumstances by code, such as in-prison; null = asked but not known. */
  readonly circumstances: ReadonlyMap<string, boolean | null>;
  readonly care: CareGrade | null;
  readonly incomes: readonly CaseIncome[] | null;
  readonly properties: readonly CaseProperty[] | null;
  readonly costs: readonly CaseCost[];
}

/** Everything a rule set may look at, on one day. */
export interface CaseFacts {
  readonly asOf: Day;
  readonly area: AreaCode;
  readonly urban: boolean | null;
  readonly members: readonly CasePerson[] | null;
  /** People with a legal duty to support, outside the household. */
  readonly supporters: readonly CasePerson[] | null;
  /** Answers to the questionnaire of a scorecard. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** Figures the case brings itself, by name, instead of its area's: a worked example, a simulation. */
  readonly figures?: ReadonlyMap<string, Money>;
}

/** A person of whom nothing is known but that they are there. */
export const unknownPerson = (id: string): CasePerson => ({
  id, relation: null, birthDate: null, died: null, from: null, sex: null, disability: null, workCapacity: null, student: null, hukouKind: null,
  circumstances: new Map(), care: null, incomes: null, properties: null, costs: [],
});
