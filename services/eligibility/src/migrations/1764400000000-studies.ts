import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Surveys' households without what names them, studies under way, and what studies found. Times are the database's own: the development clock ends no study. */
export class Studies1764400000000 implements MigrationInterface {
  readonly name = 'Studies1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE survey_data (survey uuid PRIMARY KEY, csv bytea NOT NULL)');
    // One row while a study waits or runs. Who has it in hand says so by its heartbeat; without one for a while it is anybody's.
    await runner.query(`CREATE TABLE study_run (
      study uuid PRIMARY KEY, asked_at timestamptz NOT NULL DEFAULT clock_timestamp(), runner uuid, heartbeat timestamptz, step integer NOT NULL DEFAULT 0, steps integer NOT NULL DEFAULT 0, what text NOT NULL DEFAULT 'waiting', done integer)`);
    await runner.query('CREATE TABLE study_result (study uuid PRIMARY KEY, result json NOT NULL, artefacts json NOT NULL)');
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON survey_data, study_run, study_result TO eligibility_service; GRANT SELECT ON survey_data, study_run, study_result TO eligibility_reader`);
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
