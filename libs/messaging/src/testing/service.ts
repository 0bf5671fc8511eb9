import type { Fact } from '../fact.ts';
import { EventStore, migrate, type MigrationClass, openPool } from '@hearth/event-store';
import type { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { EventBus } from '../bus/bus.ts';
import type { FactContext, FactHandler } from '../inbox/handler.ts';
import { Inbox, type InboxOptions } from '../inbox/inbox.ts';
import { messagingTables } from '../tables.ts';
import { uniqueName } from './buses.ts';
import { StagedUnit } from './staged-unit.ts';
import { databaseUrl } from './superuser.ts';
import { until } from './until.ts';

export interface Applied { readonly id: string; readonly key: string; readonly n: number }

export type TestInboxOptions = Partial<Omit<InboxOptions, 'store'>> & Pick<InboxOptions, 'bus' | 'sources'> & { readonly store?: EventStore };

/** A service of its own, with table `applied`: what its handlers did, in the order in which they did it. */
export interface TestService {
  readonly name: string;
  readonly store: EventStore;
  /** A second process of the same service. */
  another(): EventStore;
  inbox(options: TestInboxOptions): Inbox;
  applied(): Promise<readonly Applied[]>;
  rows<R>(text: string): Promise<R[]>;
  close(): Promise<void>;
}

export async function testService(prefix = 'consumer-'): Promise<TestService> {
  const url = databaseUrl();
  const name = uniqueName(prefix);
  await migrate({ url, service: name, migrations: [tablesOf(name)] });
  const pools: Pool[] = [];
  const another = (): EventStore => {
    const pool = openPool({ url, service: name, max: 8 });
    pools.push(pool);
    return new EventStore({ pool, service: name, logEpoch: 1 });
  };
  const store = another();
  const rows = async <R>(text: string): Promise<R[]> => (await store.inTransaction((tx) => tx.query<R>(text))).rows;
  return {
    name, store, another, rows,
    inbox: (options) => new Inbox({ service: name, store, unitOf: (fact, tx) => new StagedUnit(options.store ?? store, fact, tx).asInboxUnit(), ...options }),
    applied: () => rows<Applied>(`SELECT id, key, n FROM "${name}".applied ORDER BY seq`),
    close: async () => { await Promise.all(pools.map((pool) => pool.end())); },
  };
}

/** A handler that writes each fact into `applied`, after whatever `before` does. */
export const applying = (service: TestService, before: (fact: Fact<{ n: number }>, context: FactContext) => Promise<void> | void = () => undefined): FactHandler => ({
  versions: [1],
  handle: async (fact, context) => {
    const counted = fact as Fact<{ n: number }>;
    await before(counted, context);
    await context.tx.query(`INSERT INTO "${service.name}".applied (id, key, n) VALUES ($1, $2, $3)`, [fact.id, fact.key, counted.data.n]);
  },
});

export const numbersOf = (applied: readonly Applied[], key: string): number[] => applied.filter((row) => row.key === key).map((row) => row.n);

export const drained = (inbox: Inbox): Promise<void> => until('the inbox is quiet', () => inbox.quiet());

export const topicsOf = (bus: EventBus, names: readonly string[]): Promise<void> => bus.ensureTopics(names.map((name) => ({ name: `hearth.${name}.v1` })));

const tablesOf = (service: string): MigrationClass => class Tables implements MigrationInterface {
  readonly name = `${service}-tables1763769600001`;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of messagingTables(service)) await runner.query(statement);
    await runner.query(`CREATE TABLE "${service}".applied (seq bigint GENERATED ALWAYS AS IDENTITY, id uuid NOT NULL, key text NOT NULL, n integer NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> { await runner.query(`DROP TABLE "${service}".applied`); }
};
