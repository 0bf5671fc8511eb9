import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@hearth/launch';
import type { RunningService } from '@hearth/service-host';
import { DevClock } from './dev-clock.ts';
import { type Front, openFront } from './front.ts';
import { type Identity, startIdentity } from './identity/identity.ts';

/** The smallest thing that is a service: says what it was asked, streams, and is busy for as many looks as told. */
class SmallService implements RunningService {
  busyLooks = 0;
  readonly dueAt: Date[] = [];
  readonly streams: { lastEventId: string; response: ServerResponse }[] = [];
  constructor(readonly name: string) {}
  readonly handle: RunningService['handle'] = (request, response) => {
    if (request.url !== `/api/${this.name}/live`) return void response.writeHead(200, { 'content-type': 'text/plain' }).end(`${this.name} ${request.method} ${request.url}`);
    if (request.headers.authorization !== 'Bearer good') return void response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{}');
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
    this.streams.push({ lastEventId: String(request.headers['last-event-id'] ?? ''), response });
  };
  isAlive = true;
  async alive(): Promise<boolean> { return this.isAlive; }
  async ready(): Promise<boolean> { return true; }
  async quiet(): Promise<boolean> {
    this.busyLooks -= 1;
    return this.busyLooks < 0;
  }
  async runDue(now: Date): Promise<void> { this.dueAt.push(now); this.busyLooks = 2; }
  async metrics(): Promise<string> { return `# HELP one_total n\n# TYPE one_total counter\none_total{service="${this.name}"} 1\n`; }
  async close(): Promise<void> { this.busyLooks = 0; }
}

