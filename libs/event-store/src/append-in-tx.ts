import { lostRace } from './append-queue.ts';
import type { PreparedAppend } from './append-prepare.ts';
import { type Appended, isLostRace, writeGroups } from './append-statement.ts';
import { ExpectedVersionConflict } from './appends.ts';
import type { ServiceNames } from './names.ts';
import { type Connection, StoreTx } from './transaction.ts';

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Folds the appends that one transaction is given in the same breath into one statement, in the order in which they were given. */
export class AppendInTx {
  readonly #names: ServiceNames;
  readonly #waiting = new WeakMap<Connection, Waiting[]>();

  constructor(names: ServiceNames) { this.#names = names; }

  append(tx: StoreTx, append: PreparedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const begun = this.#waiting.get(tx.client);
      if (begun) { begun.push({ append, resolve, reject }); return; }
      this.#waiting.set(tx.client, [{ append, resolve, reject }]);
      queueMicrotask(() => void this.#write(tx));
    });
  }

  async #write(tx: StoreTx): Promise<void> {
    const batch = this.#waiting.get(tx.client) ?? [];
    this.#waiting.delete(tx.client);
    try {
      const outcomes = await writeGroups(tx.client, this.#names, batch.map((one) => one.append));
      batch.forEach((one, index) => { settle(tx, one, outcomes[index]); });
    } catch (error) {
      // The transaction is broken for all of them.
      for (const one of batch) one.reject(isLostRace(error) ? lostRace(one.append) : error);
    }
  }
}

function settle(tx: StoreTx, { resolve, reject }: Waiting, outcome: Appended | ExpectedVersionConflict | undefined): void {
  if (outcome === undefined) { reject(new Error('the append was answered by nobody')); return; }
  if (outcome instanceof ExpectedVersionConflict) { reject(outcome); return; }
  tx.appended = Math.max(tx.appended, outcome.position);
  resolve(outcome);
}
