import type { Answer } from '@hearth/contracts';
import { ancestors, areaLevel } from '@hearth/kernel';

/** What happens to families that the formula before called eligible and this one does not: paid until their case is reviewed, or for so many months. */
export interface Transition { readonly losers: 'keep-until-review' | 'phase-out'; readonly months: number }

/** What a formula makes of a household; `eligible` null = undecided, `missing` names the answers that keep it so. */
export interface FormulaSays {
  readonly score: number | null;
  /** Consumption per head per month, where the formula predicts one. */
  readonly predicted: number | null;
  readonly eligible: boolean | null;
  readonly missing: readonly string[];
}

/** A real case as an officer knows it, beside what the formula makes of its answers. */
export interface Review {
  readonly review: string;
  /** A household of the register, or a case by the officer's own sign for it. */
  readonly household: string | null;
  readonly case: string | null;
  readonly region: string;
  readonly officerSays: 'poor' | 'not-poor';
  readonly answers: Readonly<Record<string, Answer>>;
  readonly formulaSays: FormulaSays;
  /** Null where the formula could not decide. */
  readonly agrees: boolean | null;
  readonly note: string;
  readonly by: string;
}

export interface Registered {
  readonly name: string;
  readonly method: string;
  readonly hash: string;
  /** As `hearth lab fit --json` prints it, hash included; never changed again. */
  readonly artefact: object;
  readonly note: string;
  /** The study it was fitted in. */
  readonly study: string | null;
  readonly by: string;
}

export type FormulaEvent =
  | { readonly type: 'FormulaRegistered'; readonly data: Registered }
  | { readonly type: 'FormulaReviewed'; readonly data: Review }
  | { readonly type: 'FormulaReviewClosed'; readonly data: { readonly regions: readonly string[]; readonly reviewers: readonly string[]; readonly agree: number; readonly differ: number; readonly undecided: number; readonly by: string } }
  | { readonly type: 'FormulaPilotStarted'; readonly data: { readonly areas: readonly string[]; readonly since: string; readonly note: string; readonly by: string } }
  | { readonly type: 'FormulaPutInForce'; readonly data: { readonly areas: readonly string[]; readonly from: string; readonly transition: Transition; readonly by: string }; readonly effectiveOn: string }
  | { readonly type: 'FormulaRetired'; readonly data: { readonly reason: string; readonly by: string } }
  | { readonly type: 'FormulaRejected'; readonly data: { readonly reason: string; readonly by: string } };

export type FormulaStatus = 'draft' | 'reviewed' | 'pilot' | 'in-force' | 'retired' | 'rejected';

export interface FormulaState {
  readonly status: FormulaStatus | 'none';
  readonly author: string;
  readonly artefact: object;
  readonly reviews: readonly Pick<Review, 'by' | 'region' | 'household' | 'case' | 'agrees'>[];
}

export const NO_FORMULA: FormulaState = { status: 'none', author: '', artefact: {}, reviews: [] };

export function evolveFormula(state: FormulaState, event: FormulaEvent): FormulaState {
  switch (event.type) {
    case 'FormulaRegistered': return { status: 'draft', author: event.data.by, artefact: event.data.artefact, reviews: [] };
    case 'FormulaReviewed': {
      const { by, region, household, case: sign, agrees } = event.data;
      return { ...state, reviews: [...state.reviews, { by, region, household, case: sign, agrees }] };
    }
    case 'FormulaReviewClosed': return { ...state, status: 'reviewed' };
    case 'FormulaPilotStarted': return { ...state, status: 'pilot' };
    case 'FormulaPutInForce': return { ...state, status: 'in-force' };
    case 'FormulaRetired': return { ...state, status: 'retired' };
    case 'FormulaRejected': return { ...state, status: 'rejected' };
  }
}

/** What counts as one region: a county in China, a soum or district in Mongolia; null for an area wider than that. */
export const regionOf = (area: string): string | null => [area, ...ancestors(area)].find((code) => ['county', 'soum'].includes(areaLevel(code))) ?? null;
