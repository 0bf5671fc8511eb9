import { type RecordedEvent, upcast, type Upcasters } from '@hearth/event-sourcing';
import type { EventStore } from './event-store.ts';
import type { Horizon } from './horizon.ts';
import { Waker } from './waker.ts';

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

const BATCH = 500;
const IDLE_MS = 1000;
const [FIRST_RETRY_MS, LAST_RETRY_MS] = [100, 5000];

/** Follows the log from a cursor: every committed event, in order of position. */
export class Tail {
  readonly #options: TailOptions;
  readonly #waker: Waker;
  #position: number;
  #rewindTo: number | undefined;
  #failures = 0;
  #error: string | null = null;
  #stopListening: (() => void) | undefined;
  #closing = false;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#position = options.from;
    this.#waker = new Waker(() => this.#drain(), () => (this.#failures === 0 ? IDLE_MS : Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), LAST_RETRY_MS)));
  }

  start(): void {
    this.#closing = false;
    // While it is failing only the pause lets it try again, not every new event.
    this.#stopListening ??= this.#options.horizon.onMoved(() => { if (this.#failures === 0) this.#waker.wake(); });
    this.#waker.start();
  }

  /** Ends after the batch in hand. */
  async close(): Promise<void> {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#closing = true;
    await this.#waker.close();
  }

  /** Back to a position (a checkpoint that was found to be behind); takes effect before the next batch. */
  rewind(position: number): void {
    this.#rewindTo = position;
    this.#waker.wake();
  }

  status(): TailStatus {
    const horizon = this.#options.horizon.position;
    return { name: this.#options.name, position: this.#position, horizon, lag: Math.max(0, horizon - this.#position), error: this.#error };
  }

  /** Everything committed so far has been handled. */
  async quiet(): Promise<boolean> {
    await this.#options.horizon.refresh();
    return this.#position >= this.#options.horizon.lastAssigned && this.#rewindTo === undefined && this.#error === null;
  }

  async #drain(): Promise<void> {
    try {
      while (!this.#closing && (await this.#step()));
      this.#failures = 0;
      this.#error = null;
    } catch (error) {
      this.#failures += 1;
      this.#error = error instanceof Error ? error.message : String(error);
      this.#options.onError?.(error);
    }
  }

  /** One batch; false when the horizon is reached. */
  async #step(): Promise<boolean> {
    const { store, horizon, batch = BATCH, onBatch, upcasters } = this.#options;
    if (this.#rewindTo !== undefined) [this.#position, this.#rewindTo] = [this.#rewindTo, undefined];
    const until = horizon.position;
    if (this.#position >= until) return false;
    const events = await store.readFrom(this.#position, until, batch);
    if (events.length > 0) await onBatch(events.map((event) => upcast(event, upcasters)));
    // A short batch has read everything up to the horizon: what is missing was rolled back.
    this.#position = events.length < batch ? until : (events.at(-1)?.position ?? until);
    return true;
  }
}
