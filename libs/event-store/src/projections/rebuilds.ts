import { type RecordedEvent, upcast, type Upcasters } from '@hearth/event-sourcing';
import { codeOf } from '../error-code.ts';
import type { EventStore } from '../event-store.ts';
import type { Horizon } from '../horizon.ts';
import type { Tx } from '../tx.ts';
import { Waker } from '../waker.ts';
import { apply } from './apply.ts';
import { addRebuild, type Checkpoint, lockBoth, moveCheckpoints, rebuildOf, rebuildsOf, removeRebuild, type Stand, takeOver } from './checkpoints.ts';
import type { Projection } from './projection.ts';
import { analyseBeside, dropBeside, dropOrphans, makeBeside, switchTables } from './rebuild-tables.ts';
import { besideTargets, tablesOf } from './targets.ts';
import { type ProjectionFailure, Track } from './track.ts';

export interface RebuildsOptions {
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly projections: readonly Projection[];
  readonly upcasters?: Upcasters;
  /** Events a transaction; 500 when absent. */
  readonly batch?: number;
  /** An error that passes by itself (a database away): tried again without end. Any other ends the rebuild at the third time. */
  readonly isTransient?: (error: unknown) => boolean;
  /** In the transaction that switched. */
  readonly onSwitched?: (projection: string, position: number, tx: Tx) => Promise<void>;
  /** In the transaction that gave it up; the old tables go on serving. */
  readonly onGivenUp?: (projection: string, error: unknown, tx: Tx) => Promise<void>;
  /** Switched or given up, and committed. */
  readonly onEnded?: (projection: string) => void;
  readonly onError?: (projection: string, error: unknown) => void;
}

export interface RebuildStatus {
  readonly name: string;
  readonly version: number;
  readonly position: number;
  readonly end: number;
  /** 0 … 1 */
  readonly share: number;
  readonly failure: ProjectionFailure | null;
}

const BATCH = 500;
/** Another process of the service may have died over a rebuild. */
const LOOK_MS = 5000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Builds projections anew beside the ones in use: batch by batch from the first event into tables of their own, then switches in one
 * transaction. Where a rebuild stands is in the database, so that it goes on after a kill, in whichever process; batches of two are fenced.
 */
export class Rebuilds {
  readonly #options: RebuildsOptions;
  readonly #waker: Waker;
  readonly #tracks = new Map<string, Track>();
  #closing = false;

  constructor(options: RebuildsOptions) {
    this.#options = options;
    this.#waker = new Waker(() => this.#round(), () => Math.min(LOOK_MS, ...[...this.#tracks.values()].map((track) => Math.max(1, track.pauseMs))));
  }

  /** Goes on with what was begun before; drops what belongs to another version, or to a log that has gone back in time. */
  async start(): Promise<void> {
    const { store, onGivenUp } = this.#options;
    await store.inTransaction(async (tx) => {
      const found = await rebuildsOf(tx, store.service);
      for (const rebuild of found.filter((one) => !this.#fits(one))) {
        await this.#drop(tx, rebuild.name);
        await onGivenUp?.(rebuild.name, new Error(rebuild.sound ? 'it belongs to another version of the projection' : 'the log has gone back in time'), tx);
      }
      const kept = found.filter((rebuild) => this.#fits(rebuild)).flatMap(({ name }) => this.#options.projections.find((one) => one.name === name) ?? []);
      await dropOrphans(tx, store.service, kept.flatMap(tablesOf));
    });
    this.#closing = false;
    this.#waker.start();
  }

  /** Ends after the batch in hand. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#waker.close();
  }

  knows(name: string): boolean {
    return this.#projection(name) !== undefined;
  }

  /** Makes the tables, in the caller's transaction; `wake` once it is committed. False when this projection is being rebuilt already. */
  async begin(tx: Tx, name: string): Promise<boolean> {
    const { store } = this.#options;
    const projection = this.#projection(name);
    if (projection === undefined) throw new RangeError(`there is no projection ${name}`);
    if (!(await addRebuild(tx, store.service, projection, store.logEpoch))) return false;
    await makeBeside(tx, store.service, projection);
    return true;
  }

  /** Breaks off, in the caller's transaction; false when there is nothing to break off. */
  async cancel(tx: Tx, name: string): Promise<boolean> {
    return this.#drop(tx, name);
  }

  wake(): void {
    this.#waker.wake();
  }

  async status(): Promise<RebuildStatus[]> {
    const { horizon } = this.#options;
    return (await this.#found()).map(({ name, version, position }) => ({
      name, version, position, end: Math.max(horizon.position, position), share: horizon.position === 0 ? 1 : Math.min(1, position / horizon.position),
      failure: this.#tracks.get(name)?.failure ?? null,
    }));
  }

  /** None is under way. */
  async quiet(): Promise<boolean> {
    return (await this.#found()).length === 0;
  }

  #found(): Promise<Checkpoint[]> {
    const { store } = this.#options;
    return store.inTransaction((tx) => rebuildsOf(tx, store.service));
  }

