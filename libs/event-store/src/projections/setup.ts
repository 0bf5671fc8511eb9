import type { EventStore } from '../event-store.ts';
import { namesOf } from '../names.ts';
import type { Tx } from '../tx.ts';
import { type Checkpoint, lockCheckpoints, resetCheckpoint } from './checkpoints.ts';
import type { Projection, RowProjection } from './projection.ts';
import { rowTable, rowTableStatements } from './row-table.ts';

export const hasRows = (projection: Projection): projection is RowProjection => 'keys' in projection;

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
  const { table } = namesOf(store.service);
  const tables = hasRows(projection) ? [rowTable(store.service, projection.name)] : projection.tables.map(table);
  if (tables.length > 0) await tx.query(`TRUNCATE ${tables.join(', ')}`);
  await resetCheckpoint(tx, store.service, projection.name, projection.version, store.logEpoch);
}

/** Only the schema's owner may make tables; when none is missing the role is not needed. Answers with the projections whose table is new. */
async function makeRowTables(tx: Tx, service: string, projections: readonly RowProjection[]): Promise<Set<string>> {
  const { owner, schema } = namesOf(service);
  await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${schema} rows`]);
  const { rows } = await tx.query<{ relname: string }>('SELECT relname FROM pg_class WHERE relnamespace = $1::regnamespace', [schema]);
  const there = new Set(rows.map((row) => row.relname));
  const lacking = projections.filter(({ name, indexed = [] }) => !there.has(`row_${name}`) || indexed.some((field) => !there.has(`row_${name}_by_${field}`)));
  if (lacking.length > 0) {
    await tx.query(`SET LOCAL ROLE "${owner}"`);
    for (const { name, indexed } of lacking) for (const statement of rowTableStatements(service, name, indexed)) await tx.query(statement);
    await tx.query('RESET ROLE');
  }
  return new Set(lacking.map(({ name }) => name).filter((name) => !there.has(`row_${name}`)));
}
