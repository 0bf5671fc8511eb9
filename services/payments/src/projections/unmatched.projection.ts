import { rows } from '@hearth/event-store';
import type { BankLine, BankLineEvent } from '../bank-line/bank-line.decider.ts';

/** The work list: lines of the bank that match no payment, until they do. */
export interface UnmatchedRow extends Omit<BankLine, 'bankLine' | 'by' | 'at'> {
  readonly id: string;
  readonly listed: { readonly by: string; readonly at: string };
  readonly version: number;
}

export const unmatchedRows = rows<UnmatchedRow, BankLineEvent>({
  name: 'unmatched', version: 1,
  keys: (event) => event.data.bankLine,
  on: {
    BankLineListed: (_, { data: { bankLine, by, at, ...line }, version }) => ({ ...line, id: bankLine, listed: { by, at }, version }),
    BankLineMatched: () => undefined,
  },
});
