import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: Readonly<Record<string, string>> = {
  benefit: 'approval uuid PRIMARY KEY, household uuid NOT NULL, area text NOT NULL, programme text NOT NULL, persons int NOT NULL, children int NOT NULL, minor bigint NOT NULL, currency text NOT NULL, approved_at timestamptz NOT NULL, ended_at timestamptz',
  instruction: 'instruction uuid PRIMARY KEY, household uuid NOT NULL, area text NOT NULL, programme text NOT NULL, period text NOT NULL, minor bigint NOT NULL, currency text NOT NULL, sent_at timestamptz NOT NULL, settled_at timestamptz, returned_at timestamptz, collected_at timestamptz, reconciled_at timestamptz',
  milestone: 'application uuid NOT NULL, key text NOT NULL, on_day date NOT NULL, recorded_at timestamptz NOT NULL, PRIMARY KEY (application, key)',
  application: 'application uuid PRIMARY KEY, household uuid NOT NULL, area text NOT NULL, programme text NOT NULL, rule_set text, submitted_at timestamptz NOT NULL, decided_at timestamptz, outcome text',
  inquiry: 'inquiry uuid PRIMARY KEY, area text NOT NULL, source text NOT NULL, asked_at timestamptz NOT NULL, answered_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL',
  verification: 'verification uuid PRIMARY KEY, area text NOT NULL, requested_at timestamptz NOT NULL, complete_at timestamptz, recorded_at timestamptz NOT NULL',
  draw: 'draw uuid PRIMARY KEY, area text NOT NULL, frame int NOT NULL, drawn int NOT NULL, always int NOT NULL, at timestamptz NOT NULL',
  spot_check: 'application uuid PRIMARY KEY, area text NOT NULL, finding text NOT NULL, recorded_at timestamptz NOT NULL',
  member: 'household uuid NOT NULL, person uuid NOT NULL, birth_date date, area text, PRIMARY KEY (household, person)',
};

/** Narrow tables that figures are reckoned from; every state carries its own time, so that each figure can be asked as of a date. */
export class Reporting1700000001000 implements MigrationInterface {
  readonly name = 'Reporting1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE ${table} (${columns})`);
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO reporting_service; GRANT SELECT ON ${table} TO reporting_reader`);
      if (columns.includes('area text NOT NULL')) await runner.query(`CREATE INDEX ${table}_area ON ${table} (area text_pattern_ops)`);
    }
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
