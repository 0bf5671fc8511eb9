import { namesOf } from '../names.ts';
import type { Tx } from '../tx.ts';
import type { RowVersion } from './row-fold.ts';

const NAME = /^[a-z][a-z0-9_-]{0,40}$/;
const FIELD = /^[a-zA-Z][a-zA-Z0-9_]{0,40}$/;

/** Quoted name of the table that holds the rows of a projection. */
export function rowTable(service: string, projection: string): string {
  if (!NAME.test(projection)) throw new RangeError('projection: lower-case letters, digits, - and _ only');
  return namesOf(service).table(`row_${projection}`);
}

/** A field of the body, in SQL: a value that can be compared and sorted by its JSON type. The name is checked, for it becomes part of the statement. */
export function bodyField(field: string): string {
  if (!FIELD.test(field)) throw new RangeError('field: letters, digits and _ only');
  return `coalesce(body->'${field}', 'null'::jsonb)`;
}

/** The table and its indexes; harmless when they are there. */
export function rowTableStatements(service: string, projection: string, indexed: readonly string[] = []): string[] {
  const table = rowTable(service, projection);
  const index = (what: string, columns: string, unique = ''): string =>
    `CREATE ${unique}INDEX IF NOT EXISTS "row_${projection}_${what}" ON ${table} ${columns} WHERE recorded_to = 'infinity'`;
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (
       id text NOT NULL, household uuid, area text, body jsonb NOT NULL, version bigint NOT NULL,
       recorded_from timestamptz NOT NULL, recorded_to timestamptz NOT NULL DEFAULT 'infinity',
       since bigint NOT NULL, until bigint, command text NOT NULL, PRIMARY KEY (id, since))`,
    index('current', '(id)', 'UNIQUE '),
    index('household', '(household)'),
    index('area', '(area text_pattern_ops, id)'),
    ...indexed.map((field) => index(`by_${field}`, `((${bodyField(field)}), id)`)),
  ];
}

interface Stored {
  readonly id: string;
  readonly household: string | null;
  readonly area: string | null;
  readonly body: object;
  readonly version: number;
  readonly since: number;
  readonly until: number | null;
  readonly command: string;
  readonly recorded_from: Date;
  /** The driver's word for infinity is the number. */
  readonly recorded_to: Date | number;
}

/** The last version of each of the rows, open or closed. */
export async function loadLatest(tx: Tx, table: string, ids: readonly string[]): Promise<Map<string, RowVersion>> {
  const { rows } = await tx.query<Stored>(
    `SELECT r.* FROM unnest($1::text[]) AS k(id)
     CROSS JOIN LATERAL (SELECT * FROM ${table} t WHERE t.id = k.id ORDER BY t.since DESC LIMIT 1) r`, [ids]);
  return new Map(rows.map((row) => [row.id, {
    id: row.id, household: row.household, area: row.area, body: row.body, version: row.version, since: row.since, until: row.until, command: row.command,
    from: row.recorded_from.toISOString(), to: row.recorded_to instanceof Date ? row.recorded_to.toISOString() : null,
  }]));
}

/** All versions in one statement, in the order given: a row's former version is closed before the next one is written. */
export async function writeVersions(tx: Tx, table: string, versions: readonly RowVersion[]): Promise<void> {
  await tx.query(
    `INSERT INTO ${table} AS r (id, household, area, body, version, recorded_from, recorded_to, since, until, command)
     SELECT n.id, n.household, n.area, n.body, n.version, n.recorded_from, coalesce(n.recorded_to, 'infinity'), n.since, n.until, n.command
     FROM unnest($1::text[], $2::uuid[], $3::text[], $4::jsonb[], $5::bigint[], $6::timestamptz[], $7::timestamptz[], $8::bigint[], $9::bigint[], $10::text[])
       WITH ORDINALITY AS n(id, household, area, body, version, recorded_from, recorded_to, since, until, command, nr) ORDER BY n.nr
     ON CONFLICT (id, since) DO UPDATE SET household = excluded.household, area = excluded.area, body = excluded.body,
       version = excluded.version, recorded_from = excluded.recorded_from, recorded_to = excluded.recorded_to, until = excluded.until, command = excluded.command`,
    [versions.map((v) => v.id), versions.map((v) => v.household), versions.map((v) => v.area), versions.map((v) => JSON.stringify(v.body)),
      versions.map((v) => v.version), versions.map((v) => v.from), versions.map((v) => v.to), versions.map((v) => v.since), versions.map((v) => v.until), versions.map((v) => v.command)]);
}
