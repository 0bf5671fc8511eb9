import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which applications a payroll pays: what payments says of a payroll concerns all of them. */
export class Casework1763800000000 implements MigrationInterface {
  readonly name = 'Casework1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE payroll_application (payroll uuid NOT NULL, application uuid NOT NULL, PRIMARY KEY (payroll, application))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payroll_application');
  }
}
