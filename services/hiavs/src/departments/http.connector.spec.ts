import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DepartmentFault, type DepartmentInquiry } from './connector.ts';
import { HttpConnector } from './http.connector.ts';

const inquiry: DepartmentInquiry = { inquiry: '0f0e7a10-0000-4000-8000-000000000001', authorisation: '0f0e7a10-0000-4000-8000-000000000002', purpose: 'dibao', name: '陈守田', idNumber: '990101197403080011', asOf: '2026-11-22' };
const answer = (items: unknown[], more: object = {}): object => ({ inquiry: inquiry.inquiry, receipt: 'R-1', answeredAt: '2026-11-22T02:00:00Z', items, ...more });

const servers: Server[] = [];
afterEach(async () => { for (const server of servers.splice(0)) { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); } });

async function department(listener: RequestListener): Promise<HttpConnector> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return new HttpConnector(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
const saying = (body: unknown, status = 200): Promise<HttpConnector> => department((_request, response) => { response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body)); });
const faultOf = async (connector: HttpConnector, signal = AbortSignal.timeout(5_000)): Promise<string> => {
  const error = await connector.ask('bank', inquiry, signal).then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof DepartmentFault)) throw new Error('an answer, or another error');
  expect(error.message).not.toMatch(/陈|990101/);
  return error.code;
};

describe('a department over HTTP', () => {
  it('is told the person, the authorisation and the purpose, in the body and nowhere else', async () => {
    const seen: { url: string; body: string }[] = [];
    const connector = await department((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => {
        seen.push({ url: request.url ?? '', body });
        response.end(JSON.stringify(answer([{ kind: 'deposits', value: { minor: 100, currency: 'CNY', more: 1 }, count: 1, detail: null }, { kind: 'deposits' }])));
      });
    });
    expect(await connector.ask('bank', inquiry, AbortSignal.timeout(5_000))).toEqual({
      receipt: 'R-1', items: [{ kind: 'deposits', value: { minor: 100, currency: 'CNY' }, count: 1, detail: null }, { kind: 'deposits', value: null, count: null, detail: null }],
    });
    expect(seen).toEqual([{ url: '/departments/bank/inquiries', body: JSON.stringify(inquiry) }]);
  });

  it.each<[string, unknown]>([
    ['no JSON', 'certainly'], ['no object', []], ['no items', answer([], { items: 'none' })], ['somebody else’s inquiry', answer([], { inquiry: inquiry.authorisation })], ['no receipt', answer([], { receipt: null })],
    ['a negative amount', answer([{ kind: 'deposits', value: { minor: -1, currency: 'CNY' } }])], ['half a fen', answer([{ kind: 'deposits', value: { minor: 0.5, currency: 'CNY' } }])], ['a count that is none', answer([{ kind: 'vehicle', count: '2' }])],
    ['two currencies', answer([{ kind: 'deposits', value: { minor: 1, currency: 'CNY' } }, { kind: 'deposits', value: { minor: 1, currency: 'MNT' } }])], ['a kind that is no word', answer([{ kind: 'DROP TABLE' }])], ['more than can be meant', answer(Array.from({ length: 501 }, () => ({ kind: 'deposits' })))],
  ])('is not understood when it answers %s', async (_what, body) => {
    expect(await faultOf(await saying(body))).toBe('unreadable');
  });

  it('is in trouble itself, or refuses this inquiry', async () => {
    expect(await faultOf(await saying({}, 503))).toBe('failed');
    expect(await faultOf(await saying({}, 403))).toBe('refused');
    expect([new DepartmentFault('failed').unavailable, new DepartmentFault('refused').unavailable]).toEqual([true, false]);
  });

  it('is not there, or does not answer in time', async () => {
    const gone = await saying({});
    servers[0]?.close();
    expect(await faultOf(gone)).toBe('unreachable');
    expect(await faultOf(await department(() => undefined), AbortSignal.timeout(50))).toBe('timed-out');
  });

  it('is not followed elsewhere with the number of a person', async () => {
    expect(await faultOf(await department((_request, response) => { response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(); }))).toBe('unreachable');
  });
});
