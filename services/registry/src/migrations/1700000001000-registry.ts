import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blind index and beneficiary record: the two tables that are not rows of a projection. */
export class Registry1700000001000 implements MigrationInterface {
  readonly name = 'Registry1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE person_token (token text NOT NULL, kind text NOT NULL, person uuid NOT NULL, household uuid, area text, PRIMARY KEY (token, person))');
    await runner.query('CREATE TABLE record_entry (household uuid NOT NULL, id uuid NOT NULL PRIMARY KEY, type text NOT NULL, service text NOT NULL, area text, effective_on date NOT NULL, recorded_at timestamptz NOT NULL, actor text NOT NULL, data jsonb NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY)');
    await runner.query('CREATE INDEX record_entry_household ON record_entry (household, recorded_at)');
    for (const table of ['person_token', 'record_entry']) await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ${table} TO registry_service; GRANT SELECT ON ${table} TO registry_reader`);
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
