import { request, type Answer } from './client.ts';

export const alertKinds = ['bunching', 'drift', 'repeated-edits', 'misapplied'] as const;
export interface WatchAlert {
  readonly id: string; readonly kind: (typeof alertKinds)[number]; readonly area: string; readonly officer: string | null; readonly formula: string; readonly variable: string | null; readonly level: string | null; readonly households: number;
  readonly numbers: Readonly<Record<string, number | string | null>>; readonly method: string; readonly status: 'open' | 'closed'; readonly since: string; readonly lastSeen: string; readonly reason: string | null; readonly closedBy: string | null; readonly closedAt: string | null; readonly version: number;
}
export interface WatchRun { readonly regions: number; readonly households: number; readonly found: number; readonly raised: number; readonly renewed: number }

export const runWatch = (idempotencyKey: string): Promise<Answer<WatchRun>> => request('eligibility/watch/run', { method: 'POST', body: {}, idempotencyKey });
export const closeAlert = (alert: WatchAlert, reason: string, idempotencyKey: string): Promise<Answer<unknown>> => request(`eligibility/watch/alerts/${alert.id}/close`, { method: 'POST', body: { reason }, idempotencyKey, ifMatch: alert.version });
