import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@hearth/event-store';
import { testDatabase, type TestDatabase } from '@hearth/testing';
import pg from 'pg';
import { messagingMigrations } from './messaging.migration.ts';

let database: TestDatabase, client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('the tables of a service that was there before', () => {
  it('get what was added since, and keep what they have', async () => {
    const upToDate = (): Promise<void> => migrate({ url: database.url, service: 'older', migrations: messagingMigrations('older') });
    await upToDate();
    // As the first version made them, with something heard.
    await client.query(`DROP TABLE older.epochs; ALTER TABLE older.heard DROP COLUMN epoch; DELETE FROM older.migrations WHERE name = 'MessagingTables1700000000002';
      INSERT INTO older.heard (service, stream, version) VALUES ('registry', 'household-1', 7)`);
    await upToDate();
    const { rows } = await client.query("SELECT stream, version::int, epoch, (SELECT count(*)::int FROM older.epochs) AS epochs, has_table_privilege('older_service', 'older.epochs', 'INSERT') AS writable FROM older.heard");
    expect(rows).toEqual([{ stream: 'household-1', version: 7, epoch: 1, epochs: 0, writable: true }]);
  });
});
