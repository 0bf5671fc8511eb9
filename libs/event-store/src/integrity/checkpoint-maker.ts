import { createPublicKey } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { EventStore } from '../event-store.ts';
import type { Horizon } from '../horizon.ts';
import { namesOf } from '../names.ts';
import { type Checkpoint, jwsHash, sign, type SigningKey } from './checkpoint.ts';
import { CheckpointFile, checkpointFile, type LastCheckpoint } from './checkpoint-file.ts';
import { leavesBetween } from './leaves.ts';
import { leafLine } from './log-row.ts';
import { MerkleTree } from './merkle.ts';
import { standsUpTo } from './set-back.ts';

export interface CheckpointMakerOptions {
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly deployment: string;
  /** Folder outside the database; one for all processes of a service. */
  readonly dir: string;
  readonly key: SigningKey;
  readonly now: () => Date;
}

export interface Making {
  readonly by: string;
  /** Also when nothing is new, if there is none at all yet. */
  readonly evenFirst?: boolean;
  /** How long to wait for transactions that are open, ms; what they still hold back is for the next one. 2000 when absent. */
  readonly patienceMs?: number;
  /** Breaks it off; what was begun is cut away by the next one. */
  readonly signal?: AbortSignal;
}

export interface Made {
  readonly checkpoint: Checkpoint;
  readonly jws: string;
}

/** Events read at a time: an append waits behind none of these reads, and none holds a snapshot for long. */
const BATCH = 2000;
const [PATIENCE_MS, LOOK_MS] = [2000, 10];

/** The log does not hold what an earlier checkpoint has signed. */
export class LogGoneBack extends Error {
  constructor(service: string, number: number) {
    super(`the log of ${service} does not hold what checkpoint ${number} covers; hearth verify-log says where it differs. After a restore to an earlier time the log epoch must be raised first`);
    this.name = 'LogGoneBack';
  }
}

/** Makes the checkpoints of one service, one at a time whatever the number of processes. */
export class CheckpointMaker {
  readonly #options: CheckpointMakerOptions;
  readonly #path: string;
  readonly #events: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: CheckpointMakerOptions) {
    this.#options = options;
    this.#path = checkpointFile(options.dir, options.store.service);
    this.#events = namesOf(options.store.service).table('events');
  }

  get path(): string {
    return this.#path;
  }

  /** Null when there is nothing new. */
  make(making: Making): Promise<Made | null> {
    const made = this.#last.then(() => locked(this.#options.store.pool, this.#options.store.service, (client) => this.#make(client, making)));
    this.#last = made.catch(() => undefined);
    return made;
  }

  async #make(client: PoolClient, making: Making): Promise<Made | null> {
    const file = await CheckpointFile.open(this.#path);
    try {
      const to = await this.#decided(making.patienceMs ?? PATIENCE_MS);
      const from = await this.#from(client, file.last);
      if (to <= from && (file.last !== null || making.evenFirst !== true)) return null;
      await file.repair();
      return await this.#write(client, file, { from, to: Math.max(from, to) }, making);
    } finally {
      await file.close();
    }
  }

  /** Everything that was acknowledged by now, or as much of it as is decided in time. */
  async #decided(patienceMs: number): Promise<number> {
    const { horizon } = this.#options;
    let position = await horizon.refresh();
    const [wanted, until] = [horizon.lastAssigned, performance.now() + patienceMs];
    while (position < wanted && performance.now() < until) {
      await pause(LOOK_MS);
      position = await horizon.refresh();
    }
    return position;
  }

  /** Where the last one ended; further back when the log was, and says so by its epoch. */
  async #from(client: PoolClient, last: LastCheckpoint | null): Promise<number> {
    if (last === null) return 0;
    const { service, logEpoch, number, to } = last.payload;
    if (service !== this.#options.store.service) throw new Error(`${this.#path} holds checkpoints of ${service}`);
    const { id, key } = this.#options.key;
    const stands = await standsUpTo(client, this.#events, { path: this.#path, service, last, keys: new Map([[id, createPublicKey(key)]]) });
    if (stands === to) return to;
    if (logEpoch >= this.#options.store.logEpoch) throw new LogGoneBack(service, number);
    return stands;
  }

  async #write(client: PoolClient, file: CheckpointFile, { from, to }: { from: number; to: number }, making: Making): Promise<Made | null> {
    const tree = new MerkleTree();
    for (let position = from; position < to;) {
      making.signal?.throwIfAborted();
      const leaves = await leavesBetween(client, this.#events, position, to, BATCH);
      for (const leaf of leaves) {
        const line = leafLine(leaf);
        tree.append(line);
        await file.add(`${line}\n`);
      }
      position = leaves.length < BATCH ? to : (leaves.at(-1)?.position ?? to);
    }
    if (tree.size === 0 && file.last !== null && file.last.payload.logEpoch === this.#options.store.logEpoch) return null;
    const { store, deployment, now, key } = this.#options;
    const checkpoint: Checkpoint = {
      service: store.service, deployment, logEpoch: store.logEpoch, number: (file.last?.payload.number ?? 0) + 1, from, to, events: tree.size, root: tree.root(),
      previous: file.last === null ? null : jwsHash(file.last.jws), at: now().toISOString(), by: making.by,
    };
    const jws = await sign('checkpoint', checkpoint, key);
    await file.seal(jws);
    return { checkpoint, jws };
  }
}

/** A session's lock, so that it ends with the process that holds it. */
async function locked<T>(pool: Pool, service: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('hearth-checkpoint'), hashtext($1))", [service]);
    const result = await work(client);
    await client.query("SELECT pg_advisory_unlock(hashtext('hearth-checkpoint'), hashtext($1))", [service]);
    broken = false;
    return result;
  } finally {
    // Whatever went wrong, the lock goes with the connection.
    client.release(broken);
  }
}
