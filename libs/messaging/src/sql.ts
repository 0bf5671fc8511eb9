import type { Tx } from '@hearth/event-store';
import type { Pool, QueryResultRow } from 'pg';

/** A service's schema as it stands in SQL. The name comes from the wiring, never from outside; the check keeps it so. */
export function schemaOf(service: string): string {
  const known = schemas.get(service);
  if (known !== undefined) return known;
  if (!/^[a-z][a-z0-9_-]{0,40}$/.test(service)) throw new Error('a service name is lower-case letters, digits, - and _');
  const schema = `"${service}"`;
  schemas.set(service, schema);
  return schema;
}

const schemas = new Map<string, string>();

/** Single statements outside any transaction. */
export const readingOf = (pool: Pool): Tx => ({
  async query<R>(text: string, values: readonly unknown[] = []) {
    const { rows, rowCount } = await pool.query<R & QueryResultRow>(text, [...values]);
    return { rows, rowCount: rowCount ?? 0 };
  },
});

const SPECIAL = /["\\]/;

/** PostgreSQL's text of an array of texts: the driver's own way to write it costs more than the rows are worth. */
export const textArray = (texts: readonly string[]): string => `{${texts.map((text) => `"${SPECIAL.test(text) ? text.replaceAll(/["\\]/g, String.raw`\$&`) : text}"`).join()}}`;
