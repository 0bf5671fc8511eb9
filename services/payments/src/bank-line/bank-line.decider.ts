import type { Day, Instant, Money } from '@hearth/contracts';
import type { Decider } from '@hearth/event-sourcing';
import type { ReasonCode, ReasonParams } from '../reasons.ts';

export type Message = 'status' | 'statement' | 'collection';

/** A line of a bank's message that matches no payment. Only what looks like an id is kept of what the bank wrote. */
export interface BankLine {
  readonly bankLine: string;
  readonly message: Message;
  /** Id of the message it came in, and where in it. */
  readonly document: string | null;
  readonly line: number;
  readonly reference: string | null;
  readonly money: Money | null;
  readonly on: Day | null;
  readonly reason: ReasonCode;
  readonly params: ReasonParams;
  readonly by: string;
  readonly at: Instant;
}

export type BankLineEvent =
  | { readonly type: 'BankLineListed'; readonly data: BankLine }
  | { readonly type: 'BankLineMatched'; readonly data: { readonly bankLine: string; readonly at: Instant } };

export type BankLineCommand = { readonly type: 'List'; readonly data: BankLine } | { readonly type: 'Match'; readonly at: Instant };

export interface BankLineState { readonly listed: BankLine | null; readonly open: boolean }

/** One line on the work list. Its id is the uuidv5 of the line, so the same message sent twice lists it once; when it matches later, it leaves. */
export const bankLineDecider: Decider<BankLineCommand, BankLineEvent, BankLineState> = {
  stream: 'bank-line', initial: { listed: null, open: false },
  evolve: (state, event) => (event.type === 'BankLineListed' ? { listed: event.data, open: true } : { ...state, open: false }),
  decide(command, { listed, open }) {
    if (command.type === 'List') return open && listed?.reason === command.data.reason ? [] : [{ type: 'BankLineListed', data: command.data }];
    return open && listed ? [{ type: 'BankLineMatched', data: { bankLine: listed.bankLine, at: command.at } }] : [];
  },
};
