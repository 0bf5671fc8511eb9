import { namesOf, quoted } from '../names.ts';
import type { Tx } from '../tx.ts';
import type { Projection } from './projection.ts';
import { besideOf, isBeside, tablesOf } from './targets.ts';

/** Readers that are in the middle of something are waited for this long; everybody who comes after stands behind us meanwhile. */
const LOCK_TIMEOUT = '1s';

/** Empty tables like those in use, with the same columns, checks and indexes. Their rights are those that every table of the owner has. */
export async function makeBeside(tx: Tx, service: string, projection: Projection): Promise<void> {
  const { table } = namesOf(service);
  await asOwner(tx, service, async () => {
    for (const name of tablesOf(projection)) {
      await tx.query(`DROP TABLE IF EXISTS ${table(besideOf(name))}`);
      await tx.query(`CREATE TABLE ${table(besideOf(name))} (LIKE ${table(name)} INCLUDING ALL)`);
    }
  });
}

export async function dropBeside(tx: Tx, service: string, projection: Projection): Promise<void> {
  const { table } = namesOf(service);
  await asOwner(tx, service, async () => {
    for (const name of tablesOf(projection)) await tx.query(`DROP TABLE IF EXISTS ${table(besideOf(name))}`);
  });
}

/** Of a rebuild that is over without having been told: of a projection that is no more, or one that has other tables now. */
export async function dropOrphans(tx: Tx, service: string, kept: readonly string[]): Promise<void> {
  const { schema, table } = namesOf(service);
  const { rows } = await tx.query<{ name: string }>('SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = $2', [schema, 'r']);
  const orphans = rows.filter(({ name }) => isBeside(name) && !kept.some((one) => besideOf(one) === name));
  if (orphans.length > 0) await asOwner(tx, service, async () => { for (const { name } of orphans) await tx.query(`DROP TABLE ${table(name)}`); });
}

/** So that the first reader after the switch is planned for what is there, not for an empty table. */
export async function analyseBeside(tx: Tx, service: string, projection: Projection): Promise<void> {
  const { table } = namesOf(service);
  await asOwner(tx, service, async () => {
    for (const name of tablesOf(projection)) await tx.query(`ANALYZE ${table(besideOf(name))}`);
  });
}

/**
 * Puts the new tables in the place of the old ones, under the same names, indexes and sequences included. Whoever reads waits for the commit
 * and then reads the new ones: PostgreSQL looks a name up again when what it stood for is gone, in prepared statements too.
 */
export async function switchTables(tx: Tx, service: string, projection: Projection): Promise<void> {
  const { table } = namesOf(service);
  await asOwner(tx, service, async () => {
    await tx.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    for (const name of tablesOf(projection)) {
      const [before, after] = [await partsOf(tx, table(name)), await partsOf(tx, table(besideOf(name)))];
      await tx.query(`DROP TABLE ${table(name)}`);
      await tx.query(`ALTER TABLE ${table(besideOf(name))} RENAME TO ${quoted(name)}`);
      for (const part of before) {
        const same = after.findIndex((one) => one.kind === part.kind && one.what === part.what);
        const [made] = same < 0 ? [] : after.splice(same, 1);
        if (made !== undefined) await tx.query(`ALTER ${part.kind} ${table(made.name)} RENAME TO ${quoted(part.name)}`);
      }
    }
  });
}

interface Part {
  readonly kind: 'INDEX' | 'SEQUENCE';
  readonly name: string;
  /** Same text = same purpose: an index's definition without its names, a sequence's column. */
  readonly what: string;
}

async function partsOf(tx: Tx, table: string): Promise<Part[]> {
  const { rows } = await tx.query<Part>(
    `SELECT 'INDEX' AS kind, c.relname AS name, i.indisunique::text || substring(pg_get_indexdef(i.indexrelid) FROM ' USING .*') AS what
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::regclass
     UNION ALL
     SELECT 'SEQUENCE', c.relname, a.attname FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
     JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.refobjid = $1::regclass ORDER BY 1, 2`, [table]);
  return rows;
}

async function asOwner(tx: Tx, service: string, work: () => Promise<void>): Promise<void> {
  await tx.query(`SET LOCAL ROLE "${namesOf(service).owner}"`);
  await work();
  await tx.query('RESET ROLE');
}
