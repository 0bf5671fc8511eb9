import type { EventStore } from './event-store.ts';

export interface HorizonOptions {
  readonly store: EventStore;
  /** Fallback when nothing woke it, ms; 200 when absent. */
  readonly pollMs?: number;
  readonly onError?: (error: unknown) => void;
}

/** The position up to which the log is complete: whatever is missing below it will never come. One per process and service. */
export declare class Horizon {
  constructor(options: HorizonOptions);
  readonly position: number;
  /** Last position given out, seen or not yet safe to read. */
  readonly lastAssigned: number;
  start(): void;
  close(): Promise<void>;
  /** Looks now; answers with the horizon. */
  refresh(): Promise<number>;
  onMoved(listener: (position: number) => void): () => void;
}
