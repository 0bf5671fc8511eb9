import { request, type Answer } from './client.ts';
import type { Money } from './types.ts';

export interface Settlement { readonly decision: 'declared' | 'found' | 'other'; readonly reason: string; readonly value?: Money }

export const settleItem = (verification: string, item: string, body: Settlement, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`hiavs/verifications/${verification}/items/${item}/settlement`, { method: 'POST', body, idempotencyKey });

export const waiveSource = (verification: string, body: { readonly source: string; readonly reason: string; readonly recheckOn: string }, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`hiavs/verifications/${verification}/waivers`, { method: 'POST', body, idempotencyKey });

export const retryInquiries = (verification: string, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`hiavs/verifications/${verification}/retry`, { method: 'POST', body: {}, idempotencyKey });
