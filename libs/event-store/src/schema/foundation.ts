import type { Client } from 'pg';
import { codeOf } from '../error-code.ts';
import { namesOf } from '../names.ts';

/** Services that start together take turns, because the catalogue does not bear two at once. */
const TURN = 0x48_45_41_52;

/**
 * The schema and its three roles: the owner, the service (adds to the log, never changes it) and a reader.
 * None may log in: a connection becomes one of them. Tables made later get their rights by default.
 */
export async function layFoundation(client: Client, service: string): Promise<void> {
  const { schema, owner, writer, reader } = namesOf(service);
  await client.query('SELECT pg_advisory_lock($1)', [TURN]);
  try {
    const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [[owner, writer, reader]]);
    const there = new Set(rows.map((row) => row.rolname));
    for (const role of [owner, writer, reader]) if (!there.has(role)) await createRole(client, role);
    const defaults = `ALTER DEFAULT PRIVILEGES FOR ROLE "${owner}" IN SCHEMA ${schema} GRANT`;
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION "${owner}";
      GRANT USAGE ON SCHEMA ${schema} TO "${writer}", "${reader}";
      ${defaults} SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO "${writer}";
      ${defaults} USAGE, SELECT ON SEQUENCES TO "${writer}";
      ${defaults} SELECT ON TABLES TO "${reader}"`);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TURN]);
  }
}

/** Roles belong to the whole server: the same service in another database may have been faster. */
async function createRole(client: Client, role: string): Promise<void> {
  await client.query(`CREATE ROLE "${role}" NOLOGIN`).catch((error: unknown) => {
    if (codeOf(error) !== '42710' && codeOf(error) !== '23505') throw error;
  });
}
