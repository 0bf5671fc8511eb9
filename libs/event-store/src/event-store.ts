import type { Decider, DomainEvent, RecordedEvent } from '@hearth/event-sourcing';
import type { Pool } from 'pg';
import type { AppendContext, StreamAppend, StreamHead } from './appends.ts';
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

/** An event with the very bytes the log holds, for checks and exports. */
export interface StoredEvent {
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  /** Canonical JSON. */
  readonly metadata: string;
  /** Canonical JSON. */
  readonly data: string;
  readonly hash: string;
}

export declare class EventStore {
  readonly service: string;
  readonly logEpoch: number;
  readonly pool: Pool;
  constructor(options: EventStoreOptions);
  read(stream: string, options?: ReadOptions): Promise<{ events: RecordedEvent[]; head: StreamHead }>;
  load<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, id: string, tx?: Tx): Promise<Loaded<E, S>>;
  append(appends: readonly StreamAppend[], context: AppendContext, tx?: Tx): Promise<{ position: number; events: RecordedEvent[] }>;
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  eventById(id: string, tx?: Tx): Promise<RecordedEvent | null>;
  exists(stream: string, tx?: Tx): Promise<boolean>;
  /** Events after `position` up to and including `horizon`, in order. */
  readFrom(position: number, horizon: number, limit: number): Promise<RecordedEvent[]>;
  readStored(position: number, horizon: number, limit: number): Promise<StoredEvent[]>;
  /** Called in this process after the commit of an append; the answer stops it. */
  onAppended(listener: (position: number) => void): () => void;
}
