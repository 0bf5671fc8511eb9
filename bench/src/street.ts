import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStore, Horizon, LocalKeyProvider, migrate, NO_STREAM, openPool, readLogEpoch, type Tx } from '@hearth/event-store';
import { type EventBus, type Fact, type FactHandler, Inbox, type InboxOptions, type InboxUnit, type Log, type LogRecord, messagingTables, Relay, sourceOf, toRecord } from '@hearth/messaging';
import { CHINA_TIME } from '@hearth/kernel';
import { StagedUnit } from '@hearth/service-host';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACTOR, anyone, AREA, type Declaration, declaration, persons, type SamplePerson } from './sample.ts';

const WRITERS = 64;

/** What B makes of a fact: its own copy of what it needs, as most consumers do; or an event of its own. */
export type Effect = 'copy' | 'event';

/** Two services, the way of a fact between them: commit in A, relay, bus, inbox, applied and committed in B. */
export interface Street {
  /** Stores one event in A; answers when B has committed what it made of it. */
  exchange(): Promise<void>;
  /** Stores `count` events in A with many writers while nothing is published; the answer lets the relay go and waits until B has committed the last. */
  backlog(count: number): Promise<() => Promise<void>>;
  /** Stores `count` events in A with many writers while they travel; waits until B has committed the last. */
  flood(count: number): Promise<void>;
  /** A record as it travels here: sealed fields, and all that is said about a fact. */
  record(): Promise<LogRecord>;
  close(): Promise<void>;
}

