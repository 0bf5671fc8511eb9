import { get, request, type Answer } from './client.ts';
import type { Money, Text3 } from './types.ts';

export type PayrollStatus = 'draft' | 'submitted' | 'approved' | 'withdrawn' | 'closed';
interface Step { readonly by: string; readonly at: string }
export interface PayrollLine {
  readonly id: string; readonly programme: string; readonly period: string; readonly area: string; readonly areaName: Text3; readonly number: number; readonly status: PayrollStatus; readonly count: number; readonly total: Money;
  readonly blocked: number; readonly drafted: Step; readonly submitted: Step | null; readonly approved: Step | null; readonly file: { readonly executionDate: string; readonly createdAt: string; readonly sha256: string } | null;
}
export type PayrollActionName = 'submission' | 'withdrawal' | 'approval' | 'bank-file' | 'period-close';
export interface InstructionBody {
  readonly id: string; readonly programme: string; readonly period: string; readonly payroll: string; readonly household: string; readonly payeeName: string | null; readonly account: string | null; readonly money: Money; readonly status: string;
  readonly settledOn: string | null; readonly returned: { readonly on: string; readonly reason: string } | null;
}
export interface PayrollBody extends PayrollLine {
  readonly version: number;
  readonly delta: { readonly period: string; readonly count: number; readonly total: Money; readonly added: number; readonly changed: number; readonly left: number };
  readonly checks: readonly { readonly code: string; readonly blocking: boolean; readonly beneficiary: string; readonly before: Money | null; readonly now: Money | null; readonly text: Text3 }[];
  readonly closed: { readonly on: string; readonly reconciled: number; readonly listed: number; readonly items: readonly { readonly instruction: string; readonly text: Text3 }[] } | null;
  readonly instructions: readonly InstructionBody[];
  readonly totals: readonly { readonly status: string; readonly count: number; readonly money: Money }[];
  readonly actions: readonly { readonly name: PayrollActionName; readonly allowed: boolean; readonly rule?: string; readonly reason?: Text3 }[];
}
export interface UnmatchedLine { readonly id: string; readonly message: string; readonly document: string | null; readonly line: number; readonly reference: string | null; readonly money: Money | null; readonly on: string | null; readonly reason: string; readonly text: Text3 }

export const payroll = (id: string, signal?: AbortSignal): Promise<PayrollBody> => get(`payments/payrolls/${id}`, undefined, signal);

export const draftPayroll = async (body: { readonly programme: string; readonly period: string; readonly area: string }, idempotencyKey: string): Promise<string> =>
  (await request<{ id: string }>('payments/payrolls', { method: 'POST', body, idempotencyKey })).body.id;

export const actOnPayroll = (id: string, action: PayrollActionName, body: object, idempotencyKey: string, version: number): Promise<Answer<unknown>> =>
  request(`payments/payrolls/${id}/${action}`, { method: 'POST', body, idempotencyKey, ifMatch: version });
