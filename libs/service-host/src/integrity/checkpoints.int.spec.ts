import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Checkpoint, publicKeysIn, readEvidence, verifyDatabase } from '@hearth/event-store';
import { startHearth, type TestHearth } from '@hearth/testing';
import { NoticeboardModule } from '../testing/noticeboard.module.ts';

const operator = { sub: 'ops1', role: 'operations', area: '*' };
const auditor = { sub: 'auditor1', role: 'auditor', area: '*' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
const AT = '/api/noticeboard/operations/checkpoints';

let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [NoticeboardModule] }); }, 60_000);
afterAll(async () => { await hearth?.close(); });

const post = async (): Promise<void> => { await hearth.as(town).post('/api/noticeboard/notices', { title: 'a', area: '341524100001' }); };
const make = async (): Promise<{ checkpoint: Checkpoint; made: boolean }> => (await hearth.as(operator).post<{ checkpoint: Checkpoint; made: boolean }>(AT)).body;

describe('a checkpoint that an operator orders', () => {
  it('is made also of an empty log, so that the file speaks of every service; then only of what is new', async () => {
    expect(await make()).toMatchObject({ made: true, checkpoint: { service: 'noticeboard', number: 1, events: 0, previous: null, by: 'ops1' } });
    expect((await make()).made).toBe(false);
    await post();
    expect(await make()).toMatchObject({ made: true, checkpoint: { number: 2, events: 1 } });
    expect(await make()).toMatchObject({ made: false, checkpoint: { number: 2 } });
  });

  it('covers everything acknowledged before it, however many write and order at once', async () => {
    await Promise.all(Array.from({ length: 20 }, async (_, n) => { await post(); if (n % 5 === 0) await make(); }));
    await make();
    const path = await download();
    const evidence = await readEvidence([path], { keys: (await publicKeysIn(hearth.keysDir)) ?? new Map(), handedOut: true });
    const verdict = await verifyDatabase(hearth.databaseUrl, evidence);
    expect([verdict.ok, verdict.evidence]).toEqual([true, []]);
    expect(verdict.services[0]?.events).toBe([...evidence.services.values()][0]?.newest?.to);
  });

  it('is told on a topic of its own, once, as it was signed', async () => {
    await make();
    const seen: string[] = [];
    const subscription = await hearth.bus.subscribe({ group: randomUUID(), topics: ['hearth.noticeboard.checkpoints.v1'], maxBatch: 100, onBatch: async ({ records }) => { seen.push(...records.map(({ value }) => value.toString())); return records.at(-1)?.offset ?? -1n; } });
    const { items } = (await hearth.as(operator).get<{ items: Checkpoint[] }>(AT)).body;
    const signed = readFileSync(await download(), 'utf8').split('\n').filter((line) => line.startsWith('{"checkpoint"')).map((line) => (JSON.parse(line) as { checkpoint: string }).checkpoint);
    for (const until = Date.now() + 10_000; seen.length < signed.length && Date.now() < until;) await new Promise(setImmediate);
    await subscription.close();
    expect([seen, signed.length]).toEqual([signed, items.length]);
  });

  it('is for operators; auditors may read', async () => {
    expect((await hearth.as(town).post(AT)).status).toBe(403);
    expect((await hearth.as(auditor).post(AT)).status).toBe(403);
    expect((await hearth.as(auditor).get(AT)).status).toBe(200);
    expect((await hearth.as(town).get(`${AT}/file`)).status).toBe(403);
    expect((await hearth.anonymous.get(AT)).status).toBe(401);
  });

  it('shows in a gauge what is not signed yet', async () => {
    await make();
    const unsigned = async (): Promise<string | undefined> => /^hearth_unsigned_positions\{service="noticeboard"\} (\S+)$/m.exec((await hearth.anonymous.get('/api/noticeboard/metrics')).text)?.[1];
    expect(await unsigned()).toBe('0');
    await post();
    await hearth.drain();
    expect(await unsigned()).toBe('1');
  });
});

async function download(): Promise<string> {
  const { text } = await hearth.as(auditor).get(`${AT}/file`);
  const path = join(hearth.keysDir, `${randomUUID()}.jsonl`);
  writeFileSync(path, text);
  return path;
}
