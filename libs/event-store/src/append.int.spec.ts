import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExpectedVersionConflict, NO_STREAM, uuidv5 } from './index.ts';
import { appendOf, context, counted, newStream, type TestLog, testLog } from './testing/test-log.ts';

let log: TestLog;
beforeAll(async () => { log = await testLog({ max: 8 }); });
afterAll(() => log.close());

const reasons = (outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] => outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));

describe('append', () => {
  it('numbers the events of a stream and gives back what a read gives', async () => {
    const stream = newStream();
    const { events, position } = await log.store.append([appendOf(stream, [counted(1), { ...counted(2), schemaVersion: 3, effectiveOn: '2026-01-31' }])], context('2026-11-22T16:30:00Z'));
    const read = await log.store.read(stream);
    expect(read.events).toEqual(events);
    expect(read.head.version).toBe(2);
    expect(events.map((event) => [event.version, event.schemaVersion, event.effectiveOn, event.recordedAt])).toEqual([
      [1, 1, '2026-11-23', '2026-11-22T16:30:00.000Z'], [2, 3, '2026-01-31', '2026-11-22T16:30:00.000Z'],
    ]);
    expect(position).toBe(events[1]?.position);
    expect(events[0]?.metadata).toEqual({
      actor: { sub: 'town1', role: 'town', area: '341524100' }, household: appendOf(stream).household, area: '341524100001', key: appendOf(stream).key,
      causationId: null, correlationId: 'correlation', traceparent: null, basis: [],
    });
  });

  it('refuses a version or a hash that is not the head', async () => {
    const stream = newStream();
    await log.store.append([appendOf(stream)], context());
    const { head } = await log.store.read(stream);
    await expect(log.store.append([appendOf(stream)], context())).rejects.toThrow(ExpectedVersionConflict);
    await expect(log.store.append([appendOf(stream, [counted(2)], { version: 1, hash: 'ab'.repeat(32) })], context())).rejects.toMatchObject({ stream, expected: { version: 1 } });
    await log.store.append([appendOf(stream, [counted(2)], head)], context());
    expect((await log.store.read(stream)).events).toHaveLength(2);
  });

  it('lets exactly one of many writers win, within a process and between two', async () => {
    const stream = newStream();
    const stores = [log.store, log.another(8)];
    const tries = Array.from({ length: 24 }, (_, n) => stores[n % 2]?.append([appendOf(stream, [counted(n)])], context()));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(reasons(outcomes).every((reason) => reason instanceof ExpectedVersionConflict)).toBe(true);
    expect((await log.store.read(stream)).events).toHaveLength(1);
  });

  it('writes all streams or none', async () => {
    const [taken, free] = [newStream(), newStream()];
    await log.store.append([appendOf(taken)], context());
    await expect(log.store.append([appendOf(free), appendOf(taken)], context())).rejects.toMatchObject({ stream: taken });
    expect(await log.store.exists(free)).toBe(false);
    const { events } = await log.store.append([appendOf(free), appendOf(newStream(), [counted(1), counted(2)])], context());
    expect(events.map((event) => event.version)).toEqual([1, 1, 2]);
  });

  it('keeps what must be unique unique: a stream whose id is made from the name', async () => {
    const name = uuidv5('id-number:5f2c', '6ba7b810-9dad-11d1-80b4-00c04fd430c8');
    const claims = Array.from({ length: 10 }, () => log.store.append([appendOf(`claim-${name}`), appendOf(newStream())], context()));
    expect((await Promise.allSettled(claims)).filter((claim) => claim.status === 'fulfilled')).toHaveLength(1);
  });

  it('folds what arrives together and still gives each caller its own fate', async () => {
    const streams = Array.from({ length: 60 }, newStream);
    const taken = streams[7] ?? '';
    await log.store.append([appendOf(taken)], context());
    const outcomes = await Promise.allSettled(streams.map((stream, n) =>
      log.store.append([n === 9 ? { ...appendOf(stream), household: 'not a uuid' } : appendOf(stream, [counted(n)])], context())));
    const failed = outcomes.flatMap((outcome, n) => (outcome.status === 'rejected' ? [n] : []));
    expect(failed).toEqual([7, 9]);
    expect(outcomes[7]).toMatchObject({ reason: { name: 'ExpectedVersionConflict', stream: taken } });
    const written = await Promise.all(streams.filter((_, n) => n !== 7 && n !== 9).map(async (stream) => (await log.store.read(stream)).events.length));
    expect(new Set(written)).toEqual(new Set([1]));
  });

  it('makes nothing of an append without events', async () => {
    expect(await log.store.append([appendOf(newStream(), [])], context())).toEqual({ position: 0, events: [] });
  });
});

