import { get, request, type Answer } from './client.ts';
import type { List } from './types.ts';

export interface ScoringCounts { readonly households: number; readonly eligible: number; readonly ineligible: number; readonly undecided: number; readonly gain: number; readonly lose: number }
export interface Scoring {
  readonly id: string; readonly status: 'running' | 'done' | 'failed' | 'cancelled'; readonly by: string; readonly asOf: string; readonly requestedAt: string; readonly endedAt: string | null; readonly reason: string | null; readonly version: number;
  readonly progress: { readonly looked: number; readonly of: number; readonly scored: number; readonly undecided: number };
  readonly result: (ScoringCounts & { readonly same: number; readonly before: { readonly eligible: number; readonly ineligible: number; readonly undecided: number; readonly none: number }; readonly areas: readonly ({ readonly area: string } & ScoringCounts)[] }) | null;
}

export const scoringsOf = (formula: string, signal?: AbortSignal): Promise<List<Scoring>> => get('eligibility/scorings', { formula, limit: 5 }, signal);
export const requestScoring = (formula: string, idempotencyKey: string): Promise<Answer<{ readonly id: string }>> => request('eligibility/scorings', { method: 'POST', body: { formula }, idempotencyKey });
export const cancelScoring = ({ id }: Scoring, idempotencyKey: string): Promise<Answer<unknown>> => request(`eligibility/scorings/${id}/cancel`, { method: 'POST', body: {}, idempotencyKey });
