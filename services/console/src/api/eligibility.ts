import { get } from './client.ts';
import type { List, Money, Text3 } from './types.ts';

export interface NeededDocument {
  readonly kind: string;
  readonly for: 'application' | 'each-adult' | 'each-child' | 'each-member' | 'each-supporter';
  readonly ages?: { readonly from: number; readonly to: number };
  readonly needed: boolean;
}
export interface ProcedureStep { readonly step: number; readonly mode: 'required' | 'conditional' | 'not-taken'; readonly title: Text3; readonly who: readonly string[] }
export interface Procedure {
  readonly steps: readonly ProcedureStep[];
  readonly documents: readonly NeededDocument[];
  readonly verification: { readonly sources: readonly string[] };
  readonly visit: { readonly investigators: number };
  readonly meeting?: { readonly representatives: { readonly numerator: number; readonly denominator: number } };
}
/** `of`: reckoned from the household, not asked. */
export interface ScorecardVariable { readonly variable: string; readonly title: Text3; readonly of?: object; readonly levels: readonly { readonly is?: readonly (string | number)[]; readonly from?: number; readonly to?: number }[] }
export interface RuleSetDocument { readonly id: string; readonly programme: string; readonly title: Text3; readonly source: string; readonly procedure: Procedure; readonly eligibility?: { readonly scorecard?: { readonly variables: readonly ScorecardVariable[] } } }

/** The rules a new application in this area would keep. */
export const ruleSetInForce = (area: string, programme: string, signal?: AbortSignal): Promise<RuleSetDocument> =>
  get<RuleSetDocument | { readonly document: RuleSetDocument }>('eligibility/rule-sets/in-force', { area, programme }, signal).then((answer) => ('document' in answer ? answer.document : answer));

export interface TraceLine { readonly rule: string; readonly source: string; readonly inputs: Readonly<Record<string, unknown>>; readonly result: boolean | null; readonly reason: Text3 }
export interface Assessment {
  readonly id: string;
  readonly result: 'eligible' | 'ineligible' | 'undecided';
  readonly money: Money | null;
  readonly provisional: boolean;
  readonly asOf: string;
  readonly ruleSet: string;
  readonly trace: readonly TraceLine[];
}
export const assessment = (id: string, signal?: AbortSignal): Promise<Assessment> => get(`eligibility/assessments/${id}`, undefined, signal);
export const assessmentsOf = (household: string, signal?: AbortSignal): Promise<List<Assessment>> => get('eligibility/assessments', { household }, signal);
