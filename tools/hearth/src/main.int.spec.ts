import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const bin = fileURLToPath(new URL('../bin/hearth.mjs', import.meta.url));
const PATIENCE_MS = 60_000;

interface Ended { readonly code: number | null; readonly out: string; readonly err: string }

/** The compiled command line as a user calls it, in a folder where no Hearth runs unless `env` says so. */
async function hearth(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const { HEARTH_URL: _url, HEARTH_DATA: _data, ...inherited } = process.env;
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...inherited, HEARTH_DATA: folder, ...env } });
  const [[code], out, err] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

/** Something that answers at an address: signs everybody in, knows the time, counts, and fails at whatever else is asked. */
let server: Server, url: string, folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-cli-'));
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const answer: Record<string, unknown> = { '/identity/token': { access_token: 'a.b.c' }, '/api/dev/clock': { now: '2026-11-22T02:00:00.000Z' } };
    const body = path.endsWith('/counts') ? { households: 1, record: { households: 1 } } : answer[path];
    request.resume().on('end', () => { response.writeHead(body ? 200 : 500, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? { code: 'fault', detail: 'The service failed.' })); });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (written: string): string[] => written.split('\n').slice(0, -1);

describe('a command that is not understood', () => {
  it.each([[[]], [['nonsense']], [['scenario']], [['scenario', 'nonsense']], [['scenario', 'nonsense', '--json']], [['counts', '--colour']], [['token']], [['bench', 'nonsense']], [['bench']]])('ends with 2, with nothing on stdout: %j', async (args) => {
    const { code, out, err } = await hearth(args);
    expect([code, out, err.length > 0]).toEqual([2, '', true]);
  }, PATIENCE_MS);

  it('that asks for help gets it, with 0', async () => {
    const { code, out } = await hearth(['--help']);
    expect([code, /scenario.*counts.*token.*doctor.*kafka.*bench/s.test(out)]).toEqual([0, true]);
  }, PATIENCE_MS);

  it('names the stories there are', async () => {
    expect((await hearth(['scenario', 'nonsense'])).err).toBe('hearth: no story nonsense; there are: seed, dibao, dibao-2021, tekun, child-money, shared-record, department-down, refused\n');
  }, PATIENCE_MS);
});

describe('a Hearth that is not there', () => {
  it.each([[['counts']], [['counts', '--json']], [['token', 'town1']], [['scenario', 'dibao', '--json']]])('ends with 3 and one line, whether nobody says where or nobody answers: %j', async (args) => {
    const [nowhere, silent] = await Promise.all([hearth(args), hearth(args, { HEARTH_URL: 'http://127.0.0.1:1' })]);
    expect([nowhere.code, nowhere.out, lines(nowhere.err).at(-1)]).toEqual([3, '', expect.stringMatching(/^hearth: no running Hearth/)]);
    expect([silent.code, silent.out, lines(silent.err).at(-1)]).toEqual([3, '', expect.stringMatching(/^hearth: .*(?:not reachable|no simulated departments)/)]);
  }, PATIENCE_MS);

  it('is found in run.json, else by HEARTH_URL', async () => {
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ pid: 1, url: 'http://127.0.0.1:1', postgres: null, simulator: null, kafka: null }));
    const [file, wins] = await Promise.all([hearth(['token', 'town1']), hearth(['token', 'town1'], { HEARTH_URL: url })]);
    rmSync(join(folder, 'run.json'));
    expect([file.code, wins]).toEqual([3, { code: 0, out: 'a.b.c\n', err: '' }]);
  }, PATIENCE_MS);
});

describe('--json', () => {
  it('is one document on one line of stdout, words on stderr', async () => {
    const [counts, doctor] = await Promise.all([hearth(['counts', '--json'], { HEARTH_URL: url }), hearth(['doctor', '--json'])]);
    for (const { code, out } of [counts, doctor]) expect([code, lines(out).length, typeof JSON.parse(out), out.endsWith('\n')]).toEqual([0, 1, 'object', true]);
    expect(JSON.parse(counts.out)).toEqual({ registry: { households: 1 }, record: { households: 1 }, hiavs: { households: 1, record: { households: 1 } }, casework: { households: 1, record: { households: 1 } }, payments: { households: 1, record: { households: 1 } } });
    expect((await hearth(['counts'], { HEARTH_URL: url })).out).toBe(`${JSON.stringify(JSON.parse(counts.out), null, 2)}\n`);
  }, PATIENCE_MS);

  it('is one line too when the story falls short: 1, with the step that did', async () => {
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ pid: 1, url, postgres: null, simulator: url, kafka: null }));
    const { code, out, err } = await hearth(['scenario', 'dibao', '--json']);
    rmSync(join(folder, 'run.json'));
    expect([code, lines(out).length]).toEqual([1, 1]);
    expect(JSON.parse(out)).toEqual({ scenario: 'dibao', ok: false, ms: expect.any(Number), ids: {}, steps: [{ name: 'register the household', ok: false, ms: expect.any(Number), detail: expect.stringMatching(/simulator PUT .* 500/) }] });
    expect(err).toContain('✗ register the household');
  }, PATIENCE_MS);
});
