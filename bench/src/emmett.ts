import type { Event } from '@event-driven-io/emmett';
import type { EventMetadata } from '@hearth/event-sourcing';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { anyone, type Declaration, declaration, EVENT_TYPE, metadataOf } from './sample.ts';

export type Declared = Event<typeof EVENT_TYPE, Declaration, { [K in keyof EventMetadata]: EventMetadata[K] }>;

/** The yardstick: Emmett's PostgreSQL store, the same events in the clear. */
export interface Emmett {
  append(events: number): Promise<string>;
  /** Sum over a stream. */
  total(id: string): Promise<number>;
  readonly url: string;
  close(): Promise<void>;
}

const CONNECTIONS = 32;

/** In a database of its own: its tables are in the public schema. */
export async function openEmmett(serverUrl: string): Promise<Emmett> {
  const url = await database(serverUrl, 'emmett');
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    url,
    append: async (count) => {
      const person = anyone();
      const id = crypto.randomUUID();
      const events = Array.from({ length: count }, (_, n): Declared => ({ type: EVENT_TYPE, data: declaration(person, n), metadata: metadataOf(person) }));
      // STREAM_DOES_NOT_EXIST is not enforced on PostgreSQL by 0.42.0; version 0 is.
      await store.appendToStream(`declaration-${id}`, events, { expectedStreamVersion: 0n });
      return id;
    },
    total: async (id) => {
      const { state } = await store.aggregateStream<number, Declared>(`declaration-${id}`, { initialState: () => 0, evolve: (sum: number, event: { readonly data: Declaration }) => sum + event.data.annual.minor });
      return state;
    },
    close: async () => {
      await store.close();
      if (!pool.ended) await pool.end();
    },
  };
}

export async function database(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}
