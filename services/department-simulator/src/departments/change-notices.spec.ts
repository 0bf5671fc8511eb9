import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inventedId, record, RunningSimulator } from '../spec/simulator.ts';

interface Received {
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

/** Stands in for the receiver of notices outside this service; refuses the first `refusals` of them. */
class Receiver {
  readonly received: Received[] = [];
  readonly #server: Server;
  #expected: { count: number; reached: () => void } | undefined;

  constructor(refusals: number) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        this.received.push({ authorization: request.headers.authorization, body: record(JSON.parse(Buffer.concat(chunks).toString())) });
        response.writeHead(this.received.length > refusals ? 202 : 503).end();
        if (this.received.length === this.#expected?.count) this.#expected.reached();
      });
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/changes`;
  }

  reached(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#expected = { count, reached: resolve };
      if (this.received.length >= count) resolve();
    });
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

describe('change notices', () => {
  const idNumber = inventedId(21);
  const car = { kind: 'vehicle', value: { minor: 9_000_000, currency: 'CNY' }, count: 1, detail: null };
  const bought = { idNumber, kind: 'vehicle-registered', on: '2026-03-02', items: [car] };
  const open: { close(): unknown }[] = [];
  let receiver: Receiver;

  const start = async (refusals: number): Promise<RunningSimulator> => {
    receiver = new Receiver(refusals);
    const simulator = await RunningSimulator.start({ changes: { url: await receiver.listen(), token: 'of-the-department' } });
    open.push(receiver, simulator);
    return simulator;
  };
  beforeEach(() => {
    open.length = 0;
  });
  afterEach(() => Promise.all(open.map((one) => one.close())));

  it('goes to its receiver with the token', async () => {
    const simulator = await start(0);
    const reply = await simulator.post('/departments/vehicles/changes', bought);
    expect(reply.status).toBe(202);
    const { notice } = reply.json();
    await receiver.reached(1);
    expect(receiver.received).toEqual([{ authorization: 'Bearer of-the-department', body: { department: 'vehicles', kind: 'vehicle-registered', on: '2026-03-02', idNumber, items: [car], notice } }]);
  });

  it('goes again until it is taken, the same notice each time', async () => {
    const simulator = await start(2);
    const { notice } = (await simulator.post('/departments/household-registration/changes', { idNumber, kind: 'death', on: '2026-03-02' })).json();
    await receiver.reached(3);
    expect(receiver.received.map(({ body }) => [body['notice'], body['items']])).toEqual([[notice, []], [notice, []], [notice, []]]);
  });

  it('is listed without name or ID number, and what it tells of is answered from then on', async () => {
    const simulator = await RunningSimulator.start();
    open.push(simulator);
    const { notice } = (await simulator.post('/departments/vehicles/changes', bought)).json();
    const list = await simulator.get('/departments/vehicles/changes');
    expect(list.json()).toMatchObject({ count: 1, items: [{ notice, kind: 'vehicle-registered', on: '2026-03-02', attempts: 0, deliveredAt: null }] });
    expect(list.text).not.toContain(idNumber);
    const inquiry = { inquiry: '0b1fb1b8-36c4-4c0e-8f0a-000000000021', authorisation: '0b1fb1b8-36c4-4c0e-8f0a-00000000000a', purpose: 're-verification', name: '示例', idNumber, asOf: '2026-03-03' };
    expect((await simulator.post('/departments/vehicles/inquiries', inquiry)).json()['items']).toEqual([car]);
  });

  it.each([['idNumber', { idNumber: '12' }], ['kind', { kind: 'New car!' }], ['on', { on: '2026-13-01' }], ['items[0].kind', { items: [{ kind: 'wages' }] }]])('refuses a wrong %s', async (field, change) => {
    const simulator = await RunningSimulator.start();
    open.push(simulator);
    const reply = await simulator.post('/departments/vehicles/changes', { ...bought, ...change });
    expect([reply.status, reply.json()['field']]).toEqual([400, field]);
  });
});
