import { type RecordedEvent, upcast, type Upcasters } from '@hearth/event-sourcing';
import type { EventStore } from '../event-store.ts';
import type { Horizon } from '../horizon.ts';
import { Waker } from '../waker.ts';
import { apply } from './apply.ts';
import { moveCheckpoints, readCheckpoint } from './checkpoints.ts';
import type { Projection } from './projection.ts';
import { setUpProjections } from './setup.ts';
import { liveTargets } from './targets.ts';
import { type ProjectionFailure, Track } from './track.ts';
import { Waiters } from './waiters.ts';

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly projections: readonly Projection[];
  readonly upcasters?: Upcasters;
  /** 500 when absent. */
  readonly batch?: number;
  /** All projections have passed this position. */
  readonly onPassed?: (position: number) => void;
  readonly onError?: (projection: string, error: unknown) => void;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly position: number;
  readonly lag: number;
  readonly failed: ProjectionFailure | null;
}

const BATCH = 500;
const IDLE_MS = 1000;

/** Keeps the projections of a service up to the horizon. One that throws is tried again later and stops no other. */
export class ProjectionRunner {
  readonly #options: ProjectionRunnerOptions;
  readonly #waker: Waker;
  readonly #waiters = new Waiters();
  #tracks: Track[] = [];
  #passed = 0;
  #closing = false;
  #stopListening: (() => void) | undefined;

  constructor(options: ProjectionRunnerOptions) {
    this.#options = options;
    this.#waker = new Waker(() => this.#round(), () => Math.min(IDLE_MS, ...this.#tracks.map((track) => track.pauseMs).filter((pause) => pause > 0)));
  }

  /** Makes the row tables that are missing, empties what is to be built anew, then follows the log. */
  async start(): Promise<void> {
    const { store, projections, horizon } = this.#options;
    const stands = await setUpProjections(store, projections);
    this.#tracks = projections.map((projection) => new Track(projection, stands.get(projection.name) ?? 0));
    // From here on the status tells how far behind they really are.
    await horizon.refresh();
    this.#closing = false;
    this.#stopListening ??= horizon.onMoved(() => this.#waker.wake());
    this.#waker.start();
  }

  /** Ends after the batch in hand. */
  async close(): Promise<void> {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#closing = true;
    await this.#waker.close();
    this.#waiters.settle(() => false);
  }

  /** True as soon as every projection has passed the position; false when the time runs out or a projection is stuck. */
  passed(position: number, timeoutMs: number): Promise<boolean> {
    const verdict = this.#verdict(position);
    return verdict === undefined ? this.#waiters.wait(position, timeoutMs) : Promise.resolve(verdict);
  }

  /** What kept a projection may be gone: it tries at once. */
  resume(name: string): void {
    for (const track of this.#tracks) if (track.projection.name === name) track.failure = null;
    this.#waker.wake();
  }

  status(): readonly ProjectionStatus[] {
    const horizon = this.#options.horizon.position;
    return this.#tracks.map(({ projection, position, failure }) => (
      { name: projection.name, version: projection.version, position, lag: Math.max(0, horizon - position), failed: failure }));
  }

  /** Everything committed so far is in the rows. */
  async quiet(): Promise<boolean> {
    const { horizon } = this.#options;
    await horizon.refresh();
    return this.#tracks.every((track) => track.position >= horizon.lastAssigned);
  }

  #verdict(position: number): boolean | undefined {
    const behind = this.#tracks.filter((track) => track.position < position);
    if (behind.length === 0) return true;
    return behind.every((track) => track.stuck) ? false : undefined;
  }

  /** Batch by batch to the horizon, the hindmost first; those at the same position go together. */
  async #round(): Promise<void> {
    while (!this.#closing) {
      const due = this.#tracks.filter((track) => track.position < this.#options.horizon.position && track.pauseMs === 0);
      if (due.length === 0) return;
      const hindmost = Math.min(...due.map((track) => track.position));
      await this.#advance(due.filter((track) => track.position === hindmost));
      this.#announce();
    }
  }

  /** In one transaction; when that fails each alone, to find the one at fault. */
  async #advance(tracks: readonly Track[]): Promise<void> {
    try {
      await this.#batch(tracks);
    } catch (error) {
      const [first, ...others] = tracks;
      if (others.length > 0) for (const track of tracks) await this.#advance([track]);
      else if (first !== undefined) {
        first.failed(error);
        this.#options.onError?.(first.projection.name, error);
      }
    }
  }

  async #batch(tracks: readonly Track[]): Promise<void> {
    const { store, horizon, batch = BATCH, upcasters } = this.#options;
    const from = tracks[0]?.position ?? 0;
    const until = horizon.position;
    const events = (await store.readFrom(from, until, batch)).map((event) => upcast(event, upcasters));
    const last = events.at(-1);
    const fenced = last === undefined ? [] : await this.#write(tracks, events, last);
    for (const track of tracks) {
      // A short batch has read everything up to the horizon: what is missing was rolled back.
      if (!fenced.includes(track)) track.moved(events.length < batch ? until : (last?.position ?? until), last?.position ?? track.saved);
    }
    for (const track of fenced) await this.#follow(track);
  }

  /** Answers with the tracks that another process has moved meanwhile: they go on from where that one stopped. */
  #write(tracks: readonly Track[], events: readonly RecordedEvent[], last: RecordedEvent): Promise<Track[]> {
    const { store } = this.#options;
    return store.inTransaction(async (tx) => {
      const from = tracks.map((track) => ({ name: track.projection.name, version: track.projection.version, position: track.saved }));
      const moved = await moveCheckpoints(tx, store.service, from, { position: last.position, event: last.id, epoch: store.logEpoch });
      for (const { projection } of tracks) if (moved.has(projection.name)) await apply(projection, events, liveTargets(store.service, projection), tx);
      return tracks.filter((track) => !moved.has(track.projection.name));
    });
  }

  /** Another process has moved the checkpoint: go on from there, unless a newer version of the projection builds the rows now. */
  async #follow(track: Track): Promise<void> {
    const { name, version } = track.projection;
    const found = await this.#options.store.inTransaction((tx) => readCheckpoint(tx, this.#options.store.service, name));
    if (found === undefined || found.version !== version) throw new Error(`version ${found?.version} of projection ${name} has taken over from version ${version}`);
    track.moved(found.position, found.position);
  }

  #announce(): void {
    this.#waiters.settle((position) => this.#verdict(position));
    const passed = Math.min(...this.#tracks.map((track) => track.position));
    if (passed <= this.#passed) return;
    this.#passed = passed;
    this.#options.onPassed?.(passed);
  }
}
