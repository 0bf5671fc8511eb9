import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHearth, type TestHearth } from '@hearth/testing';
import pg from 'pg';
import { NoticeboardModule } from '../testing/noticeboard.module.ts';

const operator = { sub: 'ops1', role: 'operations', area: '*' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
const PROJECTIONS = '/api/noticeboard/operations/projections';

interface Line { readonly name: string; readonly state: string; readonly position: number; readonly end: number; readonly share: number; readonly rebuild: { readonly rebuild: string; readonly state: string; readonly by: string; readonly error: unknown } | null }

let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [NoticeboardModule] }); }, 60_000);
afterAll(async () => { await hearth?.close(); });

const line = async (): Promise<Line | undefined> => (await hearth.as(operator).get<{ items: Line[] }>(PROJECTIONS)).body.items.find(({ name }) => name === 'notice');
const facts = async (): Promise<unknown[]> => (await hearth.database.query<{ type: string; by: string; data: { rebuild: string } }>(`SELECT type, metadata->'actor'->>'sub' AS by, data FROM noticeboard.events WHERE stream LIKE 'rebuild-%' ORDER BY position`)).rows.map(({ type, by, data }) => [type, by, data.rebuild]);
const oid = async (): Promise<unknown> => (await hearth.database.query(`SELECT 'noticeboard.row_notice'::regclass::oid AS oid`)).rows[0];

describe('an operator', () => {
  it('has a projection rebuilt while it serves, and sees who did it and how it ended', async () => {
    for (const title of ['one', 'two', 'three']) await hearth.as(town).post('/api/noticeboard/notices', { title, area: '341524100001' });
    expect(await line()).toMatchObject({ state: 'current', share: 1, rebuild: null });
    const before = await oid();
    const started = await hearth.as(operator).post<{ name: string; rebuild: string; version: number }>(`${PROJECTIONS}/notice/rebuild`);
    expect([started.status, started.body]).toEqual([202, { name: 'notice', rebuild: expect.any(String), version: 1 }]);
    await hearth.drain();
    expect(await oid()).not.toEqual(before);
    expect((await line())?.rebuild).toMatchObject({ rebuild: started.body.rebuild, state: 'finished', by: 'ops1', error: null });
    expect(await facts()).toEqual([['RebuildStarted', 'ops1', started.body.rebuild], ['RebuildFinished', 'service:noticeboard', started.body.rebuild]]);
    expect((await hearth.as(town).get<{ total: number }>('/api/noticeboard/notices')).body.total).toBe(3);
    await hearth.as(town).post('/api/noticeboard/notices', { title: 'four', area: '341524100001' });
    expect((await hearth.as(town).get<{ total: number }>('/api/noticeboard/notices')).body.total).toBe(4);
  });

  it('starts one at a time, and the same order sent twice is one', async () => {
    const key = { 'idempotency-key': 'rebuild-after-the-restore' };
    const client = await hold();
    const [first, again] = [await hearth.as(operator).post(`${PROJECTIONS}/notice/rebuild`, {}, key), await hearth.as(operator).post(`${PROJECTIONS}/notice/rebuild`, {}, key)];
    expect([first.status, again.body]).toEqual([202, first.body]);
    expect((await hearth.as(operator).post<{ code: string }>(`${PROJECTIONS}/notice/rebuild`)).body.code).toBe('already-rebuilding');
    expect((await line())?.rebuild?.state).toBe('running');
    const cancelled = await fetch(new URL(`${PROJECTIONS}/notice/rebuild`, hearth.url), { method: 'DELETE', headers: { authorization: `Bearer ${await hearth.issuer.token(operator)}` } });
    expect([cancelled.status, await cancelled.json()]).toEqual([200, { name: 'notice', rebuild: (first.body as { rebuild: string }).rebuild }]);
    await client.query('ROLLBACK');
    await client.end();
    await hearth.drain();
    expect((await line())?.rebuild).toMatchObject({ state: 'cancelled' });
    expect((await hearth.as(town).get<{ total: number }>('/api/noticeboard/notices')).body.total).toBe(4);
  });

  it('is the only one who may, and only what there is', async () => {
    expect((await hearth.as(town).post(`${PROJECTIONS}/notice/rebuild`)).status).toBe(403);
    expect((await hearth.as(town).get(PROJECTIONS)).status).toBe(403);
    expect((await hearth.as(operator).post(`${PROJECTIONS}/nothing/rebuild`)).status).toBe(404);
  });
});

/** Holds the table in use, as a reader does who takes long: a rebuild cannot switch meanwhile. */
async function hold(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: hearth.databaseUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT count(*) FROM noticeboard.row_notice');
  return client;
}
