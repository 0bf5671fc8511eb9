import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts of one instant keep the order they came in: a proposal and its answer may share a millisecond. */
export class RecordOrder1700000002000 implements MigrationInterface {
  readonly name = 'RecordOrder1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE record_entry ADD COLUMN arrival bigint GENERATED ALWAYS AS IDENTITY');
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
