import { type EventStore, Horizon } from '@hearth/event-store';

const POLL_MS = 1;

/** The mistake: what is visible is taken for complete. Positions drawn earlier and committed later are never read. */
export class NaiveHorizon extends Horizon {
  readonly #naiveStore: EventStore;
  readonly #moved = new Set<(position: number) => void>();
  #seen = 0;
  #timer: NodeJS.Timeout | undefined;
  #open = false;

  constructor(store: EventStore) {
    super({ store });
    this.#naiveStore = store;
  }

  override get position(): number { return this.#seen; }
  override get lastAssigned(): number { return this.#seen; }

  override start(): void {
    this.#open = true;
    void this.#poll();
  }

  override close(): Promise<void> {
    this.#open = false;
    clearTimeout(this.#timer);
    return Promise.resolve();
  }

  override async refresh(): Promise<number> {
    const { rows: [row] } = await this.#naiveStore.pool.query<{ last: number }>('SELECT coalesce(max(position), 0) AS last FROM events');
    const last = Math.max(this.#seen, row?.last ?? 0);
    if (last > this.#seen) {
      this.#seen = last;
      for (const listener of this.#moved) listener(last);
    }
    return last;
  }

  override onMoved(listener: (position: number) => void): () => void {
    this.#moved.add(listener);
    return () => void this.#moved.delete(listener);
  }

  async #poll(): Promise<void> {
    await this.refresh().catch(() => undefined);
    if (this.#open) this.#timer = setTimeout(() => void this.#poll(), POLL_MS);
  }
}
