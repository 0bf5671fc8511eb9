import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { postgresBinaries } from './postgres-binaries.ts';
import { seeOffPredecessor } from './postgres-cluster.ts';
import { startPostgres } from './postgres.ts';
import { goneWithin, processBegan, processCommand } from './process-life.ts';

const launch = new URL('../dist/index.js', import.meta.url).href;
const isRoot = process.getuid?.() === 0;

let dir = '';
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'hearth-spec-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function ask(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts a server in `dir`, says where it is, and stays. */
async function elsewhere(wrap: string[] = []): Promise<{ owner: ChildProcess; url: string; pid: number }> {
  const script = `import { startPostgres } from ${JSON.stringify(launch)}; const { url, pid } = await startPostgres({ dataDir: ${JSON.stringify(join(dir, 'postgres'))} }); console.log(JSON.stringify({ url, pid }));`;
  const [command, ...args] = [...wrap, process.execPath, '--input-type=module', '-e', script];
  const owner = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await Promise.race([once(owner.stdout, 'data'), once(owner, 'exit').then(() => { throw new Error('it ended early'); })])) as [Buffer];
  return { owner, ...(JSON.parse(line.toString()) as { url: string; pid: number }) };
}

describe('a PostgreSQL that is thrown away', () => {
  it('answers on its port with a password, and leaves neither process nor folder', async () => {
    const server = await startPostgres();
    const [row] = (await ask(server.url, "select current_setting('server_version_num')::int / 10000 as major, current_setting('fsync') as fsync, current_setting('data_directory') as at")) as [{ major: number; fsync: string; at: string }];
    expect(row).toMatchObject({ major: 18, fsync: 'off' });
    await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
    expect(processBegan(server.pid)).toBeNull();
    expect(existsSync(row.at)).toBe(false);
  }, 30_000);
});

describe('a PostgreSQL that is kept', () => {
  it('reaches the disk, finds its rows again and cannot be started twice', async () => {
    const first = await startPostgres({ dataDir: join(dir, 'postgres') });
    expect(await ask(first.url, 'create table t (v text)', "insert into t values ('kept')", 'show fsync')).toEqual([{ fsync: 'on' }]);
    await expect(startPostgres({ dataDir: join(dir, 'postgres') })).rejects.toMatchObject({ code: 11 });
    await first.stop();
    const second = await startPostgres({ dataDir: join(dir, 'postgres') });
    expect(await ask(second.url, 'select v from t')).toEqual([{ v: 'kept' }]);
    await second.stop();
  }, 60_000);

  it('never writes rows, parameters or statements to its log', async () => {
    const server = await startPostgres({ dataDir: join(dir, 'postgres') });
    await ask(server.url, 'create table t (v text primary key)', "insert into t values ('990101199001011234')");
    await expect(ask(server.url, "insert into t values ('990101199001011234')")).rejects.toMatchObject({ code: '23505' });
    await expect(ask(server.url, "select '990101199001011234x'::bigint")).rejects.toMatchObject({ code: '22P02' });
    await expect(ask(server.url, "do $$ begin raise warning '990101199001011234'; raise exception '990101199001011234'; end $$")).rejects.toMatchObject({ code: 'P0001' });
    await server.stop();
    const log = readFileSync(join(dir, 'postgres', 'server.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('990101');
  }, 60_000);

  it('ends with its owner, kill -9 included, and the next one waits for it and finds every committed row', async () => {
    const { owner, url, pid } = await elsewhere();
    await ask(url, 'create table t (v text)', "insert into t values ('committed')");
    owner.kill('SIGKILL');
    const server = await startPostgres({ dataDir: join(dir, 'postgres') });
    expect(processBegan(pid)).toBeNull();
    expect(await ask(server.url, 'select v from t')).toEqual([{ v: 'committed' }]);
    await server.stop();
  }, 60_000);

  it('recovers when the server itself was killed', async () => {
    const first = await startPostgres({ dataDir: join(dir, 'postgres') });
    await ask(first.url, 'create table t (v text)', "insert into t values ('committed')");
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await startPostgres({ dataDir: join(dir, 'postgres') });
    expect(await ask(second.url, 'select v from t')).toEqual([{ v: 'committed' }]);
    await second.stop();
  }, 60_000);

  it('is not kept from starting by a pid file whose pid is now somebody else', async () => {
    const first = await startPostgres({ dataDir: join(dir, 'postgres') });
    const file = join(dir, 'postgres', 'data', 'postmaster.pid');
    const left = readFileSync(file, 'utf8').split('\n').slice(1).join('\n');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    writeFileSync(file, `${process.pid}\n${left}`);
    await seeOffPredecessor(join(dir, 'postgres'));
    expect(readFileSync(file, 'utf8')).toBe(`${2 ** 22 + 1}\n${left}`);
    await (await startPostgres({ dataDir: join(dir, 'postgres') })).stop();
  }, 60_000);

  it('refuses a folder that holds something else', async () => {
    writeFileSync(join(dir, 'note'), '');
    await expect(startPostgres({ dataDir: dir })).rejects.toMatchObject({ code: 12 });
    expect(existsSync(join(dir, 'note'))).toBe(true);
  }, 60_000);
});

/** Root as a container has it: it may become another user, who then cannot pass through closed doors. */
const withoutPassage: [string, ...string[]] = ['setpriv', '--bounding-set=-dac_read_search', '--inh-caps=-dac_read_search'];

(isRoot ? describe : describe.skip)('as root', () => {
  it('passes through a folder that only root may enter', async () => {
    const { owner, url, pid } = await elsewhere(); // `dir` is 0700 and root's
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    owner.kill('SIGKILL');
    expect(await goneWithin(pid, 10_000)).toBe(true);
  }, 60_000);

  it('copies programs that the server account cannot reach to where it can', async () => {
    const [native, tmp] = [join(dir, 'private', 'native'), join(dir, 'tmp')];
    cpSync(dirname(postgresBinaries({})), native, { recursive: true, verbatimSymlinks: true });
    chmodSync(join(dir, 'private'), 0o700);
    for (const open of [dir, tmp]) { mkdirSync(open, { recursive: true }); chmodSync(open, 0o711); }
    const { owner, url, pid } = await elsewhere([...withoutPassage, 'env', `PG_BIN=${join(native, 'bin')}`, `TMPDIR=${tmp}`]);
    expect(processCommand(pid)).toMatch(new RegExp(`^${tmp}/hearth-postgres-\\d+-\\d+/bin/postgres `));
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    owner.kill('SIGKILL');
    expect(await goneWithin(pid, 10_000)).toBe(true);
  }, 60_000);

  it('says what to do where the machine does not grant that', async () => {
    const script = `import { startPostgres } from ${JSON.stringify(launch)}; await startPostgres({ dataDir: ${JSON.stringify(join(dir, 'postgres'))} }).catch((problem) => console.log(problem.code, problem.line));`;
    const child = spawn(withoutPassage[0], [...withoutPassage.slice(1), process.execPath, '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(line.toString()).toMatch(/^12 hearth: PostgreSQL runs as user \S+, who may not enter \S+; choose/);
  }, 60_000);
});
