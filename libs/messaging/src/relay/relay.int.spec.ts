import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DomainEvent } from '@hearth/event-sourcing';
import { type EventStore, Horizon } from '@hearth/event-store';
import type { Delivered, EventBus, LogRecord, PartitionOffset, Subscription } from '../bus/bus.ts';
import { toFact } from '../envelope.ts';
import { logUnderTest, uniqueName } from '../testing/buses.ts';
import { type TestService, testService } from '../testing/service.ts';
import { asSuperuser } from '../testing/superuser.ts';
import { gate, until } from '../testing/until.ts';
import type { Publication, ValidateEvent } from './publication.ts';
import { Relay, type RelayOptions } from './relay.ts';

jest.setTimeout(120_000);

const household = '7c9d1c9e-58a4-4f0e-9d57-3f1f4e6c2b11';
const validate: ValidateEvent = (_type, version, data) => (version === 1 && typeof data === 'object' && data !== null && 'n' in data ? [] : ['n: is required']);

describe('the relay', () => {
  let bus: EventBus;
  let service: TestService;
  let horizon: Horizon;
  const relays: Relay[] = [];
  const horizons: Horizon[] = [];
  const subscriptions: Subscription[] = [];
  const counted: Publication = { on: 'Counted', publish: ({ data }) => ({ type: `hearth.${service.name}.Counted`, version: 1, data }) };

  beforeEach(async () => {
    [bus, service] = [logUnderTest.open(), await testService('producer-')];
    horizon = horizonOf(service.store);
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.close()));
    await Promise.all(subscriptions.splice(0).map((subscription) => subscription.close()));
    await Promise.all(horizons.splice(0).map((open) => open.close()));
    await Promise.all([bus.close(), service.close()]);
  });

  const horizonOf = (store: EventStore): Horizon => {
    const open = new Horizon({ store, pollMs: 20 });
    open.start();
    horizons.push(open);
    return open;
  };
  const start = async (options: Partial<RelayOptions> = {}): Promise<Relay> => {
    const relay = new Relay({ service: service.name, deployment: 'test', store: service.store, horizon, bus, publications: [counted], validate, ...options });
    relays.push(relay);
    await relay.start();
    return relay;
  };
  const append = async (events: readonly DomainEvent[], stream = `thing-${randomUUID()}`): Promise<readonly string[]> => {
    const { head } = await service.store.read(stream);
    const appended = await service.store.append([{ stream, expected: head, events, household, area: '341524100001', key: household }],
      { actor: { sub: 'town1', role: 'town', area: '341524100' }, now: new Date(), correlationId: 'c', causationId: null, traceparent: null, basis: [{ service: 'hiavs', id: 'verification-1', version: 2 }] });
    return appended.events.map((event) => event.id);
  };
  const counts = (from: number, count: number): DomainEvent[] => Array.from({ length: count }, (_, at) => ({ type: 'Counted', data: { n: from + at } }));
  const listen = async (): Promise<Delivered[]> => {
    const seen: Delivered[] = [];
    await bus.ensureTopics([{ name: `hearth.${service.name}.v1` }]);
    subscriptions.push(await bus.subscribe({
      group: uniqueName('listener-'), topics: [`hearth.${service.name}.v1`], maxBatch: 500,
      onBatch: ({ records }) => { seen.push(...records); return Promise.resolve(records.at(-1)?.offset ?? -1n); },
    }));
    return seen;
  };
  const quiet = (relay: Relay): Promise<void> => until('the relay is quiet', () => relay.quiet());
  const idsOf = (seen: readonly Delivered[]): string[] => seen.map((record) => toFact(record).id);

  /** The real bus, with something happening around its publish. */
  const around = (publish: (topic: string, batch: readonly LogRecord[]) => Promise<readonly PartitionOffset[]>): EventBus => ({
    name: () => bus.name(), publish, subscribe: (o) => bus.subscribe(o), ensureTopics: (t) => bus.ensureTopics(t), ends: (topic) => bus.ends(topic), lastRecords: (topic) => bus.lastRecords(topic), health: () => bus.health(), close: () => bus.close(),
  });

  it('publishes what was stored, before and after it began, in order and with the event’s own id', async () => {
    const seen = await listen();
    const before = await append(counts(0, 3));
    const relay = await start();
    const after = await append([...counts(3, 1), { type: 'Whispered', data: {} }, ...counts(4, 1)], 'thing-b');
    await quiet(relay);
    await until('five records', () => seen.length === 5);
    expect(idsOf(seen)).toEqual([...before, after[0], after[2]]);
    expect(seen[4] && toFact(seen[4])).toMatchObject({
      type: `hearth.${service.name}.Counted`, dataversion: 1, source: `/hearth/test/${service.name}`, subject: household, key: household, stream: 'thing-b', streamversion: 3, area: '341524100001',
      actor: { sub: 'town1', role: 'town', area: '341524100' }, basis: [{ service: 'hiavs', id: 'verification-1', version: 2 }], logepoch: 1, data: { n: 4 },
    });
    expect(await relay.status()).toMatchObject({ active: true, lag: 0, lagSeconds: 0, error: null });
  });

  it('loses nothing when it dies between publishing and marking: the batch is published again, in order', async () => {
    const seen = await listen();
    let deaths = 0;
    const relay = await start({
      batch: 4,
      bus: around(async (topic, batch) => {
        const stored = await bus.publish(topic, batch);
        if ((deaths += 1) <= 3) throw new Error('died after the broker had it all');
        return stored;
      }),
    });
    const ids = await append(counts(0, 10));
    await quiet(relay);
    await until('every event', () => new Set(idsOf(seen)).size === 10);
    expect(seen.length).toBeGreaterThan(10);
    const firsts = idsOf(seen).filter((id, at, all) => all.indexOf(id) === at);
    expect(firsts).toEqual(ids);
  });

  it('has published nothing that the broker never had, when it ends there', async () => {
    const failed = gate();
    const first = await start({ bus: around(() => { failed.open(); return Promise.reject(new Error('away')); }) });
    const ids = await append(counts(0, 3));
    await failed.passed;
    await first.close();
    const seen = await listen();
    await quiet(await start());
    await until('three records', () => seen.length === 3);
    expect(idsOf(seen)).toEqual(ids);
  });

  it('goes on where it stopped', async () => {
    const first = await start();
    await append(counts(0, 3));
    await quiet(first);
    await first.close();
    const seen = await listen();
    const later = await append(counts(3, 2));
    await quiet(await start());
    await until('five records', () => seen.length >= 5);
    expect(idsOf(seen).slice(3)).toEqual(later);
    expect(seen).toHaveLength(5);
  });

  it('leaves the publishing to one process; another takes over when that ends', async () => {
    const seen = await listen();
    const store = service.another();
    const one = await start();
    await until('the first is active', async () => (await one.status()).active);
    const two = await start({ store, horizon: horizonOf(store) });
    await append(counts(0, 5));
    await quiet(one);
    expect([(await one.status()).active, (await two.status()).active]).toEqual([true, false]);
    await one.close();
    await append(counts(5, 5));
    await until('the second takes over', async () => (await two.status()).active && two.quiet());
    await until('ten records', () => seen.length >= 10);
    expect(seen.map((record) => toFact(record).data)).toEqual(counts(0, 10).map((event) => event.data));
  });

  it('is fenced off when it lost its session without noticing, and cannot move the checkpoint back', async () => {
    const [holding, held] = [gate(), gate()];
    let first = true;
    const zombie = await start({
      bus: around(async (topic, batch) => {
        if (first) { first = false; holding.open(); await held.passed; }
        return bus.publish(topic, batch);
      }),
    });
    await append(counts(0, 2));
    await holding.passed;
    await asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = hashtext('hearth-relay') & 4294967295 AND objid::bigint = hashtext($1) & 4294967295", [service.name]);
    const store = service.another();
    const heir = await start({ store, horizon: horizonOf(store) });
    await append(counts(2, 3));
    await until('the heir has published all', () => heir.quiet());
    const { epoch, position } = await heir.status();
    held.open();
    await until('the zombie is idle', async () => !(await zombie.status()).active);
    expect(await heir.status()).toMatchObject({ epoch, position });
  }, 20_000);

  it('publishes again from a position when an operator says so', async () => {
    const relay = await start();
    const seen = await listen();
    const ids = await append(counts(0, 4));
    await quiet(relay);
    await relay.republish(3);
    await until('two more records', () => seen.length >= 6);
    expect(idsOf(seen)).toEqual([...ids, ...ids.slice(2)]);
    await append(counts(4, 1));
    await until('the relay goes on', () => seen.length === 7);
    await quiet(relay);
  });

  it('does not mark a batch that it had in hand when an operator moved the checkpoint', async () => {
    const [holding, held] = [gate(), gate()];
    const seen = await listen();
    const relay = await start({ bus: around(async (topic, batch) => { holding.open(); await held.passed; return bus.publish(topic, batch); }) });
    const ids = await append(counts(0, 2));
    await holding.passed;
    await relay.republish(1);
    held.open();
    await until('both twice', () => seen.length === 4);
    await quiet(relay);
    expect(idsOf(seen)).toEqual([...ids, ...ids]);
  });

  it('never publishes what breaks its contract, nor anything after it', async () => {
    const seen = await listen();
    const relay = await start({ batch: 1 });
    await append([...counts(0, 1), { type: 'Counted', data: { m: 1 } }, ...counts(2, 1)]);
    await until('the failure shows', async () => (await relay.status()).error !== null);
    expect(seen.map((record) => toFact(record).data)).toEqual([{ n: 0 }]);
    expect(await relay.quiet()).toBe(false);
    expect((await relay.status()).lag).toBeGreaterThan(0);
  });

  it('shows publications the newest version of an event', async () => {
    const seen = await listen();
    const relay = await start({ upcasters: { Counted: { 1: (data) => ({ ...data, unit: 'person' }) } } });
    await append(counts(0, 1));
    await quiet(relay);
    await until('a record', () => seen.length === 1);
    expect(seen.map((record) => toFact(record).data)).toEqual([{ n: 0, unit: 'person' }]);
  });

  it('is quiet again after an append that was rolled back', async () => {
    const relay = await start();
    await append(counts(0, 1));
    await service.store.inTransaction(async (tx) => {
      await service.store.append([{ stream: 'thing-gone', expected: { version: 0, hash: '' }, events: counts(0, 1), household, area: null, key: household }],
        { actor: { sub: 'town1', role: 'town', area: '*' }, now: new Date(), correlationId: 'c', causationId: null, traceparent: null, basis: [] }, tx);
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await quiet(relay);
  });

  it('waits for a broker that is away', async () => {
    let away = true;
    const seen = await listen();
    const relay = await start({ bus: around((topic, batch) => (away ? Promise.reject(new Error('away')) : bus.publish(topic, batch))) });
    const ids = await append(counts(0, 3));
    await until('the failure shows', async () => (await relay.status()).error === 'away');
    away = false;
    await until('all is published', () => seen.length === 3);
    expect(idsOf(seen)).toEqual(ids);
  });

  it('tells another broker everything from the start, and goes on at the first one where it was', async () => {
    const seen = await listen();
    const ids = await append(counts(1, 3));
    const first = await start();
    await until('three records', () => seen.length === 3);
    await first.close();
    const another: EventBus = Object.create(bus, { name: { value: async () => 'another' } }) as EventBus;
    const second = await start({ bus: another });
    await until('the three again', () => seen.length === 6);
    await second.close();
    const third = await start();
    const later = await append(counts(4, 1));
    await until('the later one alone', () => seen.length === 7);
    expect(seen.map((record) => record.headers['ce_id'])).toEqual([...ids, ...ids, ...later]);
    expect(await third.quiet()).toBe(true);
  });
});