describe('a transaction', () => {
  it('takes its appends back when the work throws, and wakes nobody', async () => {
    const stream = newStream();
    const woken: number[] = [];
    const stop = log.store.onAppended((position) => woken.push(position));
    const work = log.store.inTransaction(async (tx) => {
      await log.store.append([appendOf(stream)], context(), tx);
      expect(await log.store.exists(stream, tx)).toBe(true);
      throw new Error('broken off');
    });
    await expect(work).rejects.toThrow('broken off');
    expect(await log.store.exists(stream)).toBe(false);
    expect(woken).toEqual([]);
    stop();
  });

  it('wakes those who listen once the events can be read', async () => {
    const stream = newStream();
    const seen: Promise<boolean>[] = [];
    const stop = log.store.onAppended(() => seen.push(log.store.exists(stream)));
    const position = await log.store.inTransaction(async (tx) => {
      const appended = await log.store.append([appendOf(stream)], context(), tx);
      expect(seen).toEqual([]);
      return appended.position;
    });
    expect(await Promise.all(seen)).toEqual([true]);
    expect(position).toBeGreaterThan(0);
    stop();
  });

  it('folds what is begun in the same breath, in its order, and tells each what became of it', async () => {
    const [taken, free] = [newStream(), newStream()];
    await log.store.append([appendOf(taken)], context());
    const outcomes: PromiseSettledResult<unknown>[] = [];
    const positions = await log.store.inTransaction(async (tx) => {
      const streams = Array.from({ length: 5 }, newStream);
      const appended = await Promise.all(streams.map((stream, n) => log.store.append([appendOf(stream, [counted(n)])], context(), tx)));
      outcomes.push(...await Promise.allSettled([appendOf(taken), appendOf(free)].map((append) => log.store.append([append], context(), tx))));
      return appended.map(({ position }) => position);
    });
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(outcomes).toMatchObject([{ status: 'rejected', reason: { name: 'ExpectedVersionConflict', stream: taken } }, { status: 'fulfilled' }]);
    expect(await log.store.exists(free)).toBe(true);
  });

  it('does what was put off before the next statement, and before the commit', async () => {
    const seen: string[] = [];
    await log.store.inTransaction(async (tx) => {
      const put = (name: string): void => tx.later?.(async (direct) => { await direct.query('SELECT 1'); seen.push(name); });
      put('one');
      put('two');
      await Promise.all([tx.query('SELECT 1').then(() => seen.push('first statement')), tx.query('SELECT 1').then(() => seen.push('second statement'))]);
      put('three');
    });
    expect(seen).toEqual(['one', 'two', 'first statement', 'second statement', 'three']);
    await expect(log.store.inTransaction(async (tx) => { tx.later?.(() => Promise.reject(new Error('could not be done'))); })).rejects.toThrow('could not be done');
  });

  it('tells a lost race inside a transaction as a conflict', async () => {
    const stream = newStream();
    const attempt = (): Promise<unknown> => log.store.inTransaction(async (tx) => {
      await log.store.read(stream, { tx });
      return log.store.append([appendOf(stream)], context(), tx);
    });
    const outcomes = await Promise.allSettled([attempt(), attempt(), attempt(), attempt()]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(reasons(outcomes).every((reason) => reason instanceof ExpectedVersionConflict)).toBe(true);
  });
});

describe('read', () => {
  it('stops at a version or at a time', async () => {
    const stream = newStream();
    await log.store.append([appendOf(stream)], context('2026-03-01T00:00:00Z'));
    await log.store.append([appendOf(stream, [counted(2)], (await log.store.read(stream)).head)], context('2026-03-02T00:00:00Z'));
    expect((await log.store.read(stream, { asOf: new Date('2026-03-01T12:00:00Z') })).head.version).toBe(1);
    expect((await log.store.read(stream, { upToVersion: 1 })).events).toHaveLength(1);
    expect(await log.store.read(newStream())).toEqual({ events: [], head: NO_STREAM });
  });

  it('loads a state, old shapes raised to the newest', async () => {
    const id = newStream().slice('thing-'.length);
    const decider = {
      stream: 'thing', initial: 0, decide: () => [], evolve: (sum: number, event: { type: 'Counted'; data: { amount: number } }) => sum + event.data.amount,
      upcasters: { Counted: { 1: (data: object) => ({ amount: 'n' in data ? data.n : 0 }) } },
    };
    await log.store.append([appendOf(`thing-${id}`, [counted(2), { type: 'Counted', schemaVersion: 2, data: { amount: 5 } }])], context());
    const { state, events, head } = await log.store.load(decider, id);
    expect([state, head.version]).toEqual([7, 2]);
    expect(events.map((event) => event.schemaVersion)).toEqual([2, 2]);
  });

  it('finds an event by its id', async () => {
    const { events: [event] } = await log.store.append([appendOf(newStream())], context());
    expect(await log.store.eventById(event?.id ?? '')).toEqual(event);
    expect(await log.store.eventById('00000000-0000-4000-8000-000000000000')).toBeNull();
  });
});
