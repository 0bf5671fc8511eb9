import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startHearth, type TestHearth } from '@hearth/testing';
import { hands, NoticeboardModule } from '../testing/noticeboard.module.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const colleague = { sub: 'town2', role: 'town', area: '341524100' };
const NOTICES = '/api/noticeboard/notices';
const notice = { title: 'water is off on Sunday', area: '341524100001' };

let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [NoticeboardModule] }); }, 60_000);
afterEach(() => { Object.assign(hands, { gate: Promise.resolve(), inGate: () => undefined }); });
afterAll(async () => { await hearth?.close(); });

type Posted = Answer<{ id: string; code?: string }>;
const post = (body: object = notice, headers: Record<string, string> = {}, officer = town): Promise<Posted> => hearth.as(officer).post(NOTICES, body, headers);
const rename = (id: string, title: string, headers: Record<string, string> = {}): Promise<Posted> => hearth.as(town).post(`${NOTICES}/${id}/title`, { title }, headers);
const stored = async (): Promise<number> => (await hearth.database.query<{ n: number }>('SELECT count(*)::int AS n FROM noticeboard.events')).rows[0]?.n ?? -1;
const headersOf = ({ status, headers }: Posted): object => ({ status, location: headers.get('location'), etag: headers.get('etag'), position: headers.get('hearth-position'), projected: headers.get('hearth-projected') });

/** A command held in its transaction; `inside` when it is there. */
function held(): { readonly inside: Promise<void>; readonly letGo: () => void } {
  let letGo = (): void => undefined;
  const inside = new Promise<void>((arrived) => { hands.inGate = arrived; });
  hands.gate = new Promise<void>((open) => { letGo = open; });
  return { inside, letGo };
}

describe('what a command answers', () => {
  it('is where the thing is, its version, the position of its fact, and that lists show it', async () => {
    const created = await post();
    const { rows: [row] } = await hearth.database.query<{ position: string }>('SELECT position FROM noticeboard.events WHERE stream = $1', [`notice-${created.body.id}`]);
    expect(headersOf(created)).toEqual({ status: 201, location: `${NOTICES}/${created.body.id}`, etag: '"1"', position: `1:${row?.position ?? ''}`, projected: 'true' });
    expect((await hearth.as(town).get(created.headers.get('location') ?? '')).body).toMatchObject({ id: created.body.id, title: notice.title, version: 1 });
  });

  it('is a refusal with nothing stored when the rule says no', async () => {
    const { id } = (await post()).body;
    const before = await stored();
    const again = await post({ ...notice, id });
    expect([again.status, again.body.code, await stored()]).toEqual([409, 'already-posted', before]);
    const nowhere = await rename('00000000-0000-4000-8000-000000000000', 'x');
    expect(nowhere.status).toBe(403); // what has no area is outside every officer's
  });
});

describe('a command sent twice', () => {
  const key = (value: string): Record<string, string> => ({ 'idempotency-key': value });

  it('makes one fact, and gets the same answer with the same headers', async () => {
    const before = await stored();
    const [first, second] = [await post(notice, key('double-1')), await post(notice, key('double-1'))];
    expect([second.body, headersOf(second), await stored()]).toEqual([first.body, headersOf(first), before + 1]);
  });

  it('makes two facts when it carries no key or two', async () => {
    const before = await stored();
    const plain = async (): Promise<Response> => fetch(`${hearth.url}${NOTICES}`, { method: 'POST', headers: { authorization: `Bearer ${await hearth.issuer.token(town)}`, 'content-type': 'application/json' }, body: JSON.stringify(notice) });
    expect([(await plain()).status, (await plain()).status, await stored()]).toEqual([201, 201, before + 2]);
  });

  it('is refused with the key of another body or another address, whatever the order of the fields', async () => {
    const { id } = (await post(notice, key('mismatch-1'))).body;
    expect((await post({ area: notice.area, title: notice.title }, key('mismatch-1'))).body.id).toBe(id);
    for (const other of [await post({ ...notice, title: 'other' }, key('mismatch-1')), await rename(id, notice.title, key('mismatch-1'))]) expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
  });

  it('is another command when somebody else sends it', async () => {
    const [mine, theirs] = [await post(notice, key('shared-1')), await post(notice, key('shared-1'), colleague)];
    expect([theirs.status, theirs.body.id === mine.body.id]).toEqual([201, false]);
  });

  it('may be repeated after a refusal: only answers that stored something are kept', async () => {
    expect((await post({ ...notice, area: '341522101200' }, key('refused-1'))).status).toBe(403);
    expect((await post(notice, key('refused-1'))).status).toBe(201);
  });

  it.each([['the same command', NOTICES, notice], ['another command', `${NOTICES}/00000000-0000-4000-8000-000000000000/title`, { title: 'x' }]])('is told to come back while %s with its key is carried out', async (_, path, body) => {
    const before = await stored();
    const { inside, letGo } = held();
    const idempotency = key(`flight-${path.length}`);
    const first = post(notice, idempotency);
    await inside;
    const second = await hearth.as(town).post<{ code: string }>(path, body, idempotency);
    expect([second.status, second.body.code, second.headers.get('retry-after')]).toEqual([409, 'idempotency-in-flight', '1']);
    letGo();
    expect([(await first).status, (await post(notice, idempotency)).body, await stored()]).toEqual([201, (await first).body, before + 1]);
  });

  it('keeps no more of the answer than ids', async () => {
    await post({ ...notice, title: '王玉梅 moved' }, key('kept-1'));
    const { rows } = await hearth.database.query('SELECT * FROM noticeboard.commands');
    expect(JSON.stringify(rows)).not.toContain('王玉梅');
  });
});

describe('the version somebody saw', () => {
  it('lets the command through while it is the last, and 412 afterwards', async () => {
    const { id } = (await post()).body;
    const renamed = await rename(id, 'b', { 'if-match': '"1"' });
    expect([renamed.status, renamed.headers.get('etag')]).toEqual([200, '"2"']);
    const before = await stored();
    const late = await rename(id, 'c', { 'if-match': '"1"' });
    expect([late.status, late.body.code, await stored()]).toEqual([412, 'stale', before]);
    expect((await hearth.as(town).get(`${NOTICES}/${id}`)).body).toMatchObject({ title: 'b', version: 2 });
  });

  it('may be weak, anything, or left out', async () => {
    const { id } = (await post()).body;
    for (const headers of [{ 'if-match': 'W/"1"' }, { 'if-match': '*' }, {}]) expect((await rename(id, 'b', headers as Record<string, string>)).status).toBe(200);
  });

  it('decides of two who ask at once: one is stored, the other 412', async () => {
    const { id } = (await post()).body;
    const both = await Promise.all(['b', 'c'].map((title) => rename(id, title, { 'if-match': '"1"' })));
    expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['200', '412']);
  });

  it('does not matter to those who name none: a lost race is decided again', async () => {
    const { id } = (await post()).body;
    const all = await Promise.all(['b', 'c', 'd'].map((title) => rename(id, title)));
    expect(all.map(({ status, headers }) => `${status} ${headers.get('etag')}`).toSorted()).toEqual(['200 "2"', '200 "3"', '200 "4"']);
  });
});
