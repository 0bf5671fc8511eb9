import { messagingTables } from '@hearth/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

type Migration = new () => MigrationInterface;

/** What was there first, and what was added since: epochs of the logs that are read, how far the own topic is known to be filled. */
const NAMES = ['MessagingTables1700000000001', 'MessagingTables1700000000002', 'MessagingTables1700000000003'] as const;

/** Inbox, held events, dead letters and known facts of one service. Its statements make what is missing, so each addition runs them all again. */
export const messagingMigrations = (service: string): readonly Migration[] => NAMES.map((name) => migrationOf(service, name));

function migrationOf(service: string, name: string): Migration {
  return class MessagingTables implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of messagingTables(service)) await runner.query(statement);
    }
    async down(): Promise<void> { throw new Error('the inbox is never taken away: it says what was applied'); }
  };
}
