import type { EventStore } from './event-store.ts';
import { namesOf } from './names.ts';
import { Waker } from './waker.ts';

export interface HorizonOptions {
  readonly store: EventStore;
  /** Fallback when nothing woke it, ms; 200 when absent. */
  readonly pollMs?: number;
  readonly onError?: (error: unknown) => void;
}

/** A position and the transactions that may still hold something at or below it. */
interface Mark {
  readonly position: number;
  readonly lockers: ReadonlySet<string>;
}

const POLL_MS = 200;
/** While a transaction that wrote is still open, its end comes unannounced. */
const OPEN_POLL_MS = 10;
const MOST_MARKS = 64;

/**
 * The position up to which the log is complete: what is missing below it was rolled back and will never come.
 *
 * An insert locks the table before it draws its position and lets go only once its commit is visible. So every position up to the
 * sequence's last value is either decided, or belongs to a transaction that holds the lock now: when none of those is left, the log is
 * complete up to that value. The order of the two statements is what makes it true. It needs an uncached sequence and the primary server.
 */
export class Horizon {
  readonly #store: EventStore;
  readonly #query: { readonly last: string; readonly lockers: string };
  readonly #waker: Waker;
  readonly #listeners = new Set<(position: number) => void>();
  #marks: Mark[] = [];
  #position = 0;
  #lastAssigned = 0;
  #stopListening: (() => void) | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(options: HorizonOptions) {
    const { table } = namesOf(options.store.service);
    this.#store = options.store;
    this.#query = {
      last: `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM ${table('events_position_seq')}`,
      lockers: `SELECT DISTINCT virtualtransaction AS locker FROM pg_locks WHERE locktype = 'relation' AND relation = '${table('events')}'::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND mode = 'RowExclusiveLock'`,
    };
    const { onError = () => undefined } = options;
    const pollMs = options.pollMs ?? POLL_MS;
    this.#waker = new Waker(() => this.refresh().then(() => undefined, onError), () => (this.#marks.length > 0 ? Math.min(OPEN_POLL_MS, pollMs) : pollMs));
  }

  get position(): number {
    return this.#position;
  }

  /** Last position drawn, decided or not. */
  get lastAssigned(): number {
    return this.#lastAssigned;
  }

  start(): void {
    this.#stopListening ??= this.#store.onAppended(() => this.#waker.wake());
    this.#waker.start();
  }

  async close(): Promise<void> {
    this.#stopListening?.();
    this.#stopListening = undefined;
    await this.#waker.close();
  }

  /** Looks now; answers with the horizon. */
  refresh(): Promise<number> {
    // One look at a time: a mark may only be held against lockers that were read after it.
    const look = this.#looking.then(() => this.#look());
    this.#looking = look.catch(() => undefined);
    return look;
  }

  onMoved(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async #look(): Promise<number> {
    const { rows: [drawn] } = await this.#store.pool.query<{ last: number }>(this.#query.last);
    const { rows } = await this.#store.pool.query<{ locker: string }>(this.#query.lockers);
    const lockers = new Set(rows.map((row) => row.locker));
    this.#lastAssigned = drawn?.last ?? 0;
    this.#mark({ position: this.#lastAssigned, lockers });
    this.#retire(lockers);
    return this.#position;
  }

  /** An older mark at the same position waits for fewer transactions, so it stays. */
  #mark(mark: Mark): void {
    if (mark.position <= (this.#marks.at(-1)?.position ?? this.#position)) return;
    if (this.#marks.length === MOST_MARKS) this.#marks.pop();
    this.#marks.push(mark);
  }

  /** Moves up to the highest mark none of whose transactions is left. */
  #retire(lockers: ReadonlySet<string>): void {
    const decided = this.#marks.filter((mark) => [...mark.lockers].every((locker) => !lockers.has(locker)));
    const reached = Math.max(this.#position, ...decided.map((mark) => mark.position));
    this.#marks = this.#marks.filter((mark) => mark.position > reached);
    if (reached === this.#position) return;
    this.#position = reached;
    for (const listener of this.#listeners) listener(reached);
  }
}
