import { get, request, type Answer } from './client.ts';
import type { List } from './types.ts';

export const formulaStatuses = ['draft', 'reviewed', 'pilot', 'in-force', 'retired', 'rejected'] as const;
export type FormulaStatus = (typeof formulaStatuses)[number];
export const methods = ['prr', 'ols', 'stepwise', 'pc', 'quantile', 'logit', 'lasso', 'gbm'] as const;
export type Method = (typeof methods)[number];

interface InForce { readonly from: string; readonly areas: readonly string[]; readonly transition: { readonly losers: 'keep-until-review' | 'phase-out'; readonly months: number } }
interface Head {
  readonly id: string; readonly name: string; readonly method: string; readonly hash: string; readonly status: FormulaStatus; readonly study: string | null; readonly inForce: InForce | null;
  readonly author: string; readonly approver: string | null; readonly reason: string | null; readonly registeredAt: string;
}
export interface FormulaLine extends Head { readonly questions: number; readonly reviews: number; readonly agree: number; readonly pilot: { readonly areas: readonly string[]; readonly since: string } | null }
export interface Question { readonly name: string; readonly column: string; readonly kind: 'numeric' | 'category'; readonly levels: readonly string[]; readonly only: 'urban' | 'rural' | null }
export interface FormulaSays { readonly score: number | null; readonly predicted: number | null; readonly eligible: boolean | null; readonly missing: readonly string[] }
export interface Review {
  readonly review: string; readonly household: string | null; readonly case: string | null; readonly region: string; readonly officerSays: 'poor' | 'not-poor'; readonly formulaSays: FormulaSays;
  readonly agrees: boolean | null; readonly note: string; readonly by: string; readonly at: string;
}
interface EquationFit { readonly stratum: string; readonly n: number; readonly k: number; readonly r2: number | null; readonly r2Adjusted: number | null; readonly aic: number | null; readonly selected: readonly string[] }
export interface FormulaBody extends Head {
  readonly note: string;
  readonly provenance: { readonly survey: { readonly file: string; readonly sha256: string; readonly rows: number; readonly households: number }; readonly options: Readonly<Record<string, string | number | null>>; readonly fittedOn: string; readonly author: string };
  readonly fit: { readonly se: string | null; readonly by: string; readonly eligibility: { readonly when: 'below' | 'at-or-below' | 'above'; readonly cutoff: number | null }; readonly dropped: readonly string[]; readonly warnings: readonly string[]; readonly equations: readonly EquationFit[] };
  readonly questions: readonly Question[];
  readonly reviews: readonly Review[];
  readonly reviewClosed: { readonly regions: readonly string[]; readonly reviewers: readonly string[]; readonly agree: number; readonly differ: number; readonly undecided: number; readonly at: string } | null;
  readonly pilot: { readonly areas: readonly string[]; readonly since: string; readonly note: string; readonly by: string } | null;
  readonly history: readonly { readonly type: string; readonly at: string; readonly by: string; readonly note: string | null }[];
  readonly version: number;
}
export interface Artefact { readonly map: { readonly urban: string | null; readonly stratum: string | null } }
export interface Contribution { readonly variable: string; readonly level: string | null; readonly value: number | null; readonly contribution: number }
export interface Explained extends FormulaSays { readonly equation: string | null; readonly constant: number; readonly contributions: readonly Contribution[] }
export type Answers = Readonly<Record<string, string | number>>;
export interface ShadowScore { readonly id: string; readonly area: string | null; readonly score: number | null; readonly eligible: boolean | null; readonly former: boolean | null; readonly differs: boolean | null; readonly asOf: string; readonly household: string }

export const formula = (id: string, signal?: AbortSignal): Promise<FormulaBody> => get(`eligibility/formulas/${id}`, undefined, signal);
export const artefact = (id: string, signal?: AbortSignal): Promise<Artefact> => get(`eligibility/formulas/${id}/artefact`, undefined, signal);
export const shadowScores = (id: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<List<ShadowScore>> => get(`eligibility/formulas/${id}/shadow-scores`, { limit: 1, ...query }, signal);

type Done = Promise<Answer<{ readonly id: string }>>;
export const registerFormula = (body: { readonly artefact: object; readonly name: string; readonly note: string }, idempotencyKey: string): Done => request('eligibility/formulas', { method: 'POST', body, idempotencyKey });
export type FormulaAction = 'review-closed' | 'pilot' | 'put-in-force' | 'retire' | 'reject';
export const actOnFormula = (id: string, version: number, action: FormulaAction, body: object, idempotencyKey: string): Done => request(`eligibility/formulas/${id}/${action}`, { method: 'POST', body, idempotencyKey, ifMatch: version });
export const reviewFormula = (id: string, body: object, idempotencyKey: string): Promise<Answer<{ readonly formulaSays: FormulaSays; readonly agrees: boolean | null }>> => request(`eligibility/formulas/${id}/reviews`, { method: 'POST', body, idempotencyKey });
export const explain = async (id: string, answers: Answers): Promise<Explained> => (await request<Explained>(`eligibility/formulas/${id}/explain`, { method: 'POST', body: { answers } })).body;
