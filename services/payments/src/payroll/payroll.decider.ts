import type { Day, Instant, Money } from '@hearth/contracts';
import type { Actor, Decider, FieldError } from '@hearth/event-sourcing';
import { type Instruction, sameMoney } from '../instruction/instruction.ts';
import { refuse } from '../reasons.ts';
import { draftOf, GUARDS } from './payroll.guards.ts';
import { type BankFileFacts, type Drafted, evolve, type ListedInstruction, noPayroll, type Payroll, type PayrollEvent } from './payroll.ts';

interface Given { readonly by: Pick<Actor, 'sub'>; readonly at: Instant; readonly today: Day }

export type PayrollCommand =
  | { readonly type: 'Draft'; readonly data: Drafted; readonly today: Day }
  /** `outdated`: lines that no longer hold, by instruction. */
  | (Given & { readonly type: 'Submit'; readonly outdated: readonly FieldError[] })
  | (Given & { readonly type: 'Withdraw'; readonly reason: string })
  | (Given & { readonly type: 'Approve'; readonly total: Money; readonly outdated: readonly FieldError[]; readonly file: Pick<BankFileFacts, 'messageId' | 'createdAt' | 'executionDate' | 'debtor' | 'sha256'> })
  | (Given & { readonly type: 'Close'; readonly instructions: readonly { readonly id: string; readonly state: Instruction }[] });

/** The payroll of a programme, period and area: made by one, approved by another, paid by one bank file, closed when the bank has answered. */
export const payrollDecider: Decider<PayrollCommand, PayrollEvent, Payroll> = {
  stream: 'payroll', initial: noPayroll, evolve,
  decide(command, state) {
    switch (command.type) {
      case 'Draft': return draft(state, command.data, command.today);
      case 'Submit': return submit(state, command);
      case 'Withdraw': return withdraw(state, command);
      case 'Approve': return approve(state, command);
      case 'Close': return close(state, command);
    }
  },
};

function draft(state: Payroll, data: Drafted, today: Day): PayrollEvent[] {
  if (state.drafted) refuse('already-drafted');
  requirePast(data.period, today);
  return data.instructions.length === 0 ? refuse('nothing-due') : [{ type: 'PayrollDrafted', data }];
}

/** The months up to this one may be paid, earlier ones as back-pay. @throws Rejection */
export function requirePast(period: string, today: Day): void {
  if (period > today.slice(0, 7)) refuse('future-period', {}, { status: 422, errors: [{ field: 'period', code: 'future-period', detail: 'lies in the future' }] });
}

function submit(state: Payroll, { by, at, today, outdated }: Extract<PayrollCommand, { type: 'Submit' }>): PayrollEvent[] {
  GUARDS['submission'](state, by, today);
  requireHolding(outdated);
  return [{ type: 'PayrollSubmitted', data: { payroll: draftOf(state).payroll, by: by.sub, at } }];
}

function withdraw(state: Payroll, { by, at, today, reason }: Extract<PayrollCommand, { type: 'Withdraw' }>): PayrollEvent[] {
  GUARDS['withdrawal'](state, by, today);
  return [{ type: 'PayrollWithdrawn', data: { payroll: draftOf(state).payroll, by: by.sub, reason, at } }];
}

function approve(state: Payroll, { by, at, today, total, outdated, file }: Extract<PayrollCommand, { type: 'Approve' }>): PayrollEvent[] {
  requireApprovable(state, { by, today, total });
  requireHolding(outdated);
  const { payroll, programme, period, area, instructions, total: sum } = draftOf(state);
  const count = instructions.length;
  return [
    { type: 'PayrollApproved', data: { payroll, programme, period, area, count, total: sum, by: by.sub, at } },
    { type: 'BankFileMade', data: { payroll, ...file, count, total: sum } },
  ];
}

/** Asked before any account is opened, and again by the decision itself. The checker types the total: reading it is the check. @throws Rejection */
export function requireApprovable(state: Payroll, { by, today, total }: Pick<Given, 'by' | 'today'> & { readonly total: Money }): void {
  GUARDS['approval'](state, by, today);
  if (!sameMoney(total, draftOf(state).total)) refuse('total-differs', {}, { status: 422, errors: [{ field: 'total', code: 'total-differs', detail: 'is not the total of the payroll' }] });
}

function requireHolding(outdated: readonly FieldError[]): void {
  if (outdated.length > 0) refuse('payroll-outdated', { count: outdated.length }, { errors: outdated });
}

function close(state: Payroll, { by, today, instructions }: Extract<PayrollCommand, { type: 'Close' }>): PayrollEvent[] {
  GUARDS['period-close'](state, by, today);
  const { payroll, programme, period, area } = draftOf(state);
  const items = instructions.flatMap(({ id, state: instruction }) => listed(id, instruction) ?? []);
  return [{ type: 'PeriodReconciled', data: { payroll, programme, period, area, on: today, reconciled: instructions.length - items.length, listed: items.length, items, by: by.sub } }];
}

/** Why an instruction is not reconciled; null when it is. */
function listed(instruction: string, { status, returned, booked }: Instruction): ListedInstruction | null {
  if (status === 'reconciled') return null;
  if (returned) return { instruction, reason: 'returned', code: returned.reason };
  if (status === 'sent') return { instruction, reason: 'no-answer', code: null };
  return { instruction, reason: booked ? 'not-collected' : 'not-on-statement', code: null };
}
