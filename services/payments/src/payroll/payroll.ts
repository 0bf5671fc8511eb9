import type { Day, Instant, Money, PayrollApproved, Period, PeriodReconciled, Programme } from '@hearth/contracts';
import type { ReasonCode } from '../reasons.ts';

/** Name of a payroll: a second one of the same programme, period and area holds only what the first did not. */
export const payrollName = (programme: string, period: string, area: string, number: number): string => `payroll:${programme}:${period}:${area}:${number}`;

/** Something the maker and the checker should know of: `blocking` ones are not on the payroll. */
export interface Check {
  readonly code: ReasonCode;
  readonly blocking: boolean;
  readonly order: string | null;
  readonly beneficiary: string;
  readonly payee: string;
  /** What was paid the month before, and what is due now. */
  readonly before: Money | null;
  readonly now: Money | null;
}

/** This payroll beside what the period before paid in its area. */
export interface Delta { readonly period: Period; readonly count: number; readonly total: Money; readonly added: number; readonly changed: number; readonly left: number }

export interface Drafted {
  readonly payroll: string;
  readonly programme: Programme;
  readonly period: Period;
  readonly area: string;
  readonly number: number;
  readonly instructions: readonly string[];
  readonly total: Money;
  readonly checks: readonly Check[];
  readonly delta: Delta;
  readonly by: string;
  readonly at: Instant;
}

/** Who pays, as the bank file names it. */
export interface Debtor { readonly name: string; readonly account: string; readonly bank: string }

/** Everything that makes the bank file again, byte for byte, but the payees' names and accounts: those are opened when it is asked for. */
export interface BankFileFacts {
  readonly payroll: string;
  readonly messageId: string;
  readonly createdAt: Instant;
  readonly executionDate: Day;
  readonly debtor: Debtor;
  readonly sha256: string;
  readonly count: number;
  readonly total: Money;
}

export interface ListedInstruction { readonly instruction: string; readonly reason: ReasonCode; readonly code: string | null }

export type PayrollEvent =
  | { readonly type: 'PayrollDrafted'; readonly data: Drafted }
  | { readonly type: 'PayrollSubmitted'; readonly data: { readonly payroll: string; readonly by: string; readonly at: Instant } }
  | { readonly type: 'PayrollWithdrawn'; readonly data: { readonly payroll: string; readonly by: string; readonly reason: string; readonly at: Instant } }
  | { readonly type: 'PayrollApproved'; readonly data: PayrollApproved & { readonly at: Instant } }
  | { readonly type: 'BankFileMade'; readonly data: BankFileFacts }
  | { readonly type: 'PeriodReconciled'; readonly data: PeriodReconciled & { readonly items: readonly ListedInstruction[]; readonly by: string } };

export type PayrollStatus = 'none' | 'draft' | 'submitted' | 'approved' | 'closed' | 'withdrawn';

export interface Payroll {
  readonly status: PayrollStatus;
  readonly drafted: Drafted | null;
  readonly submittedBy: string | null;
  readonly file: BankFileFacts | null;
}

export const noPayroll: Payroll = { status: 'none', drafted: null, submittedBy: null, file: null };

export function evolve(state: Payroll, event: PayrollEvent): Payroll {
  switch (event.type) {
    case 'PayrollDrafted': return { ...state, status: 'draft', drafted: event.data };
    case 'PayrollSubmitted': return { ...state, status: 'submitted', submittedBy: event.data.by };
    case 'PayrollWithdrawn': return { ...state, status: 'withdrawn' };
    case 'PayrollApproved': return { ...state, status: 'approved' };
    case 'BankFileMade': return { ...state, file: event.data };
    case 'PeriodReconciled': return { ...state, status: 'closed' };
  }
}
