import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';

/** What must not be done: reads on behind the last position it saw. Beside the real relay, on the same log. */
export class NaiveCursor {
  last = 0;
  readonly #seen = new Set<number>();
  #open = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly pool: Pool, private readonly service: string) {}

  start(): void {
    this.#open = true;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#open = false;
    await this.#running;
  }

  /** Committed events that it never saw, now that all is still. */
  async missed(): Promise<number> {
    await this.#read();
    const { rows } = await this.pool.query<{ position: number }>(`SELECT position::integer AS position FROM "${this.service}".events`);
    return rows.filter(({ position }) => !this.#seen.has(position)).length;
  }

  async #run(): Promise<void> {
    while (this.#open) {
      await this.#read();
      await pause(1);
    }
  }

  async #read(): Promise<void> {
    const { rows } = await this.pool.query<{ position: number }>(`SELECT position::integer AS position FROM "${this.service}".events WHERE position > $1 ORDER BY position`, [this.last]);
    for (const { position } of rows) this.#seen.add(position);
    this.last = Math.max(this.last, ...rows.map(({ position }) => position));
  }
}
