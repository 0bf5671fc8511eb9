import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Amounts that changed, each with its time: what was paid a month ago stays what it was. */
export class BenefitChanges1700000002000 implements MigrationInterface {
  readonly name = 'BenefitChanges1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE benefit_change (event uuid PRIMARY KEY, approval uuid NOT NULL, minor bigint NOT NULL, changed_at timestamptz NOT NULL)');
    await runner.query('GRANT SELECT, INSERT ON benefit_change TO reporting_service; GRANT SELECT ON benefit_change TO reporting_reader');
    await runner.query('CREATE INDEX benefit_change_approval ON benefit_change (approval, changed_at)');
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
