import type { Day, Instant, Money } from '@hearth/contracts';
import type { Decider } from '@hearth/event-sourcing';
import { dayOf } from '@hearth/kernel';
import { refuse } from '../reasons.ts';
import { aboutPayment, evolve, type Instruction, type InstructionEvent, isTaken, noInstruction, type Prepared, sameMoney } from './instruction.ts';

export type InstructionCommand =
  | { readonly type: 'Prepare'; readonly data: Prepared }
  | { readonly type: 'Withdraw'; readonly payroll: string }
  | { readonly type: 'Send'; readonly payroll: string; readonly at: Instant }
  | BankCommand;

/** What the bank's messages say of one payment. `today`: nothing is true before it has come to pass. */
export type BankCommand =
  | { readonly type: 'NoteAccepted'; readonly on: Day | null; readonly today: Day }
  | { readonly type: 'NoteRejected'; readonly reason: string; readonly today: Day }
  | { readonly type: 'NoteDebit'; readonly money: Money; readonly on: Day; readonly reference: string; readonly today: Day }
  | { readonly type: 'NoteReturn'; readonly money: Money; readonly on: Day; readonly reason: string; readonly today: Day }
  | { readonly type: 'NoteCollection'; readonly on: Day; readonly branch: string; readonly collector: 'holder' | 'agent'; readonly today: Day };

/** One payment to one beneficiary for one period, from the payroll to the reconciled books. */
export const instructionDecider: Decider<InstructionCommand, InstructionEvent, Instruction> = {
  stream: 'instruction', initial: noInstruction, evolve,
  decide(command, state) {
    switch (command.type) {
      case 'Prepare': return prepare(state, command.data);
      case 'Withdraw': return withdraw(state, command.payroll);
      case 'Send': return send(state, command);
      case 'NoteAccepted': case 'NoteRejected': case 'NoteDebit': case 'NoteReturn': case 'NoteCollection': return bankSays(state, command);
    }
  },
};

function prepare(state: Instruction, data: Prepared): InstructionEvent[] {
  if (!isTaken(state)) return [{ type: 'InstructionPrepared', data }];
  return state.status === 'prepared' && state.prepared?.payroll === data.payroll ? [] : refuse('already-instructed');
}

function withdraw({ status, prepared }: Instruction, payroll: string): InstructionEvent[] {
  if (prepared?.payroll !== payroll || (status !== 'prepared' && status !== 'withdrawn')) return refuse('not-prepared');
  return status === 'withdrawn' ? [] : [{ type: 'InstructionWithdrawn', data: { instruction: prepared.instruction, payroll } }];
}

function send(state: Instruction, { payroll, at }: Extract<InstructionCommand, { type: 'Send' }>): InstructionEvent[] {
  const { prepared } = state;
  if (prepared?.payroll !== payroll || !isTaken(state)) return refuse('not-prepared');
  if (state.status !== 'prepared') return [];
  const { order, beneficiary, payee, money } = prepared;
  return [{ type: 'InstructionSent', data: { ...aboutPayment(prepared), payroll, order, beneficiary, payee, money, at } }];
}

/**
 * The rule: *settled* when the bank's status or its statement says so, *collected* by the collection report, *reconciled* once the debit
 * stands on the statement and the collection was reported, whichever comes last. A message repeated says nothing new; one that
 * contradicts what is known is refused and goes to the work list.
 */
function bankSays(state: Instruction, command: BankCommand): readonly InstructionEvent[] {
  const { prepared } = state;
  if (!prepared) return refuse('unknown-instruction');
  if (!isTaken(state) || state.status === 'prepared') return refuse('not-sent');
  switch (command.type) {
    case 'NoteAccepted': return accepted(state, prepared, command);
    case 'NoteRejected': return rejected(state, prepared, command.reason, command.today);
    case 'NoteDebit': return debited(state, prepared, command);
    case 'NoteReturn': return returned(state, prepared, command);
    case 'NoteCollection': return collected(state, prepared, command);
  }
}

function accepted(state: Instruction, prepared: Prepared, { on, today }: Extract<BankCommand, { type: 'NoteAccepted' }>): InstructionEvent[] {
  if (state.returned && !state.settledOn) return refuse('was-returned');
  // The bank's clock is not ours: never before the payment was sent, never after today.
  const said = on === null || on > today ? today : on;
  const sentOn = state.sentAt === null ? said : dayOf(state.sentAt);
  return settled(state, prepared, said < sentOn ? sentOn : said);
}

function settled(state: Instruction, prepared: Prepared, on: Day): InstructionEvent[] {
  if (state.status !== 'sent') return [];
  return [{ type: 'PaymentSettled', data: { ...aboutPayment(prepared), money: prepared.money, on }, effectiveOn: on }];
}

/** A payment the bank did not carry out: nothing may have been settled, booked or collected before. */
function rejected(state: Instruction, prepared: Prepared, reason: string, on: Day): InstructionEvent[] {
  if (state.returned) return [];
  if (state.collected) return refuse('was-collected');
  return [{ type: 'PaymentReturned', data: { ...aboutPayment(prepared), money: prepared.money, reason, on }, effectiveOn: on }];
}

function debited(state: Instruction, prepared: Prepared, { money, on, reference, today }: Extract<BankCommand, { type: 'NoteDebit' }>): InstructionEvent[] {
  if (!sameMoney(money, prepared.money)) return refuse('amount-differs');
  if (on > today) return refuse('date-in-future');
  if (state.booked) return state.booked.reference === reference ? [] : refuse('booked-twice');
  // Rejected, and paid all the same: somebody has to look.
  if (state.returned && !state.settledOn) return refuse('was-returned');
  const booked: InstructionEvent = { type: 'PaymentBooked', data: { instruction: prepared.instruction, on, reference }, effectiveOn: on };
  return [booked, ...settled(state, prepared, on), ...reconciled(state, prepared, on, state.collected?.on)];
}

function returned(state: Instruction, prepared: Prepared, { money, on, reason, today }: Extract<BankCommand, { type: 'NoteReturn' }>): InstructionEvent[] {
  if (!sameMoney(money, prepared.money)) return refuse('amount-differs');
  if (on > today) return refuse('date-in-future');
  return rejected(state, prepared, reason, on);
}

function collected(state: Instruction, prepared: Prepared, { on, branch, collector, today }: Extract<BankCommand, { type: 'NoteCollection' }>): InstructionEvent[] {
  if (on > today) return refuse('date-in-future');
  if (state.returned) return refuse('was-returned');
  const before = state.collected;
  if (before) return before.on === on && before.branch === branch && before.collector === collector ? [] : refuse('collected-differently');
  const event: InstructionEvent = { type: 'PaymentCollected', data: { ...aboutPayment(prepared), on, branch, collector }, effectiveOn: on };
  return [event, ...reconciled(state, prepared, on, state.booked?.on)];
}

function reconciled(state: Instruction, prepared: Prepared, one: Day, other: Day | undefined): InstructionEvent[] {
  if (other === undefined || state.status === 'reconciled') return [];
  const on = one > other ? one : other;
  return [{ type: 'PaymentReconciled', data: { ...aboutPayment(prepared), money: prepared.money, on }, effectiveOn: on }];
}
