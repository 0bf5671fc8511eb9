import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { lockDataFolder } from '../data-folder.ts';
import { type RunningPostgres, startPostgres } from '../postgres.ts';
import { takeBackup } from './backup.ts';
import { readManifest } from './manifest.ts';
import { restoreBackup } from './restore.ts';

const launch = new URL('../../dist/index.js', import.meta.url).href;

let dir = '', hearth = '', server: RunningPostgres;
const at = (name: string): string => join(dir, name);

beforeAll(async () => {
  hearth = mkdtempSync(join(tmpdir(), 'hearth-spec-'));
  server = await startPostgres({ dataDir: join(hearth, 'postgres') });
  await ask(server.url, 'CREATE EXTENSION amcheck', 'CREATE TABLE fact (writer int, n int, lsn pg_lsn, body text, PRIMARY KEY (writer, n))', 'CREATE TABLE busy (id int PRIMARY KEY, n int NOT NULL, body text) WITH (fillfactor = 50)',
    "INSERT INTO busy SELECT g, 0, repeat(md5(g::text), 8) FROM generate_series(1, 60000) g", 'CREATE UNLOGGED TABLE passing (v text)', "INSERT INTO passing VALUES ('gone after a restore')");
}, 120_000);
afterAll(async () => {
  await server?.stop();
  rmSync(hearth, { recursive: true, force: true });
}, 30_000);
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'hearth-spec-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const ask = <R extends object>(url: string, ...statements: string[]): Promise<R[]> => connected(url, async (client) => {
  let rows: R[] = [];
  for (const statement of statements) ({ rows } = await client.query<R>(statement));
  return rows;
});

interface Acknowledged { readonly writer: number; readonly n: number; readonly lsn: string }

/** Rows that were acknowledged, each with a place in the WAL behind its commit; pages are changed under the copy meanwhile. */
async function writing(writer: number, until: AbortSignal, url: string): Promise<Acknowledged[]> {
  return connected(url, async (client) => {
    const done: Acknowledged[] = [];
    for (let n = 1; !until.aborted; n += 1) {
      await client.query('INSERT INTO fact VALUES ($1, $2, pg_current_wal_lsn(), repeat($3, 40))', [writer, n, String(n)]);
      const { rows: [row] } = await client.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn');
      done.push({ writer, n, lsn: row?.lsn ?? '' });
      await client.query('UPDATE busy SET n = n + 1 WHERE id % 4 = $1 AND id / 4 % 97 = $2', [writer % 4, n % 97]);
    }
    return done;
  });
}

const place = (lsn: string): bigint => {
  const [high = '0', low = '0'] = lsn.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};

const broken = `SELECT relname FROM pg_class c, LATERAL verify_heapam(c.oid) v WHERE c.relkind IN ('r', 't', 'm') AND c.relpersistence = 'p'`;
const indexes = `SELECT count(bt_index_check(i.indexrelid, true)) AS checked FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND c.relpersistence = 'p' AND i.indisvalid`;

