import type { RecordedEvent, Upcasters } from '@hearth/event-sourcing';
import type { EventStore } from './event-store.ts';
import type { Horizon } from './horizon.ts';

export interface TailOptions {
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly name: string;
  /** Last position already handled. */
  readonly from: number;
  /** 500 when absent. */
  readonly batch?: number;
  readonly upcasters?: Upcasters;
  /** A throw keeps the cursor where it is; the same events come again after a pause. */
  readonly onBatch: (events: readonly RecordedEvent[]) => Promise<void>;
  readonly onError?: (error: unknown) => void;
}

export interface TailStatus {
  readonly name: string;
  readonly position: number;
  readonly horizon: number;
  readonly lag: number;
  readonly error: string | null;
}

/** Follows the log from a cursor: every committed event once, in order of position. */
export declare class Tail {
  constructor(options: TailOptions);
  start(): void;
  /** Ends after the batch in hand. */
  close(): Promise<void>;
  /** Back to a position (a checkpoint that was found to be behind); takes effect before the next batch. */
  rewind(position: number): void;
  status(): TailStatus;
  /** Everything committed so far has been handled. */
  quiet(): Promise<boolean>;
}
