import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, Horizon, NO_STREAM, type StreamHead, Tail, type Tx } from './index.ts';
import { appendOf, context, counted, newStream, type TestLog, testLog } from './testing/test-log.ts';

const WRITERS = 32;
const ROUNDS = 25;

let log: TestLog;
beforeAll(async () => { log = await testLog({ max: WRITERS }); });
afterAll(() => log.close());

/** The mistake: what is visible is taken for complete. Positions drawn earlier and committed later are never read. */
class NaiveHorizon extends Horizon {
  readonly #store: EventStore;
  readonly #moves = new EventEmitter();
  #seen = 0;

  constructor(store: EventStore) {
    super({ store });
    this.#store = store;
    store.onAppended(() => void this.refresh());
  }

  override get position(): number { return this.#seen; }
  override get lastAssigned(): number { return this.#seen; }

  override async refresh(): Promise<number> {
    const { rows: [row] } = await this.#store.pool.query<{ last: number }>('SELECT coalesce(max(position), 0) AS last FROM events');
    this.#seen = Math.max(this.#seen, row?.last ?? 0);
    this.#moves.emit('moved', this.#seen);
    return this.#seen;
  }

  override onMoved(listener: (position: number) => void): () => void {
    this.#moves.on('moved', listener);
    return () => void this.#moves.off('moved', listener);
  }
}

/** What a tail delivers, and a way to wait for more of it. */
class Delivery {
  readonly positions: number[] = [];
  readonly ids: string[] = [];
  readonly #batches = new EventEmitter();
  readonly tail: Tail;

  constructor(store: EventStore, horizon: Horizon, batch = 100) {
    this.tail = new Tail({
      store, horizon, name: 'test', from: 0, batch,
      onBatch: (events) => {
        this.positions.push(...events.map((event) => event.position));
        this.ids.push(...events.map((event) => event.id));
        this.#batches.emit('batch');
        return Promise.resolve();
      },
    });
    this.tail.start();
  }

  async until(count: number): Promise<void> {
    while (this.ids.length < count) await once(this.#batches, 'batch');
  }

  async drained(): Promise<void> {
    while (!(await this.tail.quiet()));
  }
}

/** mulberry32: the same run for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Appends to a stream of its own in transactions of which some are held open and some rolled back. */
async function write(store: EventStore, chance: () => number): Promise<void> {
  const stream = newStream();
  let head: StreamHead = NO_STREAM;
  for (let round = 0; round < ROUNDS; round += 1) {
    const hold = chance() < 0.2 ? chance() * 0.04 : 0;
    const rollback = chance() < 0.05;
    try {
      await store.inTransaction(async (tx) => {
        await store.append([appendOf(stream, [counted(round), counted(round)], head)], context(), tx);
        if (hold > 0) await tx.query('SELECT pg_sleep($1)', [hold]);
        if (rollback) throw new RolledBack();
      });
      head = (await store.read(stream)).head;
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
    }
  }
}

class RolledBack extends Error {}

async function committed(store: EventStore): Promise<string[]> {
  return (await store.readFrom(0, Number.MAX_SAFE_INTEGER, 1_000_000)).map((event) => event.id);
}

describe('a tail while 32 writers hold and roll back', () => {
  it('delivers exactly what was committed, in order; a cursor that trusts what it sees does not', async () => {
    const reader = log.another(4);
    const horizon = new Horizon({ store: reader, pollMs: 5 });
    const naive = new NaiveHorizon(log.store);
    horizon.start();
    const right = new Delivery(reader, horizon);
    const wrong = new Delivery(log.store, naive);
    const chance = random(20261122);
    await Promise.all(Array.from({ length: WRITERS }, () => write(log.store, chance)));
    await Promise.all([right.drained(), naive.refresh()]);
    await wrong.drained();

    const all = await committed(reader);
    expect(all.length).toBeGreaterThan(WRITERS * ROUNDS);
    expect(right.ids).toEqual(all);
    expect(right.positions).toEqual(right.positions.toSorted((a, b) => a - b));
    const missed = all.filter((id) => !wrong.ids.includes(id));
    expect(missed.length).toBeGreaterThan(0);

    await Promise.all([right.tail.close(), wrong.tail.close()]);
    await horizon.close();
  });
});

/** Opens a transaction that has appended, and leaves it open until told. */
async function held(store: EventStore, stream: string): Promise<{ release: () => void; done: Promise<unknown> }> {
  const gate = new EventEmitter();
  const appended = once(gate, 'appended');
  const done = store.inTransaction(async (tx: Tx) => {
    await store.append([appendOf(stream)], context(), tx);
    const released = once(gate, 'release');
    gate.emit('appended');
    await released;
  });
  await appended;
  return { release: () => gate.emit('release'), done };
}

describe('the horizon', () => {
  it('waits for a transaction that drew a position before others committed', async () => {
    const before = (await committed(log.store)).length;
    const horizon = new Horizon({ store: log.store });
    horizon.start();
    const delivery = new Delivery(log.store, horizon);
    const [early, late] = [newStream(), newStream()];
    const open = await held(log.store, early);
    await log.store.append([appendOf(late)], context());
    await horizon.refresh();
    expect(horizon.position).toBeLessThan(horizon.lastAssigned);
    expect(await delivery.tail.quiet()).toBe(false);
    open.release();
    await open.done;
    await delivery.until(before + 2);
    expect(delivery.ids).toEqual(await committed(log.store));
    await delivery.tail.close();
    await horizon.close();
  });

  it('does not wait for transactions that write elsewhere or only read', async () => {
    const horizon = new Horizon({ store: log.store });
    await log.store.inTransaction(async (tx) => {
      await tx.query(`INSERT INTO known (kind, id, body, updated) VALUES ('person', 'p', '{}', now())`);
      await tx.query('SELECT count(*) FROM events');
      await log.store.append([appendOf(newStream())], context());
      await horizon.refresh();
      expect(horizon.position).toBe(horizon.lastAssigned);
    });
  });

  it('passes over what was rolled back', async () => {
    const horizon = new Horizon({ store: log.store });
    await expect(log.store.inTransaction(async (tx) => {
      await log.store.append([appendOf(newStream())], context(), tx);
      throw new RolledBack();
    })).rejects.toThrow(RolledBack);
    await horizon.refresh();
    expect(horizon.position).toBe(horizon.lastAssigned);
  });

  it('is woken by an append of its own process, long before it would look by itself', async () => {
    const horizon = new Horizon({ store: log.store, pollMs: 3_600_000 });
    horizon.start();
    await horizon.refresh();
    const emitter = new EventEmitter();
    const moved = once(emitter, 'moved');
    horizon.onMoved((position) => emitter.emit('moved', position));
    const { position } = await log.store.append([appendOf(newStream())], context());
    expect(await moved).toEqual([position]);
    await horizon.close();
  });
});

describe('a tail', () => {
  it('gives the same events again after a throw, and shows the error', async () => {
    const horizon = new Horizon({ store: log.store });
    await horizon.refresh();
    const seen: number[] = [];
    const errors: unknown[] = [];
    const done = new EventEmitter();
    const tail = new Tail({
      store: log.store, horizon, name: 'stumbling', from: horizon.position, onError: (error) => errors.push(error),
      onBatch: (events) => {
        seen.push(...events.map((event) => event.position));
        if (seen.length === 1) return Promise.reject(new Error('the bus is away'));
        done.emit('handled');
        return Promise.resolve();
      },
    });
    tail.start();
    horizon.start();
    const handled = once(done, 'handled');
    const { position } = await log.store.append([appendOf(newStream())], context());
    await handled;
    expect(seen).toEqual([position, position]);
    expect(errors).toMatchObject([{ message: 'the bus is away' }]);
    await tail.close();
    await horizon.close();
    expect(tail.status()).toMatchObject({ name: 'stumbling', position, lag: 0, error: null });
  });

  it('goes back when told to', async () => {
    const horizon = new Horizon({ store: log.store });
    horizon.start();
    const delivery = new Delivery(log.store, horizon, 50);
    await delivery.drained();
    const first = delivery.ids.length;
    delivery.tail.rewind(0);
    await delivery.until(2 * first);
    expect(delivery.ids.slice(first)).toEqual(delivery.ids.slice(0, first));
    await delivery.tail.close();
    await horizon.close();
  });
});
