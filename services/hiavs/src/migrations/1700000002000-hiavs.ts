import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Inquiries that wait for an answer: what is still to be asked, by whom it is being asked, when it is tried again. Written in the transaction
 * of the events it follows from; an answered inquiry leaves it. Times are the database's own: the development clock never moves a retry.
 */
export class Hiavs1700000002000 implements MigrationInterface {
  readonly name = 'Hiavs1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE open_inquiry (
      inquiry uuid PRIMARY KEY, verification uuid NOT NULL, person uuid NOT NULL, source text NOT NULL, authorisation uuid NOT NULL, purpose text NOT NULL,
      staged_at timestamptz NOT NULL DEFAULT now(), asked_at timestamptz, attempts integer NOT NULL DEFAULT 0, next_try_at timestamptz NOT NULL DEFAULT now(),
      leased_until timestamptz, late boolean NOT NULL DEFAULT false, fault text)`);
    await runner.query('CREATE INDEX open_inquiry_due ON open_inquiry (source, next_try_at)');
    await runner.query('CREATE INDEX open_inquiry_verification ON open_inquiry (verification)');
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON open_inquiry TO hiavs_service; GRANT SELECT ON open_inquiry TO hiavs_reader');
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
