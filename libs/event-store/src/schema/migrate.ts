import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { namesOf } from '../names.ts';
import { connected } from './connected.ts';
import { coreMigration, coreMigrationName, type MigrationClass } from './core-migration.ts';
import { layFoundation } from './foundation.ts';

export interface MigrateOptions {
  /** Of a superuser, or of a login role that may create roles and schemas. */
  readonly url: string;
  readonly service: string;
  /** Those of the service; the core migration always runs first and need not be named. */
  readonly migrations: readonly MigrationClass[];
}

const TABLE = 'migrations';

/** Brings the service's schema up to date. Does next to nothing when it is. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const classes = withCore(options);
  const wanted = classes.map(nameOf);
  const pending = await connected(options.url, async (client) => {
    const done = await namesDone(client, options.service);
    if (done === null) await layFoundation(client, options.service);
    return done === null || wanted.some((name) => !done.has(name));
  });
  if (pending) await run(options, classes);
}

function withCore({ service, migrations }: MigrateOptions): readonly MigrationClass[] {
  const core = coreMigrationName(service);
  return migrations.some((migration) => nameOf(migration) === core) ? migrations : [coreMigration(service), ...migrations];
}

/** TypeORM's own rule: the name a migration gives itself, else its class's. */
const nameOf = (migration: MigrationClass): string => new migration().name ?? migration.name;

async function namesDone(client: Client, service: string): Promise<Set<string> | null> {
  const table = namesOf(service).table(TABLE);
  const { rows: [found] } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
  if (found?.there !== true) return null;
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${table}`);
  return new Set(rows.map((row) => row.name));
}

async function run({ url, service }: MigrateOptions, classes: readonly MigrationClass[]): Promise<void> {
  const { owner, schema } = namesOf(service);
  const source = new DataSource({
    type: 'postgres', url, schema: service, migrations: [...classes], migrationsTableName: TABLE, migrationsTransactionMode: 'each',
    applicationName: `hearth-${service}-migration`, extra: { max: 1, options: `-c role=${owner} -c search_path=${schema}` },
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}