  #projection(name: string): Projection | undefined {
    return this.#options.projections.find((one) => one.name === name);
  }

  #fits(rebuild: Checkpoint): boolean {
    return rebuild.sound && this.#projection(rebuild.name)?.version === rebuild.version;
  }

  /** The checkpoint first: whoever is in the middle of a batch holds it. */
  async #drop(tx: Tx, name: string): Promise<boolean> {
    const { service } = this.#options.store;
    const removed = await removeRebuild(tx, service, name);
    const projection = this.#projection(name);
    if (projection !== undefined) await dropBeside(tx, service, projection);
    this.#tracks.delete(name);
    return removed;
  }

  /** A batch of each in turn, until none is left or all have to wait. */
  async #round(): Promise<void> {
    const { store, onError } = this.#options;
    try {
      for (let due = await this.#due(); due.length > 0 && !this.#closing; due = await this.#due()) {
        for (const track of due) if (!this.#closing) await this.#advance(track);
      }
    } catch (error) {
      onError?.(store.service, error);
    }
  }

  async #due(): Promise<Track[]> {
    const found = (await this.#found()).filter((one) => this.#fits(one));
    for (const name of this.#tracks.keys()) if (!found.some((one) => one.name === name)) this.#tracks.delete(name);
    return found.flatMap(({ name, position }) => {
      const projection = this.#projection(name);
      if (projection === undefined) return [];
      const track = this.#tracks.get(name) ?? new Track(projection, position);
      this.#tracks.set(name, track);
      track.position = position;
      return track.pauseMs === 0 ? [track] : [];
    });
  }

  async #advance(track: Track): Promise<void> {
    const { isTransient = () => false, onEnded, onError, onGivenUp, store } = this.#options;
    const { name } = track.projection;
    try {
      await this.#step(track);
      track.failure = null;
    } catch (error) {
      track.failed(error);
      // Readers who take long are nobody's error: the status says what it waits for.
      const waits = codeOf(error) === LOCK_NOT_AVAILABLE;
      if (waits || !(await this.#found()).some((one) => one.name === name)) return;
      onError?.(name, error);
      if (!track.stuck || isTransient(error)) return;
      await store.inTransaction(async (tx) => {
        if (await this.#drop(tx, name)) await onGivenUp?.(name, error, tx);
      });
      onEnded?.(name);
    }
  }

  /** One batch; the last one, which is short, is part of the switch. */
  async #step(track: Track): Promise<void> {
    const { store, horizon, batch = BATCH } = this.#options;
    const events = await this.#read(track.position, horizon.position, batch);
    const last = events.at(-1);
    if (last === undefined || events.length < batch) return this.#switch(track.projection);
    const { projection } = track;
    await store.inTransaction(async (tx) => {
      const from = [{ name: rebuildOf(projection.name), version: projection.version, position: track.position }];
      const moved = await moveCheckpoints(tx, store.service, from, { position: last.position, event: last.id, epoch: store.logEpoch });
      if (moved.size > 0) await apply(projection, events, besideTargets(store.service, projection), tx);
    });
  }

  async #switch(projection: Projection): Promise<void> {
    const { store, horizon, onEnded, onSwitched } = this.#options;
    await store.inTransaction((tx) => analyseBeside(tx, store.service, projection));
    const done = await store.inTransaction(async (tx) => {
      const stands = await lockBoth(tx, store.service, projection.name);
      if (stands === undefined || !(await this.#catchUp(tx, projection, stands))) return false;
      await switchTables(tx, store.service, projection);
      await removeRebuild(tx, store.service, projection.name);
      // A projection that is stuck is freed by this: it goes on behind what its rebuild has come through.
      if (stands.rebuild.position > stands.live.position) await takeOver(tx, store.service, projection.name, stands.rebuild);
      await onSwitched?.(projection.name, Math.max(stands.live.position, stands.rebuild.position), tx);
      return true;
    });
    if (done) onEnded?.(projection.name);
    else await horizon.refresh();
  }

  /** To where the projection stands, which is held meanwhile. False when that is too far for one transaction. */
  async #catchUp(tx: Tx, projection: Projection, { live, rebuild }: { live: Stand; rebuild: Stand }): Promise<boolean> {
    const { store, batch = BATCH } = this.#options;
    if (live.version !== projection.version) throw new Error(`version ${live.version} of projection ${projection.name} has taken over from version ${projection.version}`);
    const events = await this.#read(rebuild.position, live.position, batch + 1, tx);
    if (events.length > batch) return false;
    if (events.length > 0) await apply(projection, events, besideTargets(store.service, projection), tx);
    return true;
  }

  async #read(from: number, until: number, limit: number, tx?: Tx): Promise<RecordedEvent[]> {
    return (await this.#options.store.readFrom(from, until, limit, tx)).map((event) => upcast(event, this.#options.upcasters));
  }
}
