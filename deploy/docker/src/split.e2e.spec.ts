import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@hearth/launch';
import { testDatabase, type TestDatabase } from '@hearth/testing';

const built = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const DAY_MS = 24 * 3600 * 1000;

/** The programs of the containers, as they are in the image, without the containers: front door, sign-in, one service. */
describe('a process for each', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-split-'));
  const running: ChildProcess[] = [];
  let database: TestDatabase;
  let url = '';
  let registry: ChildProcess;
  let early: readonly number[] = [];

  const start = async (program: string, env: Record<string, string>): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [built(program)], { env: { PATH: process.env['PATH'], HEARTH_MODE: 'development', PUBLIC_URL: url, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    for await (const line of createInterface({ input: child.stdout })) if (line.endsWith('is ready')) return child;
    throw new Error(`${program} ended before it was ready`);
  };
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(new URL(path, url), init);
  const token = async (): Promise<string> => {
    const answer = await ask('/identity/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username: 'town1', password: 'hearth' }) });
    return ((await answer.json()) as { access_token: string }).access_token;
  };

  beforeAll(async () => {
    const [front, identity, service] = await Promise.all([freePort(), freePort(), freePort()]);
    const at = (port: number): string => `http://127.0.0.1:${port}`;
    url = at(front);
    database = await testDatabase();
    writeFileSync(join(dir, 'index.html'), '<!doctype html><title>console</title>');
    await start('deploy/docker/dist/identity.js', { PORT: String(identity), HEARTH_DATA: join(dir, 'identity') });
    await start('deploy/docker/dist/front.js', { PORT: String(front), CONSOLE_FOLDER: dir, SERVICES: `registry=${at(service)}`, IDENTITY_URL: at(identity), CLOCK_FILE: join(dir, 'clock.json') });
    early = await Promise.all(['/health/ready', '/api/registry/households'].map(async (path) => (await ask(path)).status));
    registry = await start('services/registry/dist/main.js', {
      PORT: String(service), DATABASE_URL: database.url, HEARTH_KEYS: join(dir, 'keys'), ISSUER: `${url}/identity`, JWKS_URL: `${at(identity)}/identity/jwks`, CLOCK_URL: `${url}/api/dev/clock`,
    });
  }, 120_000);
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is ready once the service is, and serves console, sign-in and service at one address', async () => {
    expect(early).toEqual([503, 503]);
    expect(await (await ask('/health/ready')).json()).toEqual({ status: 'ok', services: { registry: true } });
    expect(await (await ask('/work', { headers: { accept: 'text/html' } })).text()).toContain('<title>console</title>');
    expect((await ask('/api/registry/households')).status).toBe(401);
    const answer = await ask('/api/registry/households', { headers: { authorization: `Bearer ${await token()}` } });
    expect([answer.status, await answer.json()]).toEqual([200, { items: [], total: 0, next: null }]);
    expect(await (await ask('/metrics')).text()).toContain('hearth_http_request_seconds');
  });

  it('leaves the departments’ token where only they look', () => {
    expect(readFileSync(join(dir, 'identity', 'departments.token'), 'utf8').split('.')).toHaveLength(3);
  });

  it('passes the live stream on while it is written', async () => {
    const answer = await ask('/api/live', { headers: { authorization: `Bearer ${await token()}` } });
    const reader = answer.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toContain(': open');
    await reader.cancel();
  });

  it('moves time in every process and waits until all are at rest', async () => {
    const moved = await ask('/api/dev/clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advance: 'P1D' }) });
    expect(moved.status).toBe(200);
    expect(Date.parse(((await moved.json()) as { now: string }).now)).toBeGreaterThan(Date.now() + DAY_MS - 60_000);
    expect(await (await ask('/api/dev/drain', { method: 'POST' })).json()).toEqual({ quiet: true });
  });

  it('ends with 0 when it is asked to, and the front door says that the service is away', async () => {
    registry.kill('SIGTERM');
    expect(await once(registry, 'exit')).toEqual([0, null]);
    const answer = await ask('/api/registry/households');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await ask('/health/ready')).status).toBe(503);
  });
});
