import { randomUUID } from 'node:crypto';
import { CURRENCIES } from '@hearth/kernel';
import { Refusal } from '../http/refusal.ts';
import { collectionOf, WILLING } from './behaviour.ts';
import type { Behaviour, Collection } from './behaviour.ts';
import type { CreditTransfer, CreditTransferFile, PaymentInformation } from './pain001.ts';

/** What became of one transfer. A returned one was paid first. */
export interface Transfer {
  readonly reference: string;
  readonly instructionId: string | undefined;
  readonly endToEndId: string;
  readonly minor: number;
  readonly currency: string;
  readonly rejected: string | undefined;
  readonly returned: string | undefined;
}

export interface Batch {
  readonly id: string;
  readonly messageId: string;
  readonly date: string;
  readonly account: string;
  readonly transfers: readonly Transfer[];
}

export interface TakenFile {
  readonly id: string;
  readonly messageId: string;
  readonly createdAt: string;
  readonly takenAt: string;
  readonly batches: readonly Batch[];
}

/** The simulated bank: files in, each paid once; everything else is told from them. It keeps no name and no account of a payee. */
export class Bank {
  behaviour: Behaviour = WILLING;
  readonly #files = new Map<string, TakenFile>();
  readonly #byMessage = new Map<string, { readonly id: string; readonly fingerprint: string }>();
  /** End-to-end ids that were paid: none is paid again, in whatever file it comes. */
  readonly #paid = new Set<string>();

  /** Takes a file; one that was taken before is only named again. @throws Refusal when the message id stands for another file */
  take(file: CreditTransferFile): { id: string; again: boolean } {
    const earlier = this.#byMessage.get(file.messageId);
    if (earlier !== undefined) {
      if (earlier.fingerprint !== file.fingerprint) throw new Refusal(409, 'message-id-in-use', 'this message id stands for another file', { element: 'Document/CstmrCdtTrfInitn/GrpHdr/MsgId' });
      return { id: earlier.id, again: true };
    }
    const id = randomUUID();
    const { messageId, createdAt } = file;
    this.#files.set(id, { id, messageId, createdAt, takenAt: new Date().toISOString(), batches: this.#settle(id, file) });
    this.#byMessage.set(messageId, { id, fingerprint: file.fingerprint });
    return { id, again: false };
  }

  file(id: string): TakenFile | undefined {
    return this.#files.get(id);
  }

  files(): TakenFile[] {
    return [...this.#files.values()];
  }

  collections(date: string): ({ instruction: string; collectedOn: string } & Collection)[] {
    const paid = this.files().flatMap(({ batches }) => batches.filter((batch) => batch.date === date)).flatMap(({ transfers }) => transfers);
    return paid.filter(({ rejected, returned }) => rejected === undefined && returned === undefined).flatMap(({ endToEndId }) => {
      const collection = collectionOf(endToEndId, this.behaviour.uncollectedShare);
      return collection === undefined ? [] : [{ instruction: endToEndId, collectedOn: date, ...collection }];
    });
  }

  #settle(id: string, { messageId, payments }: CreditTransferFile): Batch[] {
    let number = 0;
    const reference = (): string => `${id.replaceAll('-', '').slice(0, 20)}-${String((number += 1)).padStart(6, '0')}`;
    return payments.map((payment: PaymentInformation) => ({
      id: payment.id,
      messageId,
      date: payment.executionDate,
      account: payment.debtorAccount,
      transfers: payment.transfers.map((transfer) => this.#pay(transfer, reference())),
    }));
  }

  #pay(transfer: CreditTransfer, reference: string): Transfer {
    const { instructionId, endToEndId, minor, currency, accountEnding = '' } = transfer;
    const rejected = this.#objection(transfer);
    const returned = rejected === undefined && this.behaviour.returnAccounts.includes(accountEnding) ? this.behaviour.returnReason : undefined;
    if (rejected === undefined) this.#paid.add(endToEndId);
    return { reference, instructionId, endToEndId, minor, currency, rejected, returned };
  }

  /** The reason code for which a transfer is not carried out. */
  #objection(transfer: CreditTransfer): string | undefined {
    if (this.#paid.has(transfer.endToEndId)) return 'AM05';
    if (!CURRENCIES.some((currency) => currency === transfer.currency)) return 'AM03';
    if (transfer.minor === 0) return 'AM01';
    if (!transfer.creditorNamed) return 'BE22';
    if (transfer.accountEnding === undefined) return 'AC01';
    return this.behaviour.rejectAccounts.includes(transfer.accountEnding) ? this.behaviour.rejectReason : undefined;
  }
}
