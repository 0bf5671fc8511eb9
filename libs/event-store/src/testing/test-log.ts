import { randomBytes, randomUUID } from 'node:crypto';
import type { DomainEvent } from '@hearth/event-sourcing';
import { Pool } from 'pg';
import { type AppendContext, EventStore, migrate, type MigrationClass, NO_STREAM, openPool, type StreamAppend, type StreamHead } from '../index.ts';

/** A service of its own on the server of the test run: schema, roles and log. */
export interface TestLog {
  readonly url: string;
  readonly service: string;
  readonly store: EventStore;
  /** A second process of the same service. */
  another(max?: number): EventStore;
  /** As the superuser, past all rights. */
  superuser<R extends object = Record<string, unknown>>(text: string): Promise<R[]>;
  close(): Promise<void>;
}

export async function testLog(options: { max?: number; migrations?: readonly MigrationClass[] } = {}): Promise<TestLog> {
  const url = databaseUrl();
  const service = `t${randomBytes(5).toString('hex')}`;
  await migrate({ url, service, migrations: options.migrations ?? [] });
  const pools: Pool[] = [];
  const open = (max = 5): EventStore => {
    const pool = openPool({ url, service, max });
    pools.push(pool);
    return new EventStore({ pool, service, logEpoch: 1 });
  };
  const root = new Pool({ connectionString: url, max: 1 });
  pools.push(root);
  return {
    url, service, store: open(options.max), another: open,
    superuser: async <R extends object>(text: string) => (await root.query<R>(text)).rows,
    close: async () => { await Promise.all(pools.map((pool) => pool.end())); },
  };
}

export function databaseUrl(): string {
  const url = process.env['HEARTH_TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('HEARTH_TEST_DATABASE_URL is not set: the test run starts the database');
  return url;
}

export const context = (now: Date | string = new Date(), correlationId = 'correlation'): AppendContext => ({
  actor: { sub: 'town1', role: 'town', area: '341524100' }, now: new Date(now), correlationId, causationId: null, traceparent: null, basis: [],
});

export const counted = (n: number): DomainEvent => ({ type: 'Counted', data: { n } });

export function appendOf(stream: string, events: readonly DomainEvent[] = [counted(1)], expected: StreamHead = NO_STREAM): StreamAppend {
  return { stream, expected, events, household: HOUSEHOLD, area: '341524100001', key: HOUSEHOLD };
}

const HOUSEHOLD = '7c9d1c9e-58a4-4f0e-9d57-3f1f4e6c2b11';
export const newStream = (): string => `thing-${randomUUID()}`;
