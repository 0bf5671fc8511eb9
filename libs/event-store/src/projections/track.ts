import type { Projection } from './projection.ts';

export interface ProjectionFailure {
  readonly error: string;
  readonly since: string;
  readonly attempts: number;
}

const [FIRST_RETRY_MS, LAST_RETRY_MS] = [100, 5000];
/** From then on nobody waits for it any more. */
const STUCK_AFTER = 3;

/** How far one projection has come, and what keeps it. */
export class Track {
  readonly projection: Projection;
  /** Everything up to here is in the rows, or was rolled back. */
  position: number;
  /** The checkpoint as this process left it. */
  saved: number;
  failure: ProjectionFailure | null = null;
  #retryAt = 0;

  constructor(projection: Projection, position: number) {
    this.projection = projection;
    this.position = position;
    this.saved = position;
  }

  get stuck(): boolean {
    return this.failure !== null && this.failure.attempts >= STUCK_AFTER;
  }

  /** Milliseconds until it may try again; 0 when it is not failing. */
  get pauseMs(): number {
    return this.failure === null ? 0 : Math.max(0, this.#retryAt - performance.now());
  }

  moved(position: number, saved: number): void {
    this.position = position;
    this.saved = saved;
    this.failure = null;
  }

  failed(error: unknown): void {
    const attempts = (this.failure?.attempts ?? 0) + 1;
    this.failure = { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error), since: this.failure?.since ?? new Date().toISOString(), attempts };
    this.#retryAt = performance.now() + Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LAST_RETRY_MS);
  }
}
