import { indexRotationTable } from '@hearth/service-host';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Identity numbers that are taken, by token; how far a rotation is; and the erasures of the log, found without reading all of it. */
export class Identity1764100000000 implements MigrationInterface {
  readonly name = 'Identity1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE identity_token (token text PRIMARY KEY, person uuid NOT NULL)');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON identity_token TO registry_service; GRANT SELECT ON identity_token TO registry_reader');
    await runner.query('CREATE INDEX identity_token_person ON identity_token (person)');
    await runner.query('CREATE INDEX person_token_person ON person_token (person)');
    await runner.query("CREATE INDEX events_person_erased ON events (position) WHERE type = 'PersonErased'");
    for (const statement of indexRotationTable('registry')) await runner.query(statement);
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
