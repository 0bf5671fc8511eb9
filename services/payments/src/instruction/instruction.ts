import type { Day, InstructionSent, Money, PaymentCollected, PaymentReconciled, PaymentReturned, PaymentSettled } from '@hearth/contracts';
import type { Ordered } from '../entitlement/entitlement.ts';

/** Name of the one instruction of a beneficiary, programme and period; its uuidv5 is the id, so that nothing can be paid twice. */
export const instructionName = (programme: string, beneficiary: string, period: string): string => `instruction:${programme}:${beneficiary}:${period}`;

/** What an instruction pays, fixed when the payroll is drafted; name and account stay sealed. */
export interface Prepared extends Omit<InstructionSent, 'at'> {
  readonly area: string | null;
  readonly payeeName: string;
  readonly account: string;
  readonly ordered: Ordered;
}

export type InstructionEvent =
  | { readonly type: 'InstructionPrepared'; readonly data: Prepared }
  | { readonly type: 'InstructionWithdrawn'; readonly data: { readonly instruction: string; readonly payroll: string } }
  | { readonly type: 'InstructionSent'; readonly data: InstructionSent }
  | { readonly type: 'PaymentSettled'; readonly data: PaymentSettled; readonly effectiveOn?: Day }
  /** The debit stands on the bank's statement, under the bank's reference. */
  | { readonly type: 'PaymentBooked'; readonly data: { readonly instruction: string; readonly on: Day; readonly reference: string }; readonly effectiveOn?: Day }
  | { readonly type: 'PaymentReturned'; readonly data: PaymentReturned; readonly effectiveOn?: Day }
  | { readonly type: 'PaymentCollected'; readonly data: PaymentCollected; readonly effectiveOn?: Day }
  | { readonly type: 'PaymentReconciled'; readonly data: PaymentReconciled; readonly effectiveOn?: Day };

export type InstructionStatus = 'none' | 'withdrawn' | 'prepared' | 'sent' | 'settled' | 'returned' | 'collected' | 'reconciled';

export interface Instruction {
  readonly status: InstructionStatus;
  readonly prepared: Prepared | null;
  readonly sentAt: string | null;
  readonly settledOn: Day | null;
  readonly booked: { readonly on: Day; readonly reference: string } | null;
  readonly returned: { readonly on: Day; readonly reason: string } | null;
  readonly collected: { readonly on: Day; readonly branch: string; readonly collector: string } | null;
  readonly reconciledOn: Day | null;
}

export const noInstruction: Instruction = { status: 'none', prepared: null, sentAt: null, settledOn: null, booked: null, returned: null, collected: null, reconciledOn: null };

export function evolve(state: Instruction, event: InstructionEvent): Instruction {
  switch (event.type) {
    case 'InstructionPrepared': return { ...noInstruction, status: 'prepared', prepared: event.data };
    case 'InstructionWithdrawn': return { ...state, status: 'withdrawn' };
    case 'InstructionSent': return { ...state, status: 'sent', sentAt: event.data.at };
    case 'PaymentSettled': return { ...state, status: 'settled', settledOn: event.data.on };
    case 'PaymentBooked': return { ...state, booked: { on: event.data.on, reference: event.data.reference } };
    case 'PaymentReturned': return { ...state, status: 'returned', returned: { on: event.data.on, reason: event.data.reason } };
    case 'PaymentCollected': return { ...state, status: 'collected', collected: { on: event.data.on, branch: event.data.branch, collector: event.data.collector } };
    case 'PaymentReconciled': return { ...state, status: 'reconciled', reconciledOn: event.data.on };
  }
}

/** Whether the beneficiary's period is taken: a withdrawn instruction may be prepared again, any other may not. */
export const isTaken = ({ status }: Instruction): boolean => status !== 'none' && status !== 'withdrawn';

/** What the money is for, for the facts others hear. */
export const aboutPayment = ({ household, application, instruction, programme, period }: Prepared): Pick<Prepared, 'household' | 'application' | 'instruction' | 'programme' | 'period'> =>
  ({ household, application, instruction, programme, period });

export const sameMoney = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency;
