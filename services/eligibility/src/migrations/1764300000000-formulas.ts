import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which formulas stand where; what is being scored and how far that is; the scores. */
export class Formulas1764300000000 implements MigrationInterface {
  readonly name = 'Formulas1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE formula_standing (formula uuid PRIMARY KEY, status text NOT NULL, areas text[] NOT NULL, since date NOT NULL)');
    // One row while a scoring is under way: the household it has come to, and what was counted so far.
    await runner.query(`CREATE TABLE scoring_checkpoint (
      scoring uuid PRIMARY KEY, begun_at timestamptz NOT NULL DEFAULT now(), cursor text NOT NULL DEFAULT '', looked bigint NOT NULL DEFAULT 0, scored bigint NOT NULL DEFAULT 0, undecided bigint NOT NULL DEFAULT 0, known bigint NOT NULL)`);
    await runner.query(`CREATE TABLE scoring_score (
      scoring uuid NOT NULL, household uuid NOT NULL, area text, score double precision, predicted double precision, eligible boolean, missing text[] NOT NULL,
      against uuid, former boolean, change text NOT NULL, PRIMARY KEY (scoring, household))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON formula_standing, scoring_checkpoint, scoring_score TO eligibility_service;
      GRANT SELECT ON formula_standing, scoring_checkpoint, scoring_score TO eligibility_reader`);
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