describe('a backup while it runs', () => {
  it('holds all that was acknowledged before its end, whole and consistent, though pages changed under the copy', async () => {
    const stop = new AbortController();
    const writers = [1, 2, 3, 4].map((writer) => writing(writer, stop.signal, server.url));
    let seen = 0;
    const manifest = await takeBackup({ url: server.url, dataDir: hearth, out: at('backup'), onProgress: (bytes, of) => { expect(bytes).toBeLessThanOrEqual(of); seen = bytes; } });
    stop.abort();
    const acknowledged = (await Promise.all(writers)).flat().filter(({ lsn }) => place(lsn) <= place(manifest.wal.to));
    expect(acknowledged.length).toBeGreaterThan(4);
    expect(seen).toBe(manifest.bytes);
    expect(statSync(at('backup')).mode & 0o077).toBe(0);

    const { found, aside } = await restoreBackup({ from: at('backup'), dataDir: at('other'), inspect: async (restored, replaced) => {
      expect(replaced).toBeNull();
      const rows = await ask<{ writer: number; n: number }>(restored, 'SELECT writer, n FROM fact');
      return { rows: new Set(rows.map(({ writer, n }) => `${writer}/${n}`)), broken: await ask(restored, broken), checked: await ask(restored, indexes), passing: await ask(restored, 'SELECT FROM passing'), checksums: await ask(restored, 'SHOW data_checksums') };
    } });
    expect(acknowledged.filter(({ writer, n }) => !found.rows.has(`${writer}/${n}`))).toEqual([]);
    expect([found.broken, found.passing, found.checksums, aside]).toEqual([[], [], [{ data_checksums: 'on' }], []]);

    const again = await startPostgres({ dataDir: join(at('other'), 'postgres') });
    await ask(again.url, "INSERT INTO fact VALUES (99, 1, '0/0', '')");
    expect(await ask(again.url, 'SELECT n FROM fact WHERE writer = 99')).toEqual([{ n: 1 }]);
    await again.stop();
  }, 180_000);

  it('that is killed leaves nothing that looks complete, and the server as it was; the next one clears it away', async () => {
    const options = { url: server.url, dataDir: hearth, out: at('backup') };
    const script = `import { takeBackup } from ${JSON.stringify(launch)};
      await takeBackup({ ...${JSON.stringify(options)}, onProgress: (bytes, of) => { if (bytes > of / 3) { process.stdout.write('under way'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); } } });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(await ask(server.url, "SELECT FROM pg_replication_slots WHERE slot_name LIKE 'hearth_backup_%'")).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readdirSync(dir)).toEqual([`backup.part-${child.pid}`]);
    await expect(readManifest(at(`backup.part-${child.pid}`))).rejects.toThrow('is no complete backup');
    await connected(server.url, async (client) => {
      for (let left = 1; left > 0;) ({ rowCount: left } = await client.query("SELECT FROM pg_stat_activity a FULL JOIN pg_replication_slots s ON s.active_pid = a.pid WHERE application_name = 'hearth-backup' OR slot_name IS NOT NULL") as { rowCount: number });
    });
    await takeBackup(options);
    expect(readdirSync(dir)).toEqual(['backup']);
  }, 120_000);

  it('that is broken off leaves nothing', async () => {
    const stop = new AbortController();
    const brokenOff = takeBackup({ url: server.url, dataDir: hearth, out: at('backup'), signal: stop.signal, onProgress: () => { stop.abort(new Error('asked to end')); } });
    await expect(brokenOff).rejects.toThrow('asked to end');
    expect(readdirSync(dir)).toEqual([]);
  }, 60_000);

  it('refuses a folder that is not empty, and a server that is not the one of the data folder', async () => {
    mkdirSync(at('full'));
    writeFileSync(join(at('full'), 'note'), '');
    await expect(takeBackup({ url: server.url, dataDir: hearth, out: at('full') })).rejects.toMatchObject({ code: 2, message: expect.stringContaining('is not empty') });
    await expect(takeBackup({ url: server.url, dataDir: at('elsewhere'), out: at('backup') })).rejects.toMatchObject({ code: 1, message: expect.stringContaining('is not the one in') });
    expect(readdirSync(dir)).toEqual(['full']);
  }, 60_000);
});

describe('a restore', () => {
  const inspect = async (restored: string): Promise<unknown> => ask(restored, 'SELECT max(n) AS n FROM busy');

  it('names the file that is not as it was written, and touches nothing', async () => {
    const manifest = await takeBackup({ url: server.url, dataDir: hearth, out: at('backup') });
    const victim = manifest.files.find(({ path, size }) => /base\/\d+\/\d+$/.test(path) && size > 8192)!;
    const file = join(at('backup'), victim.path);
    const good = readFileSync(file);
    const refused = (): Promise<unknown> => restoreBackup({ from: at('backup'), dataDir: at('data'), inspect });
    const flipped = Buffer.from(good);
    flipped[5000] = (flipped[5000] ?? 0) ^ 1;
    writeFileSync(file, flipped);
    await expect(refused()).rejects.toMatchObject({ code: 1, message: `the backup is damaged: ${victim.path} was changed; use another backup` });
    truncateSync(file, 100);
    await expect(refused()).rejects.toThrow(`${victim.path} has 100 bytes instead of ${victim.size}`);
    rmSync(file);
    await expect(refused()).rejects.toThrow(`${victim.path} is missing`);
    writeFileSync(file, good);
    const listed = readFileSync(join(at('backup'), 'manifest.json'), 'utf8');
    writeFileSync(join(at('backup'), 'manifest.json'), listed.replace(victim.sha256, '0'.repeat(64)));
    await expect(refused()).rejects.toThrow('manifest.json is damaged');
    rmSync(join(at('backup'), 'manifest.json'));
    await expect(refused()).rejects.toThrow('is no complete backup');
    expect(readdirSync(at('data'))).toEqual([]);
  }, 120_000);

  it('refuses while a Hearth runs there', async () => {
    mkdirSync(at('data'));
    const lock = lockDataFolder(at('data'));
    await expect(restoreBackup({ from: at('backup'), dataDir: at('data'), inspect })).rejects.toMatchObject({ code: 11 });
    lock.release();
  });

  it('shows the old database beside the new one, keeps it and the broker’s folder aside, and the clock where it is later', async () => {
    await takeBackup({ url: server.url, dataDir: hearth, out: at('backup') });
    const old = await startPostgres({ dataDir: join(at('data'), 'postgres') });
    await ask(old.url, 'CREATE TABLE fact (old boolean)', 'INSERT INTO fact VALUES (true)');
    await old.stop();
    mkdirSync(at('data/kafka'));
    writeFileSync(at('data/clock.json'), '{"offsetMs":1000}\n');
    const { found, aside } = await restoreBackup({ from: at('backup'), dataDir: at('data'), inspect: async (restored, replaced) => [await ask(restored, 'SELECT count(*) > 0 AS some FROM busy'), await ask(replaced ?? '', 'SELECT old FROM fact')] });
    expect(found).toEqual([[{ some: true }], [{ old: true }]]);
    expect(aside).toEqual([expect.stringMatching(/\/data\/postgres\.before-\d{8}T\d{6}Z$/), expect.stringMatching(/\/data\/kafka\.before-\d{8}T\d{6}Z$/)]);
    expect(readdirSync(at('data')).toSorted()).toEqual(['clock.json', ...aside.map((path) => path.slice(at('data/').length)), 'postgres'].toSorted());
    expect(readFileSync(at('data/clock.json'), 'utf8')).toBe('{"offsetMs":1000}\n');
  }, 120_000);

  it('brings the clock back where it would be earlier than the log', async () => {
    writeFileSync(join(hearth, 'clock.json'), '{"offsetMs":5000}\n');
    await takeBackup({ url: server.url, dataDir: hearth, out: at('backup') });
    rmSync(join(hearth, 'clock.json'));
    mkdirSync(at('data'));
    writeFileSync(at('data/clock.json'), '{"offsetMs":1000}\n');
    await restoreBackup({ from: at('backup'), dataDir: at('data'), inspect });
    expect(readFileSync(at('data/clock.json'), 'utf8')).toBe('{"offsetMs":5000}\n');
  }, 120_000);

  it('that was killed between its last two steps is not taken for a first start', async () => {
    mkdirSync(at('data/postgres.before-20261122T080000Z'), { recursive: true });
    await expect(startPostgres({ dataDir: at('data/postgres') })).rejects.toThrow('a restore was broken off at its last step');
    expect(existsSync(at('data/postgres'))).toBe(false);
  });
});
