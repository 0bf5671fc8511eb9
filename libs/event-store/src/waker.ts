/**
 * Runs a piece of work again and again, one at a time: at once when woken, otherwise after a pause.
 * A wake during the work makes it run once more, so that nothing that came meanwhile is left lying.
 */
export class Waker {
  readonly #work: () => Promise<void>;
  readonly #pauseMs: () => number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #open = false;

  /** The work handles its own errors. `pauseMs` is asked after each run. */
  constructor(work: () => Promise<void>, pauseMs: () => number) {
    this.#work = work;
    this.#pauseMs = pauseMs;
  }

  start(): void {
    this.#open = true;
    this.wake();
  }

  wake(): void {
    if (!this.#open) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      await this.#work();
    } while (this.#again && this.#open);
    this.#running = undefined;
    if (this.#open) this.#timer = setTimeout(() => this.wake(), this.#pauseMs());
  }

  /** No run begins any more; resolves when the one under way has ended. */
  async close(): Promise<void> {
    this.#open = false;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
