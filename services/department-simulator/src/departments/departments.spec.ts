import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inventedId, RunningSimulator } from '../spec/simulator.ts';

describe('departments', () => {
  let simulator: RunningSimulator;
  beforeAll(async () => {
    simulator = await RunningSimulator.start();
  });
  afterAll(() => simulator.close());

  const names = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'];

  it.each(names)('%s stands, healthy and unasked', async (name) => {
    expect((await simulator.get(`/departments/${name}`)).json()).toEqual({ latencyMs: 0, errorRate: 0, down: false, wrong: 0 });
    expect((await simulator.get(`/departments/${name}/inquiries`)).json()).toEqual({ count: 0, answered: 0, repeats: 0, items: [] });
    expect((await simulator.get(`/departments/${name}/changes`)).json()).toEqual({ count: 0, items: [] });
  });

  it('lists all seven with their settings', async () => {
    const healthy = { latencyMs: 0, errorRate: 0, down: false, wrong: 0 };
    expect((await simulator.get('/departments')).json()).toEqual({ items: names.map((name) => ({ name, ...healthy })) });
  });

  it('takes settings as a whole: what is left out is back at its default', async () => {
    const put = await simulator.put('/departments/tax', { latencyMs: 5, errorRate: 0.25, down: true, wrong: 1 });
    expect(put.json()).toEqual({ latencyMs: 5, errorRate: 0.25, down: true, wrong: 1 });
    await simulator.put('/departments/tax', { wrong: 0.5 });
    expect((await simulator.get('/departments/tax')).json()).toEqual({ latencyMs: 0, errorRate: 0, down: false, wrong: 0.5 });
  });

  it.each([
    ['latencyMs', { latencyMs: -1 }], ['latencyMs', { latencyMs: 1.5 }], ['errorRate', { errorRate: 1.01 }], ['errorRate', { errorRate: '1' }],
    ['wrong', { wrong: true }], ['down', { down: 1 }], ['errorate', { errorate: 1 }], ['body', [1]],
  ])('refuses settings whose %s is wrong', async (field, body) => {
    const reply = await simulator.put('/departments/vehicles', body);
    expect([reply.status, reply.type]).toEqual([400, 'application/problem+json']);
    expect(reply.json()).toMatchObject({ status: 400, title: 'malformed', field });
    expect((await simulator.get('/departments/vehicles')).json()).toMatchObject({ latencyMs: 0, errorRate: 0, down: false, wrong: 0 });
  });

  it.each([
    ['GET', '/departments/weather', 404], ['PUT', '/departments/weather', 404], ['GET', '/departments/weather/inquiries', 404],
    ['POST', '/departments/weather/inquiries', 404], ['GET', '/nowhere', 404], ['POST', '/departments/tax', 405],
  ])('answers %s %s with %i as a problem', async (method, path, status) => {
    const reply = await simulator.send(method, path, method === 'GET' ? undefined : '{}');
    expect([reply.status, reply.type]).toEqual([status, 'application/problem+json']);
  });

  it('refuses bodies that are no JSON, of another type, or too long', async () => {
    expect((await simulator.send('PUT', '/departments/tax', '{"down"')).status).toBe(400);
    expect((await simulator.send('PUT', '/departments/tax', 'down', 'text/plain')).status).toBe(415);
    expect((await simulator.send('PUT', '/departments/tax', ' '.repeat(1_100_000))).status).toBe(413);
  });

  it.each([
    ['idNumber', { idNumber: '990101198504120000', items: [] }], ['items', { idNumber: inventedId(1) }],
    ['items[0].kind', { idNumber: inventedId(1), items: [{ kind: 'deposits' }] }],
    ['items[0].value', { idNumber: inventedId(1), items: [{ kind: 'wages', value: { minor: 1.5, currency: 'CNY' } }] }],
    ['items[0].count', { idNumber: inventedId(1), items: [{ kind: 'wages', count: -1 }] }],
  ])('refuses facts whose %s is wrong', async (field, body) => {
    const reply = await simulator.put('/departments/tax/facts', body);
    expect([reply.status, reply.json()['field']]).toEqual([400, field]);
    expect(reply.text).not.toContain('9901');
  });

  it.each([inventedId(3), 'УК85041213', ` ${inventedId(3).toLowerCase()} `])('takes facts about %s', async (idNumber) => {
    expect((await simulator.put('/departments/tax/facts', { idNumber, items: [] })).json()).toEqual({ count: 1 });
  });

  it('takes facts in bulk all or not at all', async () => {
    const good = { department: 'bank', idNumber: inventedId(2), items: [{ kind: 'deposits', value: { minor: 100, currency: 'MNT' } }] };
    const refused = await simulator.put('/departments/facts', [good, { ...good, department: 'weather' }]);
    expect([refused.status, refused.json()['field']]).toEqual([400, 'body[1].department']);
    const inquiry = { inquiry: '0b1fb1b8-36c4-4c0e-8f0a-000000000001', authorisation: '0b1fb1b8-36c4-4c0e-8f0a-00000000000a', purpose: 'dibao', name: '示例', idNumber: good.idNumber, asOf: '2026-01-05' };
    expect((await simulator.post('/departments/bank/inquiries', inquiry)).json()['items']).toEqual([]);
    expect((await simulator.put('/departments/facts', [good])).json()).toEqual({ count: 1 });
    const again = { ...inquiry, inquiry: '0b1fb1b8-36c4-4c0e-8f0a-000000000002' };
    expect((await simulator.post('/departments/bank/inquiries', again)).json()['items']).toEqual([{ kind: 'deposits', value: { minor: 100, currency: 'MNT' }, count: null, detail: null }]);
  });

  it('is live and ready', async () => {
    expect((await simulator.get('/health/live')).status).toBe(200);
    expect((await simulator.get('/health/ready')).status).toBe(200);
  });
});
