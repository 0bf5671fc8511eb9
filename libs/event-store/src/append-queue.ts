import type { Pool } from 'pg';
import type { PreparedAppend } from './append-prepare.ts';
import { Room } from './append-room.ts';
import { type Appended, isLostRace, writeGroups } from './append-statement.ts';
import { ExpectedVersionConflict } from './appends.ts';
import { codeOf } from './error-code.ts';
import type { ServiceNames } from './names.ts';

interface Waiting {
  readonly append: PreparedAppend;
  readonly bytes: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements under way at a time: while they run, what arrives gathers for the next. */
const LANES = 2;
const [MOST_APPENDS, MOST_EVENTS] = [64, 500];

/**
 * Folds the appends that arrive while others are being written into one statement, each with its own success or conflict. What is in hand
 * is bounded: whoever comes when there is no room waits for it in turn, and is only then prepared.
 */
export class AppendQueue {
  readonly #pool: Pool;
  readonly #names: ServiceNames;
  readonly #onAppended: (position: number) => void;
  readonly #room = new Room();
  readonly #busy = new Set<string>();
  #waiting: Waiting[] = [];
  #lanes = 0;
  #writing = 0;

  constructor(pool: Pool, names: ServiceNames, onAppended: (position: number) => void) {
    this.#pool = pool;
    this.#names = names;
    this.#onAppended = onAppended;
  }

  /** Prepared appends not yet answered in bytes, and callers waiting for room. */
  get backlog(): { readonly bytes: number; readonly waiting: number } {
    return { bytes: this.#room.taken, waiting: this.#room.waiting };
  }

  append(prepare: () => PreparedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#room.enter(() => {
        try {
          const append = prepare();
          const bytes = sizeOf(append);
          this.#waiting.push({ append, bytes, resolve, reject });
          this.#openLane();
          return bytes;
        } catch (error) {
          reject(error);
          return 0;
        }
      });
    });
  }

  /** Once the promises at hand are through: callers released together come back together, and before another statement's answer is read. */
  #openLane(): void {
    if (this.#lanes >= LANES) return;
    this.#lanes += 1;
    process.nextTick(() => void this.#lane());
  }

  async #lane(): Promise<void> {
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) {
      this.#writing += 1;
      await this.#write(batch);
      this.#writing -= 1;
      for (const stream of streamsOf(batch)) this.#busy.delete(stream);
      this.#room.leave(batch.reduce((sum, one) => sum + one.bytes, 0));
    }
    this.#lanes -= 1;
  }

  /**
   * The longest waiting; a stream in one statement at a time only, because the second writer's head does not exist yet. Free lanes share what
   * is there: all in one statement would come back all at once, and from then on this process and the server would only wait for each other.
   */
  #next(): Waiting[] {
    const most = Math.min(MOST_APPENDS, Math.ceil(this.#waiting.length / (LANES - this.#writing)));
    const passedOver = new Set<string>();
    const [batch, rest]: [Waiting[], Waiting[]] = [[], []];
    let events = 0;
    let at = 0;
    for (const one of this.#waiting) {
      if (batch.length === most || (batch.length > 0 && events + one.append.events.length > MOST_EVENTS)) break;
      at += 1;
      const streams = one.append.heads.map((head) => head.stream);
      const clash = streams.some((stream) => this.#busy.has(stream) || passedOver.has(stream));
      for (const stream of streams) (clash ? passedOver : this.#busy).add(stream);
      if (!clash) events += one.append.events.length;
      (clash ? rest : batch).push(one);
    }
    this.#waiting = [...rest, ...this.#waiting.slice(at)];
    return batch;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await writeGroups(this.#pool, this.#names, batch.map((one) => one.append));
      this.#settle(batch, outcomes);
    } catch (error) {
      // One of them lost a race or is not fit for the table: in halves, until it is alone with its fate.
      if (isOfOne(error) && batch.length > 1) for (const half of halves(batch)) await this.#write(half);
      else for (const one of batch) one.reject(isLostRace(error) ? lostRace(one.append) : error);
    }
  }

  #settle(batch: readonly Waiting[], outcomes: readonly (Appended | ExpectedVersionConflict)[]): void {
    const written = outcomes.flatMap((outcome) => (outcome instanceof ExpectedVersionConflict ? [] : [outcome.position]));
    if (written.length > 0) this.#onAppended(Math.max(...written));
    batch.forEach((one, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined || outcome instanceof ExpectedVersionConflict) one.reject(outcome);
      else one.resolve(outcome);
    });
  }
}

const sizeOf = ({ events }: PreparedAppend): number => events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
const streamsOf = (batch: readonly Waiting[]): string[] => batch.flatMap((one) => one.append.heads.map((head) => head.stream));
const halves = <T>(list: readonly T[]): [T[], T[]] => [list.slice(0, list.length / 2), list.slice(list.length / 2)];

/** SQLSTATE classes 22 and 23, what was to be written; 40, rolled back so that another writer can go on. Not the connection's fault. */
const isOfOne = (error: unknown): boolean => /^(?:2[23]|40)/.test(codeOf(error) ?? '');

/** Which stream lost is not told; with several streams it is one of them. */
export function lostRace(append: PreparedAppend): ExpectedVersionConflict {
  const [head] = append.heads;
  return new ExpectedVersionConflict(head?.stream ?? '', head?.expected ?? { version: 0, hash: '' });
}