const [registry, casework] = [new SmallService('registry'), new SmallService('casework')];
const services = [registry, casework];
let [dir, url] = ['', ''];
let front: Front;
let identity: Identity;
const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(new URL(path, url), init);
const page = { headers: { accept: 'text/html,*/*' } };
const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hearth-spec-'));
  const consoleFolder = join(dir, 'console');
  mkdirSync(join(consoleFolder, 'assets'), { recursive: true });
  writeFileSync(join(consoleFolder, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(consoleFolder, 'assets', 'a-1.js'), 'export {};');
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  identity = await startIdentity({ dataDir: dir, publicUrl: url, say: () => undefined });
  front = await openFront({ port, publicUrl: url, consoleFolder, development: { identity, clock: new DevClock(join(dir, 'clock.json')) } });
});
afterAll(async () => {
  await front.close();
  identity.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('the front door', () => {
  it('holds its port from the first moment on and tells callers to come back while services start', async () => {
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask('/health/ready')).status).toBe(503);
    const early = await ask('/api/registry/households');
    expect([early.status, early.headers.get('retry-after'), early.headers.get('content-type')]).toEqual([503, '1', 'application/problem+json; charset=utf-8']);
    front.open(services);
    expect((await ask('/health/ready')).status).toBe(200);
  });

  it('is not alive when one of the services is not, and says which', async () => {
    casework.isAlive = false;
    const stuck = await ask('/health/live');
    casework.isAlive = true;
    expect([stuck.status, await stuck.json()]).toEqual([503, { status: 'stuck', services: { registry: true, casework: false } }]);
    expect((await ask('/health/live')).status).toBe(200);
  });

  it('hands calls to their service with the whole address', async () => {
    expect(await (await ask('/api/casework/applications?limit=1')).text()).toBe('casework GET /api/casework/applications?limit=1');
  });

  it.each(['/api/nowhere', '/api/toString', '/api/', '/health/nowhere', '/missing.js', '/identity-card.png'])('has nothing at %s and says so as a problem', async (path) => {
    const answer = await ask(path, page);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(await answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('gives the console for every address a person may open, under a strict policy', async () => {
    for (const path of ['/', '/work?view=mine', '/records/3f2b']) {
      const answer = await ask(path, page);
      expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html><title>console</title>']);
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
    expect((await ask('/assets/a-1.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('sends a page opened as localhost to the address that sign-in knows', async () => {
    const answer = await fetch(`${url.replace('127.0.0.1', 'localhost')}/work?a=b`, { redirect: 'manual', ...page });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${url}/work?a=b`]);
  });

  it('joins the metrics of all services and of the process', async () => {
    const text = await (await ask('/metrics')).text();
    expect(text).toContain('one_total{service="registry"} 1\none_total{service="casework"} 1\n');
    expect(text).toContain('process_resident_memory_bytes');
    expect(text.match(/# TYPE one_total/g)).toHaveLength(1);
  });

  it('answers that it is at rest only after every service was quiet', async () => {
    casework.busyLooks = 20;
    expect((await ask('/api/dev/drain', { method: 'POST' })).status).toBe(200);
    expect(casework.busyLooks).toBeLessThan(0);
  });

  it('moves the clock, and answers when what fell due has run everywhere', async () => {
    const before = Date.parse((await (await ask('/api/dev/clock')).json() as { now: string }).now);
    const moved = await (await ask('/api/dev/clock', post({ advance: 'P7D' }))).json() as { now: string };
    expect(Math.round((Date.parse(moved.now) - before) / 3_600_000)).toBe(7 * 24);
    for (const service of services) {
      expect(service.dueAt[0]?.toISOString()).toBe(moved.now);
      expect(service.busyLooks).toBeLessThan(0);
    }
    expect((await ask('/api/dev/clock', post({ now: new Date(before).toISOString() }))).status).toBe(409);
    expect((await ask('/api/dev/clock', post({ advance: 'soon' }))).status).toBe(400);
    expect((await ask('/api/dev/clock', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } })).status).toBe(400);
  });

  it('does not take a form from another site for a move of the clock', async () => {
    expect((await ask('/api/dev/clock', { method: 'POST', body: '{"advance":"P1D"}', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });
});

/** Reads a stream until it holds so many frames with data. */
async function framesOf(response: Response, count: number): Promise<string[]> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split('\n\n').filter((frame) => frame.includes('data: '));
    if (frames.length >= count) return frames;
  }
  throw new Error(`the stream ended after ${text}`);
}

describe('the live stream', () => {
  it('is one for all services and resumes each where it was', async () => {
    const end = new AbortController();
    const headers = { authorization: 'Bearer good', 'last-event-id': 'registry=1%3A5' };
    const stream = await ask('/api/live', { headers, signal: end.signal });
    expect(services.map(({ streams }) => streams.at(-1)?.lastEventId)).toEqual(['1:5', '']);
    registry.streams.at(-1)?.response.write('id: 1:6\ndata: {"stream":"household-1"}\n\n');
    expect(await framesOf(stream, 1)).toEqual(['id: registry=1%3A6\ndata: {"stream":"household-1"}']);
    end.abort();
  });

  it('carries the position in every service in its ids', async () => {
    const end = new AbortController();
    const stream = await ask('/api/live', { headers: { authorization: 'Bearer good', 'last-event-id': 'registry=1%3A6' }, signal: end.signal });
    casework.streams.at(-1)?.response.write('id: 1:9\ndata: {"stream":"application-1"}\n\n');
    expect(await framesOf(stream, 1)).toEqual(['id: registry=1%3A6&casework=1%3A9\ndata: {"stream":"application-1"}']);
    end.abort();
  });

  it('knows where a service stood before its first change', async () => {
    const end = new AbortController();
    const stream = await ask('/api/live', { headers: { authorization: 'Bearer good' }, signal: end.signal });
    casework.streams.at(-1)?.response.write('id: 1:9\n\n');
    expect(await framesOf(stream, 1)).toEqual(['id: casework=1%3A9\ndata: {}']);
    end.abort();
  });

  it('is refused as the services refuse it', async () => {
    const answer = await ask('/api/live', { headers: { authorization: 'Bearer bad' } });
    expect(answer.status).toBe(401);
    await answer.text();
  });
});

describe('its end', () => {
  it('comes although a live stream and an idle connection are open', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const other = await openFront({ port, publicUrl: address, consoleFolder: dir, development: null });
    other.open([registry]);
    const stream = get(`${address}/api/registry/live`, { headers: { authorization: 'Bearer good' } });
    await once(stream, 'response');
    const broken = once(stream, 'close');
    stream.on('error', () => undefined);
    await other.close();
    await broken;
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  it('is a clear refusal when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(openFront({ port, publicUrl: url, consoleFolder: dir, development: null })).rejects.toMatchObject({ code: 10 });
    taken.close();
  });

  it('leaves neither sign-in nor test clock outside development', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const other = await openFront({ port, publicUrl: address, consoleFolder: dir, development: null });
    other.open([]);
    for (const path of ['/identity/officers', '/identity/token', '/api/dev/clock', '/api/dev/drain']) {
      expect((await fetch(address + path, { method: path.endsWith('officers') ? 'GET' : 'POST' })).status).toBe(404);
    }
    await other.close();
  });
});
