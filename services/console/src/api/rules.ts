import { get, request, type Answer } from './client.ts';
import type { List, Money, Text3 } from './types.ts';

export interface Scope { readonly area: string; readonly from: string; readonly to: string | null }

/** A rule set as the list tells it, without its document. */
export interface RuleSetLine {
  readonly id: string; readonly programme: string; readonly title: Text3; readonly source: string; readonly scope: readonly Scope[];
  readonly invented: string | null; readonly per: string; readonly contentHash: string; readonly putInForceAt: string; readonly edition: number;
}

/** An expression of the rule language; what it may hold: libs/rules/rule-sets/README.md. */
export type Expression = string | number | { readonly [op: string]: unknown };

export interface RuleText { readonly rule: string; readonly source: string; readonly test: Expression; readonly shows?: Readonly<Record<string, Expression>>; readonly from?: string; readonly to?: string; readonly reasons: { readonly met: Text3; readonly unmet: Text3; readonly unknown: Text3 } }
export interface FigureText { readonly title: Text3; readonly source: string; readonly values: readonly { readonly area: string; readonly urban?: boolean; readonly from: string; readonly to?: string; readonly minor: number }[] }
export interface EligibilityText {
  readonly figures?: Readonly<Record<string, FigureText>>;
  readonly definitions?: Readonly<Record<string, Expression>>;
  readonly counted?: { readonly source: string; readonly test: Expression; readonly alone?: Expression };
  readonly income?: { readonly source: string; readonly notCounted?: readonly (string | { readonly nature: string; readonly from?: string; readonly to?: string })[]; readonly deducts?: readonly (string | { readonly kind: string; readonly from: readonly string[] })[] };
  readonly each?: readonly RuleText[];
  readonly paid?: readonly RuleText[];
  readonly items?: readonly { readonly item: string; readonly source: string; readonly every: 'month' | 'quarter' | 'once'; readonly as: 'beside' | 'part' | 'instead'; readonly from?: string; readonly to?: string; readonly test?: Expression; readonly quantity: Expression; readonly reason: Text3 }[];
  readonly property?: { readonly source: string; readonly leaves?: readonly { readonly kind: string; readonly owner: Expression; readonly upTo: number }[] };
  readonly limits?: Readonly<Record<string, readonly { readonly area: string; readonly from: string; readonly to?: string; readonly rules: readonly RuleText[] }[]>>;
  readonly conditions?: readonly (RuleText | { readonly limits: string })[];
  readonly beneficiaries?: Expression;
  readonly scorecard?: { readonly source: string; readonly variables: readonly { readonly variable: string; readonly title: Text3; readonly levels: readonly { readonly is?: readonly (string | number)[]; readonly from?: number; readonly to?: number; readonly weight: number }[] }[] };
  readonly amount?: { readonly source: string; readonly quantity: Expression; readonly roundTo?: number; readonly shows?: Readonly<Record<string, Expression>>; readonly reason: Text3 };
}
export interface TimeText { readonly limit: number; readonly unit: 'working-day' | 'day'; readonly from?: string; readonly bound?: 'statutory' | 'promised' }
export interface StepText { readonly step: number; readonly key: string; readonly title: Text3; readonly mode: 'required' | 'conditional' | 'not-taken'; readonly who: readonly string[]; readonly clock?: TimeText }
export interface ProcedureText {
  readonly steps: readonly StepText[];
  readonly total?: TimeText;
  readonly documents: readonly { readonly kind: string; readonly for: string; readonly needed: boolean }[];
  readonly visit?: { readonly investigators: number };
  readonly verification?: { readonly sources: readonly string[]; readonly startWithin?: TimeText };
  readonly meeting?: { readonly representatives: { readonly numerator: number; readonly denominator: number } };
  readonly publications?: readonly { readonly stage: string; readonly days: number }[];
  readonly decision?: { readonly who: readonly string[]; readonly clock?: TimeText };
  readonly refusal?: { readonly within?: TimeText };
  readonly reconsideration?: { readonly who: readonly string[]; readonly within: TimeText; readonly decideWithin: TimeText };
}
export interface RuleDocument {
  readonly id: string; readonly programme: string; readonly title: Text3; readonly source: string; readonly scope: readonly Scope[]; readonly invented?: string;
  readonly procedure?: ProcedureText; readonly eligibility: EligibilityText;
  readonly payment: { readonly per: string; readonly currency: Money['currency']; readonly from?: string; readonly payDay?: number; readonly frequency?: string };
}
export interface RuleSetBody extends RuleSetLine { readonly document: RuleDocument }

interface Outcome { readonly eligible: number; readonly ineligible: number; readonly undecided: number; readonly cost: Money | null }
export interface Simulation {
  readonly contentHash: string; readonly against: string | null; readonly asOf: string; readonly households: number; readonly of: number;
  readonly before: Outcome; readonly after: Outcome; readonly gain: number; readonly lose: number; readonly changed: number;
}
export type DraftStatus = 'open' | 'approved' | 'rejected';
export interface DraftLine {
  readonly id: string; readonly ruleSet: string; readonly contentHash: string; readonly note: string; readonly status: DraftStatus; readonly authors: readonly string[]; readonly simulation: Simulation | null;
  readonly decidedBy: string | null; readonly reason: string | null; readonly draftedAt: string; readonly version: number;
}
export interface DraftBody extends DraftLine { readonly document: RuleDocument }
export interface Difference { readonly path: string; readonly before: unknown; readonly after: unknown }

export const ruleSets = (signal?: AbortSignal): Promise<List<RuleSetLine>> => get('eligibility/rule-sets', { limit: 200 }, signal);
export const ruleSet = (id: string, signal?: AbortSignal): Promise<RuleSetBody> => get(`eligibility/rule-sets/${encodeURIComponent(id)}`, undefined, signal);
/** As it stood just before this edition was put in force. */
export const formerEdition = (one: RuleSetLine, signal?: AbortSignal): Promise<RuleSetBody> =>
  get(`eligibility/rule-sets/${encodeURIComponent(one.id)}`, { asOf: new Date(Date.parse(one.putInForceAt) - 1).toISOString() }, signal);
export const ruleDraft = (id: string, signal?: AbortSignal): Promise<DraftBody> => get(`eligibility/rule-set-drafts/${id}`, undefined, signal);
export const draftDifferences = (id: string, signal?: AbortSignal): Promise<{ readonly against: string | null; readonly items: readonly Difference[] }> => get(`eligibility/rule-set-drafts/${id}/differences`, undefined, signal);

const post = (path: string, body: object, idempotencyKey: string, ifMatch?: number): Promise<Answer<{ readonly id: string }>> => request(`eligibility/rule-set-drafts${path}`, { method: 'POST', body, idempotencyKey, ifMatch });
export const beginDraft = (body: { readonly document: object; readonly note: string }, key: string): Promise<Answer<{ readonly id: string }>> => post('', body, key);
export const reviseDraft = (draft: DraftLine, body: { readonly document: object; readonly note: string }, key: string): Promise<Answer<{ readonly id: string }>> => post(`/${draft.id}/revisions`, body, key, draft.version);
export type DraftAction = 'simulations' | 'approval' | 'rejection';
export const actOnDraft = (draft: DraftLine, action: DraftAction, body: object, key: string): Promise<Answer<{ readonly id: string }>> => post(`/${draft.id}/${action}`, body, key, draft.version);
