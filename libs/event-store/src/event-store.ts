import { type Decider, type DomainEvent, fold, type RecordedEvent, streamId, upcast } from '@hearth/event-sourcing';
import type { Pool } from 'pg';
import { AppendInTx } from './append-in-tx.ts';
import { AppendQueue } from './append-queue.ts';
import { prepare } from './append-prepare.ts';
import type { Appended } from './append-statement.ts';
import { type AppendContext, NO_STREAM, type StreamAppend, type StreamHead } from './appends.ts';
import { namesOf, type ServiceNames } from './names.ts';
import { EVENT_COLUMNS, eventOf, STORED_COLUMNS, type StoredEvent, storedOf } from './reading.ts';
import { connectionOf, rawRows, storeTx, transaction } from './transaction.ts';
import type { Tx } from './tx.ts';

export interface EventStoreOptions {
  readonly pool: Pool;
  readonly service: string;
  readonly logEpoch: number;
}

export interface ReadOptions {
  readonly tx?: Tx;
  /** Only what was recorded by then. */
  readonly asOf?: Date;
  readonly upToVersion?: number;
}

export interface Loaded<E extends DomainEvent, S> {
  readonly state: S;
  readonly head: StreamHead;
  /** Raised to the newest schema version. */
  readonly events: RecordedEvent<E>[];
}

/** The log of one service: append, read, follow. */
export class EventStore {
  readonly service: string;
  readonly logEpoch: number;
  readonly pool: Pool;
  readonly #names: ServiceNames;
  readonly #events: string;
  readonly #queue: AppendQueue;
  readonly #inTx: AppendInTx;
  readonly #listeners = new Set<(position: number) => void>();

  constructor(options: EventStoreOptions) {
    this.service = options.service;
    this.logEpoch = options.logEpoch;
    this.pool = options.pool;
    this.#names = namesOf(options.service);
    this.#events = this.#names.table('events');
    this.#inTx = new AppendInTx(this.#names);
    this.#queue = new AppendQueue(this.pool, this.#names, (position) => this.#wake(position));
  }

  /** The stream as it is stored, oldest first; see `load` for the newest schema versions. */
  async read(stream: string, options: ReadOptions = {}): Promise<{ events: RecordedEvent[]; head: StreamHead }> {
    const rows = await rawRows(connectionOf(this.pool, options.tx), {
      name: 'hearth-read',
      text: `SELECT ${STORED_COLUMNS} FROM ${this.#events} WHERE stream = $1 AND version <= $2 AND recorded_at <= $3 ORDER BY version`,
      values: [stream, options.upToVersion ?? 2_147_483_647, options.asOf?.toISOString() ?? 'infinity'],
    });
    const last = rows.at(-1);
    const head = last === undefined ? NO_STREAM : { version: Number(last[2]), hash: last[10] ?? '' };
    return { events: rows.map(eventOf), head };
  }

  /** The state of one thing, ready to decide on. */
  async load<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string, tx?: Tx): Promise<Loaded<E, S>> {
    const { events, head } = await this.read(streamId(decider.stream, id), tx === undefined ? {} : { tx });
    const current = events.map((event) => upcast(event, decider.upcasters) as RecordedEvent<E>);
    // A recorded event has every part of the domain event it was made from.
    return { state: fold(decider, current as unknown as E[]), head, events: current };
  }

  /**
   * All streams or none. Alone it is one round trip. In a transaction it belongs at the end, because it holds the horizon back until the commit;
   * several begun in the same breath go in one statement. When more is in hand than the database takes, a caller waits here for its turn.
   */
  async append(appends: readonly StreamAppend[], context: AppendContext, tx?: Tx): Promise<Appended> {
    if (appends.every((append) => append.events.length === 0)) return { position: 0, events: [] };
    return tx === undefined ? this.#queue.append(() => prepare(appends, context)) : this.#inTx.append(storeTx(tx), prepare(appends, context));
  }

  /** Appends in hand outside of transactions, in bytes of JSON, and callers waiting to add theirs. */
  get appendBacklog(): { readonly bytes: number; readonly waiting: number } {
    return this.#queue.backlog;
  }

  /** Commits when the work is done, rolls back when it throws; wakes the tails when something was appended. */
  async inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { value, appended } = await transaction(this.pool, work);
    if (appended > 0) this.#wake(appended);
    return value;
  }

  async eventById(id: string, tx?: Tx): Promise<RecordedEvent | null> {
    const [row] = await rawRows(connectionOf(this.pool, tx), { name: 'hearth-by-id', text: `SELECT ${EVENT_COLUMNS} FROM ${this.#events} WHERE id = $1`, values: [id] });
    return row === undefined ? null : eventOf(row);
  }

  async exists(stream: string, tx?: Tx): Promise<boolean> {
    const rows = await rawRows(connectionOf(this.pool, tx), { name: 'hearth-exists', text: `SELECT 1 FROM ${this.#events} WHERE stream = $1 LIMIT 1`, values: [stream] });
    return rows.length > 0;
  }

  /** Events after `position` up to and including `horizon`, in order. */
  async readFrom(position: number, horizon: number, limit: number, tx?: Tx): Promise<RecordedEvent[]> {
    return (await this.#slice('hearth-from', EVENT_COLUMNS, [position, horizon, limit], tx)).map(eventOf);
  }

  /** Like `readFrom`, with the bytes and hashes as stored. */
  async readStored(position: number, horizon: number, limit: number): Promise<StoredEvent[]> {
    return (await this.#slice('hearth-stored', STORED_COLUMNS, [position, horizon, limit])).map(storedOf);
  }

  #slice(name: string, columns: string, values: readonly number[], tx?: Tx): Promise<(string | null)[][]> {
    const text = `SELECT ${columns} FROM ${this.#events} WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3`;
    return rawRows(connectionOf(this.pool, tx), { name, text, values: [...values] });
  }

  /** Called in this process after the commit of an append; the answer stops it. */
  onAppended(listener: (position: number) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #wake(position: number): void {
    for (const listener of this.#listeners) listener(position);
  }
}
