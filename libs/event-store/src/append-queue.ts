import type { Pool } from 'pg';
import { ExpectedVersionConflict } from './appends.ts';
import type { PreparedAppend } from './append-prepare.ts';
import { type Appended, isLostRace, writeGroups } from './append-statement.ts';
import { codeOf } from './error-code.ts';
import type { ServiceNames } from './names.ts';

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements under way at a time: while they run, what arrives gathers for the next. */
const LANES = 2;
const MOST_PER_STATEMENT = 64;

/** Folds the appends that arrive while others are being written into one statement. Alone, an append goes out at once. */
export class AppendQueue {
  readonly #pool: Pool;
  readonly #names: ServiceNames;
  readonly #onAppended: (position: number) => void;
  #waiting: Waiting[] = [];
  #lanes = 0;

  constructor(pool: Pool, names: ServiceNames, onAppended: (position: number) => void) {
    this.#pool = pool;
    this.#names = names;
    this.#onAppended = onAppended;
  }

  append(append: PreparedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      if (this.#lanes < LANES) void this.#lane();
    });
  }

  async #lane(): Promise<void> {
    this.#lanes += 1;
    while (this.#waiting.length > 0) await this.#write(this.#next());
    this.#lanes -= 1;
  }

  /** The longest waiting; a stream once only, because the second writer's head does not exist yet. */
  #next(): Waiting[] {
    const streams = new Set<string>();
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const one of this.#waiting) {
      const clash = batch.length >= MOST_PER_STATEMENT || one.append.heads.some((head) => streams.has(head.stream));
      for (const head of one.append.heads) streams.add(head.stream);
      (clash ? rest : batch).push(one);
    }
    this.#waiting = rest;
    return batch;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await writeGroups(this.#pool, this.#names, batch.map((one) => one.append));
      batch.forEach((one, index) => this.#settle(one, outcomes[index]));
    } catch (error) {
      // One of them lost a race or is not fit for the table: alone, each meets its own fate.
      if (isOfData(error) && batch.length > 1) for (const one of batch) await this.#write([one]);
      else for (const one of batch) one.reject(isLostRace(error) ? lostRace(one.append) : error);
    }
  }

  #settle(one: Waiting, outcome: Appended | ExpectedVersionConflict | undefined): void {
    if (outcome === undefined || outcome instanceof ExpectedVersionConflict) one.reject(outcome);
    else {
      this.#onAppended(outcome.position);
      one.resolve(outcome);
    }
  }
}

/** SQLSTATE classes 22 and 23: what was to be written is at fault, not the connection. */
const isOfData = (error: unknown): boolean => /^2[23]/.test(codeOf(error) ?? '');

/** Which stream lost is not told; with several streams it is one of them. */
export function lostRace(append: PreparedAppend): ExpectedVersionConflict {
  const [head] = append.heads;
  return new ExpectedVersionConflict(head?.stream ?? '', head?.expected ?? { version: 0, hash: '' });
}
