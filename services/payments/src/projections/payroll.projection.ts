import type { Day, Instant } from '@hearth/contracts';
import { rows } from '@hearth/event-store';
import type { BankFileFacts, Drafted, ListedInstruction, PayrollEvent, PayrollStatus } from '../payroll/payroll.ts';

interface Step { readonly by: string; readonly at: Instant }

/** A payroll as GET shows it. */
export interface PayrollRow extends Omit<Drafted, 'payroll' | 'instructions' | 'by' | 'at'> {
  readonly id: string;
  readonly status: Exclude<PayrollStatus, 'none'>;
  readonly count: number;
  /** Checks that keep somebody off the payroll. */
  readonly blocked: number;
  readonly drafted: Step;
  readonly submitted: Step | null;
  readonly approved: Step | null;
  readonly withdrawn: (Step & { readonly reason: string }) | null;
  readonly file: Omit<BankFileFacts, 'payroll' | 'count' | 'total'> | null;
  readonly closed: { readonly on: Day; readonly by: string; readonly reconciled: number; readonly listed: number; readonly items: readonly ListedInstruction[] } | null;
  readonly version: number;
}

export const payrollRows = rows<PayrollRow, PayrollEvent>({
  name: 'payroll', version: 1, indexed: ['period', 'status'],
  keys: (event) => event.data.payroll,
  on: {
    PayrollDrafted: (_, { data: { payroll, instructions, by, at, ...drafted }, version }) => ({
      ...drafted, id: payroll, status: 'draft', count: instructions.length, blocked: drafted.checks.filter(({ blocking }) => blocking).length, drafted: { by, at },
      submitted: null, approved: null, withdrawn: null, file: null, closed: null, version,
    }),
    PayrollSubmitted: (row, { data: { by, at }, version }) => row && { ...row, status: 'submitted', submitted: { by, at }, version },
    PayrollWithdrawn: (row, { data: { by, at, reason }, version }) => row && { ...row, status: 'withdrawn', withdrawn: { by, at, reason }, version },
    PayrollApproved: (row, { data: { by, at }, version }) => row && { ...row, status: 'approved', approved: { by, at }, version },
    BankFileMade: (row, { data: { payroll: _payroll, count: _count, total: _total, ...file }, version }) => row && { ...row, file, version },
    PeriodReconciled: (row, { data: { on, by, reconciled, listed, items }, version }) => row && { ...row, status: 'closed', closed: { on, by, reconciled, listed, items }, version },
  },
});
