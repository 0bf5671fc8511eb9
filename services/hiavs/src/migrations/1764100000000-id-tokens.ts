import { indexRotationTable } from '@hearth/service-host';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a rotation of the key behind the tokens is. */
export class IdTokens1764100000000 implements MigrationInterface {
  readonly name = 'IdTokens1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of indexRotationTable('hiavs')) await runner.query(statement);
  }

  async down(): Promise<void> { throw new Error('migrations only go forward'); }
}
