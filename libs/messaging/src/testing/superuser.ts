import { Pool } from 'pg';

export function databaseUrl(): string {
  const url = process.env['HEARTH_TEST_DATABASE_URL'];
  if (!url) throw new Error('HEARTH_TEST_DATABASE_URL is not set: the test run starts the database');
  return url;
}

/** One statement as the superuser, past all rights. */
export async function asSuperuser(text: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
  const pool = new Pool({ connectionString: databaseUrl(), max: 1 });
  const { rows } = await pool.query<object>(text, [...values]);
  await pool.end();
  return rows;
}
