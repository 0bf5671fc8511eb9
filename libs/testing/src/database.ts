import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** URL of a superuser; the database is empty and nobody else's. */
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of its own for one suite, on the server that all suites share. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env['HEARTH_TEST_DATABASE_URL'];
  if (!server) throw new Error('HEARTH_TEST_DATABASE_URL is not set: run the suites through Jest, whose global setup starts PostgreSQL');
  const name = `suite_${randomBytes(6).toString('hex')}`;
  await once(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => once(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
