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

describe('the roles of a service', () => {
  it('let the service add to the log and nothing else', async () => {
    const { pool } = log.store;
    expect((await pool.query<{ role: string }>('SELECT current_user AS role')).rows).toEqual([{ role: `${log.service}_service` }]);
    await expect(pool.query('UPDATE events SET type = $1', ['Forged'])).rejects.toMatchObject(DENIED);
    await expect(pool.query('DELETE FROM events')).rejects.toMatchObject(DENIED);
    await expect(pool.query('TRUNCATE events')).rejects.toMatchObject(DENIED);
    await expect(pool.query('ALTER TABLE events DISABLE TRIGGER ALL')).rejects.toMatchObject(DENIED);
    await expect(pool.query('UPDATE log_epoch SET epoch = 9')).rejects.toMatchObject(DENIED);
    await expect(pool.query(`SELECT setval('events_position_seq', 1)`)).rejects.toMatchObject(DENIED);
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
