import { namesOf, quoted } from '../names.ts';
import type { Tx } from '../tx.ts';
import { hasRows, type Projection } from './projection.ts';

/** Where a projection writes: its tables by the names it knows them by, each with its name in SQL. */
export type Targets = Readonly<Record<string, string>>;

/** Added to the name of a table that is being built beside the one in use. */
const BESIDE = '__rebuild';

/** Tables of a projection, unquoted. */
export const tablesOf = (projection: Projection): readonly string[] => (hasRows(projection) ? [`row_${projection.name}`] : projection.tables);

export const besideOf = (table: string): string => `${table}${BESIDE}`;
export const isBeside = (table: string): boolean => table.endsWith(BESIDE);

/** The tables that readers read. */
export const liveTargets = (service: string, projection: Projection): Targets => targets(service, projection, (table) => table);

/** The tables of a rebuild. */
export const besideTargets = (service: string, projection: Projection): Targets => targets(service, projection, besideOf);

function targets(service: string, projection: Projection, named: (table: string) => string): Targets {
  const { table } = namesOf(service);
  return Object.fromEntries(tablesOf(projection).map((name) => [name, table(named(name))]));
}

/**
 * A table of a projection and, while it is being rebuilt, the one beside it: for those few who change its rows without an event, as a rotation of
 * keys does. What they do has to hold in both.
 */
export async function withRebuild(tx: Tx, table: string): Promise<string[]> {
  const { rows: [found] } = await tx.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [quoted(besideOf(table))]);
  return found?.there === true ? [quoted(table), quoted(besideOf(table))] : [quoted(table)];
}
