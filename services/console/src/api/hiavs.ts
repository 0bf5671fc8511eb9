import { get, request, type Answer } from './client.ts';
import type { Money, Text3 } from './types.ts';

export interface CellBody {
  readonly inquiry: string; readonly person: string; readonly source: string;
  readonly finding: 'consistent' | 'open' | 'settled' | 'record' | 'no-record' | 'waiting' | 'late' | 'not-authorised';
  readonly waived: boolean; readonly itemIds: readonly string[]; readonly fault: string | null; readonly nextTryAt: string | null;
}
export interface MatrixPersonBody { readonly person: string; readonly name: string | null; readonly relation: string | null; readonly kind: 'member' | 'supporter' | null; readonly birthDate: string | null; readonly cells: readonly CellBody[] }
export interface VerificationItem {
  readonly item: string; readonly person: string; readonly source: string; readonly kind: string;
  readonly declared: Money | null; readonly found: Money | null; readonly declaredCount: number | null; readonly foundCount: number | null;
  readonly status: 'consistent' | 'open' | 'settled'; readonly settlement: { readonly decision: string; readonly by: string; readonly reason: string; readonly at: string } | null;
  readonly difference: Money | null; readonly countDifference: number | null; readonly receipt: string | null; readonly answeredAt: string | null;
}
export interface StartClock { readonly limit: number; readonly unit: 'working-day'; readonly bound: 'statutory'; readonly due: string; readonly left: number; readonly used: number; readonly state: 'over' | 'soon' | 'fine' | 'done'; readonly provisional: boolean }
export interface VerificationAction { readonly action: 'settle' | 'waive' | 'retry'; readonly title: Text3; readonly allowed: boolean; readonly reason: Text3 | null }

export interface Verification {
  readonly id: string; readonly household: string; readonly application: string; readonly programme: string; readonly purpose: string; readonly sources: readonly string[];
  readonly status: 'asking' | 'open' | 'done'; readonly outcome: 'consistent' | 'discrepant' | 'incomplete' | null; readonly round: number | null;
  readonly answered: number; readonly inquiries: number; readonly openItems: number; readonly requestedAt: string; readonly reportedAt: string | null;
  readonly matrix: readonly MatrixPersonBody[]; readonly items: readonly VerificationItem[];
  readonly missing: readonly { readonly person: string; readonly source: string; readonly state: string }[];
  readonly waivers: readonly { readonly source: string; readonly reason: string; readonly recheckOn: string }[];
  readonly clocks: { readonly start: StartClock }; readonly actions: readonly VerificationAction[]; readonly version: number;
}

export interface VerificationLine {
  readonly id: string; readonly household: string; readonly application: string; readonly area: string | null; readonly programme: string; readonly status: 'asking' | 'open' | 'done'; readonly outcome: string | null;
  readonly head: { readonly id: string; readonly name: string | null } | null; readonly members: number; readonly answered: number; readonly inquiries: number; readonly openItems: number; readonly missing: number;
  readonly missingSources: readonly string[]; readonly requestedAt: string; readonly reportedAt: string | null; readonly start: StartClock;
}

export const verification = (id: string, signal?: AbortSignal): Promise<Verification> => get(`hiavs/verifications/${id}`, undefined, signal);

export interface Settlement { readonly decision: 'declared' | 'found' | 'other'; readonly reason: string; readonly value?: Money; readonly count?: number }

export const settleItem = (id: string, item: string, body: Settlement, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`hiavs/verifications/${id}/items/${item}/settlement`, { method: 'POST', body, idempotencyKey });

export const waiveSource = (id: string, body: { readonly source: string; readonly reason: string; readonly recheckOn: string }, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`hiavs/verifications/${id}/waivers`, { method: 'POST', body, idempotencyKey });

export const askAgain = (id: string, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`hiavs/verifications/${id}/retry`, { method: 'POST', body: {}, idempotencyKey });

/** `open`: the circuit is broken, the department is not asked until it has had time to recover. */
export interface DepartmentLine { readonly source: string; readonly state: 'closed' | 'open' | 'probing' | 'not-configured'; readonly open: number; readonly late: number }
