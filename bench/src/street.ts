import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@hearth/event-sourcing';
import { EventStore, Horizon, migrate, NO_STREAM, openPool, readLogEpoch } from '@hearth/event-store';
import { type EventBus, type Fact, Inbox, type InboxUnit, type Log, messagingTables, Relay } from '@hearth/messaging';
import { CHINA_TIME } from '@hearth/kernel';
import { StagedUnit } from '@hearth/service-host';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACTOR = { sub: 'service:bench', role: 'service', area: '*' };
/** About 430 bytes of JSON, as every bench's event. */
const PAYLOAD = 'x'.repeat(390);

/** Two services, the way of a fact between them: commit in A, relay, bus, inbox, applied and committed in B. */
export interface Street {
  /** Stores one event in A; answers when B has committed what it made of it. */
  exchange(): Promise<void>;
  close(): Promise<void>;
}

export async function openStreet(databaseUrl: string, bus: EventBus, log?: Log): Promise<Street> {
  const [a, b] = [await service(databaseUrl, 'speaker'), await service(databaseUrl, 'hearer')];
  const relay = new Relay({ service: 'speaker', deployment: 'bench', store: a.store, horizon: a.horizon, bus, ...(log ? { log } : {}), validate: () => [], publications: [{ on: 'Said', publish: ({ data }) => ({ type: 'hearth.speaker.Said', version: 1, data }) }] });
  const waiting = new Map<string, () => void>();
  const committed: string[] = [];
  b.store.onAppended(() => { for (const stream of committed.splice(0)) { waiting.get(stream)?.(); waiting.delete(stream); } });
  const inbox = new Inbox({ service: 'hearer', sources: ['speaker'], bus, store: b.store, ...(log ? { log } : {}), unitOf: (fact, tx) => unitOf(b.store, fact, tx) });
  await relay.start();
  await inbox.start(new Map([['hearth.speaker.Said', {
    versions: [1],
    handle: async (fact, { tx }) => {
      await b.store.append([{ stream: `heard-${fact.id}`, expected: NO_STREAM, events: [{ type: 'Heard', data: { payload: PAYLOAD } }], household: null, area: null, key: fact.key }], context(fact.id), tx);
      committed.push(fact.stream);
    },
  }]]));
  return {
    exchange: () => {
      const id = randomUUID(), stream = `said-${id}`;
      const applied = new Promise<void>((done) => { waiting.set(stream, done); });
      return a.store.append([{ stream, expected: NO_STREAM, events: [said()], household: null, area: null, key: id }], context(null)).then(() => applied);
    },
    close: async () => {
      await inbox.close();
      await relay.close();
      for (const { horizon, store } of [a, b]) { await horizon.close(); await store.pool.end(); }
    },
  };
}

const said = (): DomainEvent => ({ type: 'Said', data: { payload: PAYLOAD } });
const context = (causationId: string | null): Parameters<EventStore['append']>[1] => ({ actor: ACTOR, now: new Date(), correlationId: randomUUID(), causationId, traceparent: null, basis: [] });

function unitOf(store: EventStore, fact: Fact, tx: ConstructorParameters<typeof StagedUnit>[0]['tx']): InboxUnit {
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
