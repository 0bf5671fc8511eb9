import { createReadStream } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Checkpoint, CheckpointMaker, type EventStore, type Horizon, jwsHash, type Made, type Making, newestCheckpoints, sign, signingKey, type SigningKey } from '@hearth/event-store';
import type { EventBus } from '@hearth/messaging';
import type { CheckpointPlace, Clock } from '../environment.ts';
import { log } from '../log.ts';

export interface CheckpointsOptions {
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly deployment: string;
  readonly place: CheckpointPlace;
}

const EVERY_MINUTES = 10;
/** At the end there is not much time; what is not signed then is signed after the next start. */
const [LAST_ONE_MS, LAST_PATIENCE_MS] = [2000, 500];

export const checkpointTopic = (service: string): string => `hearth.${service}.checkpoints.v1`;

/** Makes the checkpoints of one service: at intervals, at the end, and whenever somebody asks; keeps them in a file and tells them on a topic. */
export class Checkpoints {
  readonly #options: CheckpointsOptions;
  readonly #key: SigningKey;
  readonly #maker: CheckpointMaker;
  #timer: NodeJS.Timeout | null = null;
  #telling: Promise<void> = Promise.resolve();

  private constructor(options: CheckpointsOptions, key: SigningKey) {
    const { store, horizon, deployment, clock, place } = options;
    this.#options = options;
    this.#key = key;
    this.#maker = new CheckpointMaker({ store, horizon, deployment, dir: place.dir, key, now: () => clock.now() });
  }

  static async open(options: CheckpointsOptions): Promise<Checkpoints> {
    const { keysDir, keyFile } = options.place;
    return new Checkpoints(options, await signingKey({ dir: keysDir, ...(keyFile === undefined ? {} : { file: keyFile }) }));
  }

  async start(): Promise<void> {
    await this.#options.bus.ensureTopics([{ name: this.#topic, partitions: 1 }]);
    const minutes = this.#options.place.everyMinutes ?? EVERY_MINUTES;
    if (minutes > 0) this.#timer = setInterval(() => { void this.#quietly({ by: this.#self }); }, minutes * 60_000).unref();
    void this.#tell();
  }

  /** On disk when it returns; null when nothing is new. A topic that is away is told later. */
  async make(making: Making): Promise<Made | null> {
    const made = await this.#maker.make(making);
    await this.#tell();
    return made;
  }

  async newest(limit: number): Promise<Checkpoint[]> {
    return (await newestCheckpoints(this.#maker.path, (_, index) => index < limit)).map(({ payload }) => payload);
  }

  /** Everything there is, whole and closed by a signature of its own; null when there is nothing yet. */
  async file(): Promise<Readable | null> {
    const [last] = await newestCheckpoints(this.#maker.path, (_, index) => index < 1);
    if (last === undefined) return null;
    const { payload: { service, number } } = last;
    const head = await sign('head', { service, number, newest: jwsHash(last.jws), at: this.#options.clock.now().toISOString() }, this.#key);
    const path = this.#maker.path;
    return Readable.from((async function* () {
      yield* createReadStream(path, { end: last.end - 1 });
      yield `{"head":"${head}"}\n`;
    })(), { objectMode: false });
  }

  /** Positions that no checkpoint covers yet. */
  async uncovered(): Promise<number> {
    const [last] = await this.newest(1);
    return Math.max(0, this.#options.horizon.lastAssigned - (last?.to ?? 0));
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#quietly({ by: this.#self, patienceMs: LAST_PATIENCE_MS, signal: AbortSignal.timeout(LAST_ONE_MS) });
  }

  get #self(): string {
    return `service:${this.#options.store.service}`;
  }

  get #topic(): string {
    return checkpointTopic(this.#options.store.service);
  }

  async #quietly(making: Making): Promise<void> {
    await this.make(making).catch((error: unknown) => { this.#said(error); });
  }

  #said(error: unknown): void {
    log.error({ service: this.#options.store.service, fault: error instanceof Error ? error.message : typeof error }, 'a checkpoint could not be made or told; it is tried again');
  }

  /** One at a time, so that nothing is told twice. */
  #tell(): Promise<void> {
    this.#telling = this.#telling.then(() => this.#tellUntold()).catch((error: unknown) => { this.#said(error); });
    return this.#telling;
  }

  /** What the topic has not been told yet; after a crash perhaps once more. */
  async #tellUntold(): Promise<void> {
    const mark = `${this.#maker.path}.told`;
    const told = Number(await readFile(mark, 'utf8').catch(() => '0'));
    const untold = (await newestCheckpoints(this.#maker.path, ({ payload }) => payload.number > told)).toReversed();
    const last = untold.at(-1);
    if (last === undefined) return;
    const { service } = this.#options.store;
    await this.#options.bus.publish(this.#topic, untold.map(({ jws, payload }) => ({ key: service, value: Buffer.from(jws), headers: { 'content-type': 'application/jose', number: String(payload.number) } })));
    await writeFile(`${mark}.new`, String(last.payload.number), { mode: 0o600 });
    await rename(`${mark}.new`, mark);
  }
}
