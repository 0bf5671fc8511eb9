import type { MigrationClass } from '@hearth/event-store';
import { messagingTables } from '@hearth/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messaging, and what the hearer's handlers write: a row for every application, without a key that would forbid a second one. */
export const tablesOf = (service: string): MigrationClass => class Tables implements MigrationInterface {
  readonly name = `${service}-tables1763769600001`;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of messagingTables(service)) await runner.query(statement);
    await runner.query(`CREATE TABLE "${service}".applied (seq bigint GENERATED ALWAYS AS IDENTITY, event_id uuid NOT NULL, key text NOT NULL, stream text NOT NULL, version integer NOT NULL, n integer NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> { await runner.query(`DROP TABLE "${service}".applied`); }
};
