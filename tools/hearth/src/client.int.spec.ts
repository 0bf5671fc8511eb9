import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HearthClient, Refused } from './client.ts';
import { CommandProblem } from './exit.ts';

interface Answer { readonly status: number; readonly body: unknown; readonly type?: string }
interface Call { readonly method: string; readonly path: string; readonly key: string | undefined; readonly authorization: string | undefined; readonly body: string }

/** The other side of the wire: answers what the suite lays out, one after the other, and remembers what came. */
let server: Server, client: HearthClient;
const calls: Call[] = [];
const answers: Answer[] = [];
beforeAll(async () => {
  server = createServer((request, response) => { void answer(request, response); });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
});
beforeEach(() => {
  calls.length = 0;
  answers.length = 0;
  client = new HearthClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => { server.closeAllConnections(); server.close(); });

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '', body = await text(request);
  const token = { status: 200, body: { access_token: `token of ${new URLSearchParams(body).get('username')}` } };
  if (path !== '/identity/token') calls.push({ method: request.method ?? '', path, key: request.headers['idempotency-key'] as string | undefined, authorization: request.headers.authorization, body });
  const { status, body: said, type = 'application/json' }: Answer = path === '/identity/token' ? token : answers.shift() ?? { status: 200, body: {} };
  response.writeHead(status, { 'content-type': type }).end(typeof said === 'string' ? said : JSON.stringify(said));
}

describe('the command line as a caller', () => {
  it('asks as the officer, with one token for the whole command', async () => {
    answers.push({ status: 200, body: { total: 1 } }, { status: 200, body: { total: 2 } });
    expect([await client.get('town1', '/api/a'), await client.get('town1', '/api/b')]).toEqual([{ total: 1 }, { total: 2 }]);
    expect(calls.map(({ method, path, authorization }) => [method, path, authorization])).toEqual([['GET', '/api/a', 'Bearer token of town1'], ['GET', '/api/b', 'Bearer token of town1']]);
  });

  it.each(['not-here-yet', 'idempotency-in-flight'])('repeats a command that is refused with %s, with the same key and body, until it is not', async (code) => {
    answers.push({ status: 409, body: { code } }, { status: 409, body: { code } }, { status: 201, body: { id: 'x' } });
    expect(await client.post('town1', '/api/a', { n: 1 })).toEqual({ id: 'x' });
    expect([calls.length, new Set(calls.map(({ key, body }) => `${key} ${body}`)).size]).toEqual([3, 1]);
    expect(calls[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('does not repeat what is refused for good, and tells the fields', async () => {
    answers.push({ status: 422, body: { code: 'invalid', detail: 'Some fields are not acceptable.', errors: [{ field: 'area', code: 'area', detail: 'must be an area code' }] } });
    const refused = await client.post('town1', '/api/a').catch((error: unknown) => error) as Refused;
    expect([refused instanceof Refused, refused.status, refused.code, refused.errors.length, refused.message, calls.length]).toEqual([true, 422, 'invalid', 1, '/api/a: 422 invalid: Some fields are not acceptable. [area must be an area code]', 1]);
  });

  it('takes a key of its caller, and another for each command without one', async () => {
    await client.post('town1', '/api/a', {}, { key: 'row-1' });
    await client.post('town1', '/api/a');
    await client.post('town1', '/api/a');
    expect([calls[0]?.key, new Set(calls.map(({ key }) => key)).size]).toEqual(['row-1', 3]);
  });

  it('says what it cannot read, and where nobody is', async () => {
    answers.push({ status: 502, body: '<html>', type: 'text/html' });
    await expect(client.get('town1', '/api/a')).rejects.toThrow('/api/a: 502 unknown: the answer is not problem+json');
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const nobody = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`;
    gone.close();
    await once(gone, 'close');
    const problem = await new HearthClient(nobody).get('town1', '/api/a').catch((error: unknown) => error) as CommandProblem;
    expect([problem instanceof CommandProblem, problem.code, problem.message]).toEqual([true, 3, `hearth: ${nobody} is not reachable (ECONNREFUSED); is it running?`]);
  });
});
