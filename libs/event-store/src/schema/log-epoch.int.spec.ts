import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, migrate, openPool, raiseLogEpoch, raiseWhereBehind, readLogEpoch, standingsOf } from '../index.ts';
import { appendOf, context, counted, newStream, type TestLog, testLog } from '../testing/test-log.ts';

let log: TestLog;
beforeAll(async () => { log = await testLog(); });
afterAll(async () => {
  for (const name of databases) await log.superuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await log.close();
});

const databases: string[] = [];

/** The database as it is now, under another name. */
async function copyOf(url: string): Promise<string> {
  const [from, name] = [new URL(url).pathname.slice(1), `${log.service}_${databases.length}`];
  await log.superuser(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  databases.push(name);
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function ownDatabase(): Promise<string> {
  const name = `${log.service}_${databases.length}`;
  await log.superuser(`CREATE DATABASE ${name} TEMPLATE template0`);
  databases.push(name);
  return Object.assign(new URL(log.url), { pathname: `/${name}` }).href;
}

async function append(url: string, events: number): Promise<void> {
  const pool = openPool({ url, service: log.service, max: 1 });
  const store = new EventStore({ pool, service: log.service, logEpoch: 1 });
  for (let n = 1; n <= events; n += 1) await store.append([appendOf(newStream(), [counted(n)])], context());
  await pool.end();
}

describe('the epoch of a log', () => {
  it('rises by one, or to where it is told, and never goes down', async () => {
    const { url, service } = log;
    expect(await raiseLogEpoch(url, service)).toBe(2);
    expect(await raiseLogEpoch(url, service, 5)).toBe(5);
    expect(await raiseLogEpoch(url, service, 5)).toBe(5);
    expect(await raiseLogEpoch(url, service, 3)).toBe(5);
    expect(await readLogEpoch(url, service)).toBe(5);
  });

  it('rises once when two processes find the same', async () => {
    const { url, service } = log;
    expect(await Promise.all([raiseLogEpoch(url, service, 9), raiseLogEpoch(url, service, 9)])).toEqual([9, 9]);
  });

  it('is not for the service to change', async () => {
    await expect(log.store.pool.query('UPDATE log_epoch SET epoch = 99')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('after a restore', () => {
  it('the log that lacks what its predecessor ended with begins an epoch above both; the one that does not goes on', async () => {
    const now = await ownDatabase();
    await migrate({ url: now, service: log.service, migrations: [] });
    await append(now, 3);
    const backup = await copyOf(now);
    expect(await standingsOf(backup)).toEqual([{ service: log.service, events: 3, epoch: 1, newest: { position: 3, id: expect.any(String) } }]);
    expect(await raiseWhereBehind(backup, now)).toEqual([]);
    expect(await readLogEpoch(backup, log.service)).toBe(1);
    await raiseLogEpoch(now, log.service, 2);
    expect(await raiseWhereBehind(backup, now)).toEqual([{ service: log.service, from: 1, to: 2 }]); // the same facts, and the epoch they are in
    await append(now, 1);
    expect(await raiseWhereBehind(now, backup)).toEqual([]);
    await raiseLogEpoch(now, log.service, 3);
    expect(await raiseWhereBehind(backup, now)).toEqual([{ service: log.service, from: 2, to: 4 }]);
    expect(await readLogEpoch(backup, log.service)).toBe(4);
  });

  it('every log begins an epoch when nobody can read what was there before', async () => {
    const restored = await ownDatabase();
    await migrate({ url: restored, service: log.service, migrations: [] });
    expect(await raiseWhereBehind(restored, null)).toEqual([{ service: log.service, from: 1, to: 2 }]);
  });
});
