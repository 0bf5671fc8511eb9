import type { MigrationInterface, QueryRunner } from 'typeorm';
import { namesOf } from '../names.ts';

export type MigrationClass = new () => MigrationInterface;

export const coreMigrationName = (service: string): string => `${service}-core1763769600000`;

/** The tables every service has: the log, the answers to commands, the checkpoints and the known facts of others. */
export function coreMigration(service: string): MigrationClass {
  return class CoreMigration implements MigrationInterface {
    readonly name = coreMigrationName(service);

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of coreTables(service)) await runner.query(statement);
    }

    async down(runner: QueryRunner): Promise<void> {
      const { table } = namesOf(service);
      for (const name of ['known', 'checkpoints', 'commands', 'log_epoch', 'events']) await runner.query(`DROP TABLE ${table(name)}`);
    }
  };
}

function coreTables(service: string): string[] {
  const { table, writer, reader, schema } = namesOf(service);
  const events = table('events');
  return [
    // json keeps the bytes that were hashed, jsonb would not. A cached sequence would give out positions of the past.
    `CREATE TABLE ${events} (
       position bigint GENERATED ALWAYS AS IDENTITY (CACHE 1), stream text NOT NULL, version integer NOT NULL CHECK (version > 0),
       id uuid NOT NULL, type text NOT NULL, schema_version integer NOT NULL, data json NOT NULL, metadata json NOT NULL,
       effective_on date NOT NULL, recorded_at timestamptz NOT NULL, household uuid, area text, hash bytea NOT NULL,
       tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
       CONSTRAINT events_pkey PRIMARY KEY (stream, version), CONSTRAINT events_position UNIQUE (position), CONSTRAINT events_id UNIQUE (id))`,
    `CREATE TABLE ${table('log_epoch')} (one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch integer NOT NULL)`,
    `INSERT INTO ${table('log_epoch')} (epoch) VALUES (1)`,
    `CREATE TABLE ${table('commands')} (
       key text NOT NULL, actor text NOT NULL, body_hash text NOT NULL, status integer, answer json, version integer, location text,
       position bigint, recorded_at timestamptz NOT NULL, PRIMARY KEY (key, actor))`,
    `CREATE TABLE ${table('checkpoints')} (
       name text PRIMARY KEY, position bigint NOT NULL DEFAULT 0, epoch integer NOT NULL, version integer NOT NULL DEFAULT 1, last_event uuid)`,
    `CREATE TABLE ${table('known')} (
       kind text NOT NULL, id text NOT NULL, household uuid, body jsonb NOT NULL, updated timestamptz NOT NULL, PRIMARY KEY (kind, id))`,
    `CREATE INDEX known_household ON ${table('known')} (household, kind) WHERE household IS NOT NULL`,
    `REVOKE UPDATE, DELETE, TRUNCATE ON ${events}, ${table('log_epoch')} FROM "${writer}"`,
    `REVOKE INSERT ON ${table('log_epoch')} FROM "${writer}"`,
    `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO "${writer}", "${reader}"`,
  ];
}
