import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, goneWithin, processBegan, readRunFile } from '@hearth/launch';
import { Client } from 'pg';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const entry = fileURLToPath(new URL('../start.mjs', import.meta.url));

let dir = '';
let port = 0;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hearth-spec-'));
  port = await freePort();
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  exited: Promise<number | string>;
  text(): string;
}

function start(environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [main], { env: { ...process.env, HEARTH_DATA: dir, HEARTH_PORT: String(port), ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  const exited = once(child, 'close').then((end) => {
    const [code, signal] = end as [number | null, string | null];
    running.delete(child);
    return code ?? signal ?? '';
  });
  return { child, exited, text: () => text };
}

/** Resolves when it says that it is ready; rejects with what it said when it ends instead. */
async function ready({ child, exited, text }: Started): Promise<void> {
  const said = new Promise<void>((resolve) => {
    child.stdout?.on('data', () => { if (text().includes(`Hearth is ready at http://127.0.0.1:${port}\n`)) resolve(); });
  });
  await Promise.race([said, exited.then(() => { throw new Error(text()); })]);
}

/** Both servers that run.json names answer; gives the pid of the database's. */
async function postmaster(): Promise<number> {
  const { postgres, simulator } = readRunFile(dir)!;
  const client = new Client({ connectionString: postgres });
  await client.connect();
  const { rows: [row] } = await client.query<{ pid: string }>("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid");
  await client.end();
  expect((await fetch(`${simulator}/departments/tax`)).status).toBe(200);
  return Number(row?.pid);
}

describe('Hearth on this machine', () => {
  it('comes up, refuses a second one for the port and for the folder, comes back after kill -9, and ends in good order', async () => {
    const first = start();
    await ready(first);
    expect(readRunFile(dir)).toMatchObject({ pid: first.child.pid, url: `http://127.0.0.1:${port}`, kafka: null });
    expect(statSync(join(dir, 'run.json')).mode & 0o077).toBe(0);

    const samePort = start();
    expect(await samePort.exited).toBe(10);
    expect(samePort.text()).toMatch(new RegExp(`^hearth: port ${port} is in use .*\\n$`));
    const sameFolder = start({ HEARTH_PORT: String(await freePort()) });
    expect(await sameFolder.exited).toBe(11);
    expect(sameFolder.text()).toMatch(new RegExp(`^hearth: the data folder ${dir} is in use .*\\n$`));

    const database = await postmaster();
    const { simulator } = readRunFile(dir)!;
    first.child.kill('SIGKILL');
    await first.exited;
    expect(await goneWithin(database, 10_000)).toBe(true);
    await expect(fetch(simulator)).rejects.toThrow('fetch failed');

    const second = start();
    await ready(second);
    const databaseAgain = await postmaster();
    second.child.kill('SIGINT');
    second.child.kill('SIGINT');
    expect(await second.exited).toBe(0);
    expect(processBegan(databaseAgain)).toBeNull();
    expect(['run.json', 'hearth.lock'].filter((name) => existsSync(join(dir, name)))).toEqual([]);
  }, 120_000);

  it('ends with 0 when it is asked to while it is still starting', async () => {
    const early = start();
    await once(early.child.stdout!, 'data');
    early.child.kill('SIGTERM');
    expect(await early.exited).toBe(0);
    expect(early.text()).not.toContain('Hearth is ready');
  }, 60_000);

  it('refuses a data folder that is none, with exit code 12', async () => {
    writeFileSync(join(dir, 'file'), '');
    const refused = start({ HEARTH_DATA: join(dir, 'file'), HEARTH_PORT: String(await freePort()) });
    expect(await refused.exited).toBe(12);
    expect(refused.text()).toMatch(/^hearth: the data folder .* is not writable .*\n$/);
  }, 60_000);

  it('says on an old Node that it is too old, with exit code 13', async () => {
    const older = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } })';
    const child = spawn(process.execPath, ['--import', older, entry], { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    expect((await once(child, 'close'))[0]).toBe(13);
    expect(text).toBe('hearth: Node 18.20.4 is too old; install Node 20.19 or newer, then start again\n');
  });
});
