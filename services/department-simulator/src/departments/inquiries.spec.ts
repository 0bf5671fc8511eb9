import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inventedId, RunningSimulator } from '../spec/simulator.ts';
import type { Reply } from '../spec/simulator.ts';

describe('inquiries', () => {
  let simulator: RunningSimulator;
  beforeEach(async () => {
    simulator = await RunningSimulator.start();
  });
  afterEach(() => simulator.close());

  const idNumber = inventedId(11);
  const car = { kind: 'vehicle', value: { minor: 3_500_000, currency: 'CNY' }, count: 1, detail: 'small car' };
  const inquiryBody = (change: object = {}): object => ({ inquiry: randomUUID(), authorisation: randomUUID(), purpose: 'dibao-application', name: '欧阳示例', idNumber, asOf: '2026-01-05', ...change });
  const ask = (change: object = {}, department = 'vehicles'): Promise<Reply> => simulator.post(`/departments/${department}/inquiries`, inquiryBody(change));
  const asked = (): Promise<Reply> => simulator.get('/departments/vehicles/inquiries');
  const journal = async (): Promise<Record<string, unknown>> => (await asked()).json();
  const outcomes = async (): Promise<unknown[]> => (await asked()).items().map(({ outcome }) => outcome);

  it('answers what the department holds, with a receipt', async () => {
    await simulator.put('/departments/vehicles/facts', { idNumber, items: [car] });
    const inquiry = randomUUID();
    const reply = await ask({ inquiry });
    expect(reply.status).toBe(200);
    expect(reply.json()).toEqual({ inquiry, receipt: expect.stringMatching(/^[0-9a-f-]{36}$/), answeredAt: expect.stringMatching(/Z$/), items: [car] });
  });

  it('holds each fact in one department only, and no record of a stranger', async () => {
    await simulator.put('/departments/vehicles/facts', { idNumber, items: [car] });
    expect((await ask({}, 'tax')).json()['items']).toEqual([]);
    expect((await ask({ idNumber: inventedId(12) })).json()['items']).toEqual([]);
    await simulator.put('/departments/vehicles/facts', { idNumber, items: [] });
    expect((await ask()).json()['items']).toEqual([]);
  });

  it('gives the same answer to the same inquiry, though facts changed, and counts it once', async () => {
    await simulator.put('/departments/vehicles/facts', { idNumber, items: [car] });
    const body = inquiryBody();
    const first = await simulator.post('/departments/vehicles/inquiries', body);
    await simulator.put('/departments/vehicles/facts', { idNumber, items: [] });
    const second = await simulator.post('/departments/vehicles/inquiries', body);
    expect(second.text).toBe(first.text);
    expect(await journal()).toMatchObject({ count: 2, answered: 1, repeats: 1 });
  });

  it('refuses an inquiry id that stands for someone else', async () => {
    const inquiry = randomUUID();
    await ask({ inquiry });
    const reply = await ask({ inquiry, idNumber: inventedId(12) });
    expect([reply.status, reply.json()['field']]).toEqual([409, 'inquiry']);
  });

  it('refuses without an authorisation and says so in its journal', async () => {
    const missing = await ask({ authorisation: undefined });
    expect([missing.status, missing.json()['field']]).toEqual([403, 'authorisation']);
    expect((await ask({ authorisation: null })).status).toBe(403);
    expect(await journal()).toMatchObject({ count: 2, answered: 0, items: [{ outcome: 'refused' }, { outcome: 'refused' }] });
  });

  it.each([
    ['inquiry', { inquiry: 'one' }], ['authorisation', { authorisation: 'yes' }], ['purpose', { purpose: ' ' }], ['name', { name: undefined }],
    ['idNumber', { idNumber: '530102192005080119' }], ['asOf', { asOf: '2026-02-30' }],
  ])('refuses a malformed %s by name and does not count it', async (field, change) => {
    const reply = await ask(change);
    expect([reply.status, reply.type, reply.json()['field']]).toEqual([400, 'application/problem+json', field]);
    expect((await journal())['count']).toBe(0);
  });

  it('keeps neither names nor ID numbers in its journal, but tells persons apart', async () => {
    await ask();
    await ask();
    await ask({ idNumber: inventedId(12) });
    const reply = await asked();
    expect(reply.text).not.toContain('欧阳');
    expect(reply.text).not.toContain(idNumber);
    const persons = reply.items().map(({ person }) => person);
    expect(persons[0]).toBe(persons[1]);
    expect(persons[2]).not.toBe(persons[0]);
  });

  it('answers nobody while down, and again afterwards', async () => {
    await simulator.put('/departments/vehicles', { down: true });
    expect((await ask()).status).toBe(503);
    expect((await ask()).type).toBe('application/problem+json');
    await simulator.put('/departments/vehicles', {});
    expect((await ask()).status).toBe(200);
    expect(await outcomes()).toEqual(['down', 'down', 'answered']);
  });

  it.each([[0.1, 10], [0.3, 10], [0.5, 8], [1, 4]])('fails a share of %d exactly, of %i', async (errorRate, turns) => {
    await simulator.put('/departments/vehicles', { errorRate });
    const statuses: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) statuses.push((await ask()).status);
    expect(statuses.filter((status) => status === 500)).toHaveLength(Math.round(errorRate * turns));
    expect(await journal()).toMatchObject({ count: turns, answered: turns - Math.round(errorRate * turns) });
  });

  it('answers a failed inquiry on the next try as if it were the first', async () => {
    await simulator.put('/departments/vehicles', { errorRate: 0.5 });
    const body = inquiryBody();
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await simulator.post('/departments/vehicles/inquiries', body)).status);
    expect(statuses).toEqual([200, 500, 200]);
    expect(await outcomes()).toEqual(['answered', 'failed', 'repeated']);
  });

  it('answers a share wrong but plausible: same kinds, other figures', async () => {
    await simulator.put('/departments/vehicles/facts', { idNumber, items: [car] });
    await simulator.put('/departments/vehicles', { wrong: 0.5 });
    const answers = [(await ask()).json()['items'], (await ask()).json()['items']];
    expect(answers[0]).toEqual([car]);
    expect(answers[1]).toEqual([{ ...car, value: { minor: 5_350_000, currency: 'CNY' }, count: 2 }]);
    expect(await outcomes()).toEqual(['answered', 'wrong']);
  });

  it('finds by mistake what is not there', async () => {
    await simulator.put('/departments/vehicles', { wrong: 1 });
    expect((await ask()).json()['items']).toEqual([{ kind: 'vehicle', value: { minor: 4_200_000, currency: 'CNY' }, count: 1, detail: null }]);
  });

  it('takes the time it is told to', async () => {
    await simulator.put('/departments/vehicles', { latencyMs: 120 });
    const before = performance.now();
    await Promise.all([ask(), ask(), ask()]);
    // Timers may fire a millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(118);
  });

  it('does not count as answered what nobody waited for', async () => {
    await simulator.put('/departments/vehicles', { latencyMs: 150 });
    const impatient = fetch(`${simulator.url}/departments/vehicles/inquiries`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(inquiryBody()), signal: AbortSignal.timeout(50) });
    await expect(impatient).rejects.toThrow('timeout');
    await ask();
    expect(await outcomes()).toEqual(['abandoned', 'answered']);
  });

  it('closes at once while an answer is under way', async () => {
    await simulator.put('/departments/vehicles', { latencyMs: 60_000 });
    const waiting = ask().then(() => 'answered', () => 'cut');
    await simulator.get('/departments/vehicles');
    await simulator.close();
    expect(await waiting).toBe('cut');
  });
});
