import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pilot goes on until its formula comes into force: both stand side by side. */
export class PilotsUntil1764500000000 implements MigrationInterface {
  readonly name = 'PilotsUntil1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE formula_standing DROP CONSTRAINT formula_standing_pkey, ADD PRIMARY KEY (formula, status)');
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
