import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate, openPool, readLogEpoch } from '../index.ts';
import { appendOf, context, newStream, type TestLog, testLog } from '../testing/test-log.ts';

class NoteTable1763770000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> { await runner.query('CREATE TABLE note (id uuid PRIMARY KEY, body text NOT NULL)'); }
  async down(runner: QueryRunner): Promise<void> { await runner.query('DROP TABLE note'); }
}

let log: TestLog;
beforeAll(async () => {
  log = await testLog();
  await log.store.append([appendOf(newStream())], context());
});
afterAll(() => log.close());

const DENIED = { code: '42501' };
/** Every way to change or lose what was recorded, or to give out a position twice. */
const changes = [
  `UPDATE events SET type = 'Forged'`, 'UPDATE events SET hash = hash WHERE false', 'DELETE FROM events', 'TRUNCATE events', 'DROP TABLE events', 
  'ALTER TABLE events DISABLE TRIGGER ALL', 'ALTER TABLE events DROP CONSTRAINT events_pkey', 'ALTER TABLE events ALTER COLUMN data TYPE text', 'ALTER TABLE events OWNER TO CURRENT_USER',
  'CREATE TRIGGER forged BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'CREATE RULE forged AS ON INSERT TO events DO INSTEAD NOTHING',
  'CREATE UNIQUE INDEX forged ON events (type)', 'UPDATE log_epoch SET epoch = 9', 'DELETE FROM log_epoch', 'INSERT INTO log_epoch (one, epoch) VALUES (false, 9)',
  `SELECT setval('events_position_seq', 1)`, 'ALTER SEQUENCE events_position_seq RESTART', `SET session_replication_role = 'replica'`,
];

describe('the roles of a service', () => {
  it('let the service add to the log and nothing else', async () => {
    const { pool } = log.store;
    expect((await pool.query<{ role: string }>('SELECT current_user AS role')).rows).toEqual([{ role: `${log.service}_service` }]);
    for (const statement of changes) await expect(pool.query(statement)).rejects.toMatchObject(DENIED);
  });

  it('let it do as it likes in the other tables', async () => {
    const { pool } = log.store;
    await pool.query(`INSERT INTO known (kind, id, body, updated) VALUES ('person', 'p', '{}', now())`);
    await pool.query(`UPDATE known SET body = '{"a":1}'`);
    expect((await pool.query('DELETE FROM known')).rowCount).toBe(1);
  });

  it('let the reader read only', async () => {
    const pool = openPool({ url: log.url, service: log.service, role: `${log.service}_reader`, max: 1 });
    expect((await pool.query('SELECT * FROM events')).rowCount).toBe(1);
    await expect(pool.query(`INSERT INTO known (kind, id, body, updated) VALUES ('person', 'q', '{}', now())`)).rejects.toMatchObject(DENIED);
    await expect(pool.query(`INSERT INTO events (stream, version, id, type, schema_version, data, metadata, effective_on, recorded_at, hash)
      VALUES ('thing-1', 1, gen_random_uuid(), 'Forged', 1, '{}', '{}', current_date, now(), '')`)).rejects.toMatchObject(DENIED);
    for (const statement of changes) await expect(pool.query(statement)).rejects.toMatchObject(DENIED);
    await pool.end();
  });
});

describe('migrate', () => {
  it('runs what is missing once, as the owner, with the rights of the service', async () => {
    const { url, service } = log;
    await migrate({ url, service, migrations: [NoteTable1763770000000] });
    await migrate({ url, service, migrations: [NoteTable1763770000000] });
    const { pool } = log.store;
    await pool.query(`INSERT INTO note VALUES ('7c9d1c9e-58a4-4f0e-9d57-3f1f4e6c2b11', 'a')`);
    const [table] = await log.superuser<{ tableowner: string }>(`SELECT tableowner FROM pg_tables WHERE schemaname = '${service}' AND tablename = 'note'`);
    expect(table?.tableowner).toBe(`${service}_migration`);
    expect(await log.superuser(`SELECT name FROM "${service}".migrations ORDER BY id`)).toEqual([{ name: `${service}-core1763769600000` }, { name: 'NoteTable1763770000000' }]);
    expect(await readLogEpoch(url, service)).toBe(1);
  });

  it('bears the same service starting in several databases of one server', async () => {
    const names = Array.from({ length: 4 }, (_, n) => `${log.service}_${n}`);
    for (const name of names) await log.superuser(`CREATE DATABASE ${name} TEMPLATE template0`);
    const service = `${log.service}s`;
    await Promise.all(names.map((name) => migrate({ url: Object.assign(new URL(log.url), { pathname: `/${name}` }).href, service, migrations: [] })));
    const roles = await log.superuser(`SELECT rolname FROM pg_roles WHERE rolname LIKE '${service}\\_%'`);
    expect(roles).toHaveLength(3);
    for (const name of names) await log.superuser(`DROP DATABASE ${name} WITH (FORCE)`);
  });

  it('lets services that start together take turns', async () => {
    const logs = await Promise.all(Array.from({ length: 4 }, () => testLog()));
    for (const one of logs) expect(await one.store.exists('thing-1')).toBe(false);
    await Promise.all(logs.map((one) => one.close()));
  });
});
