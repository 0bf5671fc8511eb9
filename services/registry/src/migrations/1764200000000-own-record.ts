import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the registry says itself gets a table of its own, which its projection can build anew; `record_entry` keeps what others said, with the
 * position the registry's log had when it heard it. Of what was heard before, that is the last fact recorded by then.
 */
export class OwnRecord1764200000000 implements MigrationInterface {
  readonly name = 'OwnRecord1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE record_own (household uuid NOT NULL, id uuid NOT NULL PRIMARY KEY, type text NOT NULL, area text, effective_on date NOT NULL, recorded_at timestamptz NOT NULL, actor text NOT NULL, data jsonb NOT NULL, position bigint NOT NULL)');
    await runner.query('CREATE INDEX record_own_household ON record_own (household, recorded_at)');
    await runner.query("DELETE FROM record_entry WHERE service = 'registry'");
    await runner.query('ALTER TABLE record_entry ADD COLUMN heard bigint NOT NULL DEFAULT 0');
    await runner.query('UPDATE record_entry r SET heard = coalesce((SELECT max(e.position) FROM events e WHERE e.recorded_at <= r.recorded_at), 0)');
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
