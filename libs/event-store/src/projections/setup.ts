import type { EventStore } from '../event-store.ts';
import { namesOf } from '../names.ts';
import type { Tx } from '../tx.ts';
import { type Checkpoint, lockCheckpoints, resetCheckpoint } from './checkpoints.ts';
import { hasRows, type Projection, type RowProjection } from './projection.ts';
import { rowTableStatements } from './row-table.ts';
import { liveTargets } from './targets.ts';

/** Makes the tables that are missing, empties the projections that have to be built anew; answers with where each one stands. */
export function setUpProjections(store: EventStore, projections: readonly Projection[]): Promise<Map<string, number>> {
  return store.inTransaction(async (tx) => {
    const made = await makeRowTables(tx, store.service, projections.filter(hasRows));
    const checkpoints = await lockCheckpoints(tx, store.service, projections.map((projection) => projection.name), store.logEpoch);
    const stands = new Map<string, number>();
    for (const projection of projections) {
      const checkpoint = checkpoints.find((one) => one.name === projection.name);
      const fresh = checkpoint === undefined || isOutdated(checkpoint, projection) || made.has(projection.name);
      if (fresh) await empty(tx, store, projection);
      stands.set(projection.name, fresh ? 0 : checkpoint.position);
    }
    return stands;
  });
}

const isOutdated = (checkpoint: Checkpoint, projection: Projection): boolean => checkpoint.version < projection.version || !checkpoint.sound;

async function empty(tx: Tx, store: EventStore, projection: Projection): Promise<void> {
  const tables = Object.values(liveTargets(store.service, projection));
  if (tables.length > 0) await tx.query(`TRUNCATE ${tables.join(', ')}`);
  await resetCheckpoint(tx, store.service, projection.name, projection.version, store.logEpoch);
}

/** Only the schema's owner may make tables; when none is missing the role is not needed. Answers with the projections whose table is new. */
async function makeRowTables(tx: Tx, service: string, projections: readonly RowProjection[]): Promise<Set<string>> {
  const { owner, schema, table } = namesOf(service);
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${schema} rows`]);
  const { rows } = await tx.query<{ relname: string; positions: boolean }>(
    `SELECT c.relname, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'since') AS positions FROM pg_class c WHERE c.relnamespace = $1::regnamespace`, [schema]);
  const there = new Set(rows.map((row) => row.relname));
  // Rows from before they knew positions cannot be brought forward, only built again.
  const older = new Set(rows.filter((row) => !row.positions).map((row) => row.relname));
  const isNew = ({ name }: RowProjection): boolean => older.has(`row_${name}`) || !there.has(`row_${name}`);
  const lacking = projections.filter((projection) => isNew(projection) || (projection.indexed ?? []).some((field) => !there.has(`row_${projection.name}_by_${field}`)));
  if (lacking.length > 0) {
    await tx.query(`SET LOCAL ROLE "${owner}"`);
    for (const { name } of lacking) if (older.has(`row_${name}`)) await tx.query(`DROP TABLE ${table(`row_${name}`)}`);
    for (const { name, indexed } of lacking) for (const statement of rowTableStatements(service, name, indexed)) await tx.query(statement);
    await tx.query('RESET ROLE');
  }
  return new Set(lacking.filter(isNew).map(({ name }) => name));
}
