import { messagingTables } from '@hearth/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inbox, held events, dead letters and known facts of one service. */
export function messagingMigration(service: string): new () => MigrationInterface {
  return class MessagingTables1700000000001 implements MigrationInterface {
    readonly name = 'MessagingTables1700000000001';
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of messagingTables(service)) await runner.query(statement);
    }
    async down(): Promise<void> { throw new Error('the inbox is never taken away: it says what was applied'); }
  };
}