export async function openStreet(databaseUrl: string, bus: EventBus, effect: Effect, log?: Log): Promise<Street> {
  const names = [`speaker-${effect}`, `hearer-${effect}`] as const;
  const [a, b] = [await service(databaseUrl, names[0]), await service(databaseUrl, names[1])];
  const folder = await mkdtemp(join(tmpdir(), 'hearth-bench-keys-'));
  const keys = new LocalKeyProvider({ dir: folder });
  for (const person of persons) await keys.seal(person.id, person.name); // a key is made once in a person's life
  const arrivals = new Arrivals();
  const relayOf = (): Relay => new Relay({ service: names[0], deployment: 'bench', store: a.store, horizon: a.horizon, bus, ...(log ? { log } : {}), validate: () => [], publications: [{ on: 'Said', publish: ({ data }) => ({ type: `hearth.${names[0]}.Said`, version: 1, data }) }] });
  const inbox = new Inbox({ service: names[1], sources: [names[0]], bus, store: arrivals.watching(b.store), ...(log ? { log } : {}), unitOf: (fact, tx) => unitOf(b.store, fact, tx) });
  let relay = relayOf();
  await relay.start();
  await inbox.start(new Map([[`hearth.${names[0]}.Said`, arrivals.noting(handlers[effect](b.store))]]));
  const sealed = async (person: SamplePerson): Promise<object> => {
    const { name, idNumber, ...rest } = declaration(person, 0);
    return { ...rest, name: await keys.seal(person.id, name), idNumber: await keys.seal(person.id, idNumber) };
  };
  const store = async (id: string): Promise<void> => {
    const person = anyone(), data = await sealed(person);
    await a.store.append([{ stream: `said-${id}`, expected: NO_STREAM, events: [{ type: 'Said', data }], household: person.household, area: AREA, key: person.household }], context(null));
  };
  const storeAll = async (ids: string[]): Promise<void> => {
    await Promise.all(Array.from({ length: WRITERS }, async () => { for (let id = ids.pop(); id; id = ids.pop()) await store(id); }));
  };
  return {
    exchange: async () => {
      const id = randomUUID(), applied = arrivals.of(`said-${id}`);
      await store(id);
      await applied;
    },
    backlog: async (count) => {
      await relay.close();
      const ids = Array.from({ length: count }, () => randomUUID()), applied = ids.map((id) => arrivals.of(`said-${id}`));
      await storeAll(ids);
      return async () => {
        relay = relayOf();
        await relay.start();
        await Promise.all(applied);
      };
    },
    flood: async (count) => {
      const ids = Array.from({ length: count }, () => randomUUID()), applied = ids.map((id) => arrivals.of(`said-${id}`));
      await storeAll(ids);
      await Promise.all(applied);
    },
    record: async () => {
      const { id, household } = anyone(), said = randomUUID();
      return toRecord({
        id: said, type: `hearth.${names[0]}.Said`, dataversion: 1, source: sourceOf('bench', names[0]), time: new Date().toISOString(), subject: household, key: household, stream: `said-${said}`, streamversion: 1,
        effectiveon: '2026-11-22', area: AREA, actor: ACTOR, correlationid: randomUUID(), causationid: null, traceparent: null, basis: [], logepoch: 1, data: await sealed({ ...anyone(), id }),
      });
    },
    close: async () => {
      await inbox.close();
      await relay.close();
      for (const { horizon, store: { pool } } of [a, b]) { await horizon.close(); await pool.end(); }
      await keys.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const handlers: Readonly<Record<Effect, (store: EventStore) => FactHandler>> = {
  copy: () => ({
    versions: [1],
    handle: (fact, { known }) => {
      const { person, kind, annual, months } = fact.data as Declaration;
      return known.put('income', person, { kind, annual, months }, fact.subject);
    },
  }),
  event: (store) => ({
    versions: [1],
    handle: async (fact, { tx }) => {
      await store.append([{ stream: `heard-${fact.id}`, expected: NO_STREAM, events: [{ type: 'Heard', data: fact.data as object }], household: fact.subject, area: null, key: fact.key }], context(fact.id), tx);
    },
  }),
};

/** Tells when the transaction that applied a fact is committed. */
class Arrivals {
  private readonly waiting = new Map<string, () => void>();
  private readonly applied = new WeakMap<Tx, string[]>();

  of(stream: string): Promise<void> { return new Promise((done) => { this.waiting.set(stream, done); }); }

  noting(handler: FactHandler): FactHandler {
    return { ...handler, handle: async (fact, contextOfFact) => {
      await handler.handle(fact, contextOfFact);
      this.applied.get(contextOfFact.tx)?.push(fact.stream);
    } };
  }

  watching(store: EventStore): InboxOptions['store'] {
    return {
      pool: store.pool, eventById: (id, tx) => store.eventById(id, tx),
      inTransaction: async (work) => {
        const streams: string[] = [];
        const result = await store.inTransaction((tx) => { this.applied.set(tx, streams); return work(tx); });
        for (const stream of streams) { this.waiting.get(stream)?.(); this.waiting.delete(stream); }
        return result;
      },
    };
  }
}

const context = (causationId: string | null): Parameters<EventStore['append']>[1] => ({ actor: ACTOR, now: new Date(), correlationId: randomUUID(), causationId, traceparent: null, basis: [] });

function unitOf(store: EventStore, fact: Fact, tx: Tx): InboxUnit {
  const unit = new StagedUnit({ store, tx, now: new Date(), timeZone: CHINA_TIME, actor: ACTOR, correlationId: fact.correlationid, causationId: fact.id, traceparent: null, basis: [], scoped: false, checkPublishable: () => undefined });
  return { unit, flush: () => unit.flush() };
}

async function service(url: string, name: string): Promise<{ store: EventStore; horizon: Horizon }> {
  await migrate({ url, service: name, migrations: [messagingOf(name)] });
  const store = new EventStore({ pool: openPool({ url, service: name, max: 8 }), service: name, logEpoch: await readLogEpoch(url, name) });
  const horizon = new Horizon({ store });
  horizon.start();
  return { store, horizon };
}

const messagingOf = (name: string): new () => MigrationInterface => class BenchMessaging1700000000001 implements MigrationInterface {
  readonly name = 'BenchMessaging1700000000001';
  async up(runner: QueryRunner): Promise<void> { for (const statement of messagingTables(name)) await runner.query(statement); }
  async down(): Promise<void> { throw new Error('a bench database is thrown away whole'); }
};
