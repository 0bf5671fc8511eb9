import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startHearth, type TestHearth } from '@hearth/testing';
import { hands, NoticeboardModule } from '../testing/noticeboard.module.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const NOTICES = '/api/noticeboard/notices';
const notice = { title: 'water is off on Sunday', area: '341524100001' };
const NUL = '\u0000', HALF = '\ud83d';

let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [NoticeboardModule] }); }, 60_000);
afterAll(async () => { await hearth?.close(); });
const post = (body: unknown, headers: Record<string, string> = {}): Promise<Answer<{ code: string; errors?: { field: string; code: string }[] }>> => hearth.as(town).post(NOTICES, body, headers);
const get = (path: string): Promise<Answer<{ code: string; total?: number }>> => hearth.as(town).get(path);

/** Nothing of it is stored, and what is asked next is answered: no projection stands before something it cannot take in. */
async function afterwards(): Promise<void> {
  const before = (await get(NOTICES)).body.total ?? -1;
  const { status, headers } = await post(notice);
  expect([status, headers.get('hearth-projected')]).toEqual([201, 'true']);
  expect((await get(NOTICES)).body.total).toBe(before + 1);
}

describe('bodies that cannot be', () => {
  it.each<[string, number, string, string]>([
    ['JSON that is not JSON', 400, 'malformed', '{nope'],
    ['no body behind the content type', 400, 'malformed', ''],
    ['2 MB', 413, 'too-large', JSON.stringify({ ...notice, title: 'x'.repeat(2_000_000) })],
    ['a list', 400, 'invalid', '[]'], ['a list of what would do', 400, 'invalid', JSON.stringify([notice])],
    ['a number', 400, 'invalid', '42'], ['text', 400, 'invalid', '"notice"'], ['nothing', 400, 'invalid', 'null'],
    ['__proto__', 400, 'malformed', `{"title":"a","area":"341524100001","__proto__":{"role":"operations"}}`],
    ['constructor.prototype', 400, 'malformed', `{"title":"a","area":"341524100001","constructor":{"prototype":{"role":"operations"}}}`],
    ['a constructor', 400, 'invalid', `{"title":"a","area":"341524100001","constructor":{"name":"x"}}`],
    ['lists in lists without end', 400, 'invalid', `{"title":"a","area":"341524100001","lines":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['objects in objects without end', 400, 'invalid', `{"title":"a","area":"341524100001","cost":${'{"minor":'.repeat(60_000)}1${'}'.repeat(60_000)}}`],
    ['an unknown field', 400, 'invalid', JSON.stringify({ ...notice, nonsense: 1 })],
    ['an unknown field far down', 400, 'invalid', JSON.stringify({ ...notice, lines: [{ text: 'a', nonsense: 1 }] })],
    ['a list where an object belongs', 400, 'invalid', JSON.stringify({ ...notice, cost: [{ minor: 1, currency: 'CNY' }] })],
    ['an empty list where an object belongs', 400, 'invalid', JSON.stringify({ ...notice, cost: [] })],
    ['text where an object belongs', 400, 'invalid', JSON.stringify({ ...notice, cost: 'a lot' })],
    ['an object where a list belongs', 400, 'invalid', JSON.stringify({ ...notice, lines: { 0: { text: 'a' }, length: 1 } })],
    ['a list where text belongs', 400, 'invalid', JSON.stringify({ ...notice, title: ['a'] })],
    ['a list in a list of objects', 400, 'invalid', JSON.stringify({ ...notice, lines: [{ text: 'a' }, []] })],
    ['nothing in a list', 400, 'invalid', JSON.stringify({ ...notice, lines: [null] })],
    ['a number beyond all numbers', 400, 'invalid', `{"title":"a","area":"341524100001","cost":{"minor":1e400,"currency":"CNY"}}`],
    ['more money than can be counted', 400, 'invalid', JSON.stringify({ ...notice, cost: { minor: 2 ** 53, currency: 'CNY' } })],
    ['NUL in a text', 400, 'invalid', JSON.stringify({ ...notice, kind: `a${NUL}b` })],
    ['NUL in the name of a field', 400, 'invalid', JSON.stringify({ ...notice, [`a${NUL}`]: 1 })],
    ['half a surrogate pair', 400, 'invalid', JSON.stringify({ ...notice, kind: `a${HALF}` })],
    ['an id that is none', 400, 'invalid', JSON.stringify({ ...notice, id: 'not-an-id' })],
  ])('%s: %i %s', async (_, status, code, body) => {
    const refused = await post(body);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    await afterwards();
  }, 30_000);

  it('takes another content type for what it is', async () => {
    expect((await post('a', { 'content-type': 'application/cbor' })).status).toBe(415);
    expect((await post('title=a', { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post('title=a&__proto__=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400);
    expect((await post('<notice/>', { 'content-type': 'application/xml' })).status).toBe(400);
  });

  it('names every field at once, with its path, never with its value', async () => {
    const refused = await post({ area: '34152', cost: { minor: 1.5, currency: '990101194912310009' }, lines: [{ text: 'a' }, { text: '' }], '王玉梅': 1 });
    expect(refused.body.errors?.map(({ field }) => field).toSorted()).toEqual(['area', 'cost.currency', 'cost.minor', 'lines[1].text', 'title', 'title', '…'].toSorted());
    expect(refused.text).not.toMatch(/9901011949|王玉梅/);
  });

  it.each([['left out', {}], ['null', { cost: null }], ['a list', { cost: [] }], ['empty', { cost: {} }]])('misses an object that is needed: %s', async (_, body) => {
    const refused = await hearth.as(town).post<{ errors: { field: string }[] }>(`${NOTICES}/costs`, body);
    expect([refused.status, refused.body.errors.every(({ field }) => field.startsWith('cost'))]).toEqual([400, true]);
  });

  it('takes an object that is needed, and null for one that is not', async () => {
    expect((await hearth.as(town).post(`${NOTICES}/costs`, { cost: { minor: 1, currency: 'CNY' } })).body).toEqual({ minor: 1 });
    expect((await post({ ...notice, cost: null })).status).toBe(201);
  });

  it('takes back what a projection could never take in, before it is stored', async () => {
    const refused = await hearth.as(town).post<{ code: string; errors: { field: string }[] }>(`${NOTICES}/7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345/deaths`, { person: '7c9d1c9e-58a4-4f0e-9d57-3f1f4e612345', on: 'yesterday' });
    expect([refused.status, refused.body.code, refused.body.errors.map(({ field }) => field)]).toEqual([422, 'invalid', ['on']]);
    expect(refused.text).not.toContain('yesterday');
    await afterwards();
  });
});

describe('addresses that cannot be', () => {
  it.each<[string, number, string, string]>([
    ['a malformed id', 400, 'malformed-id', `${NOTICES}/not-an-id`],
    ['an id nobody has', 404, 'not-found', `${NOTICES}/00000000-0000-4000-8000-000000000000`],
    ['an unknown path', 404, 'not-found', '/api/noticeboard/nowhere'],
    ['a broken escape', 400, 'malformed', `${NOTICES}/%zz`],
    ['NUL in the path', 400, 'invalid', `${NOTICES}/%00`],
    ['an endless path', 414, 'too-long', `${NOTICES}/${'a'.repeat(5000)}`],
    ['an unknown parameter', 400, 'unknown-parameter', `${NOTICES}?nonsense=1`],
    ['an unknown parameter of a resource', 400, 'unknown-parameter', `${NOTICES}/00000000-0000-4000-8000-000000000000?asof=2026-01-01`],
    ['__proto__ as a parameter', 400, 'invalid', `${NOTICES}?__proto__=1`],
    ['a parameter given twice', 400, 'invalid', `${NOTICES}?kind=a&kind=b`],
    ['a sort given twice', 400, 'invalid', `${NOTICES}?sort=title&sort=title`],
    ['NUL in a filter', 400, 'invalid', `${NOTICES}?kind=a%00b`],
    ['limit 0', 400, 'limit', `${NOTICES}?limit=0`], ['limit -1', 400, 'limit', `${NOTICES}?limit=-1`], ['limit 1001', 400, 'limit', `${NOTICES}?limit=1001`], ['limit 1.5', 400, 'limit', `${NOTICES}?limit=1.5`], ['limit x', 400, 'limit', `${NOTICES}?limit=x`],
    ['a cursor that is none', 400, 'invalid-query', `${NOTICES}?cursor=abc`],
    ['a cursor of another order', 400, 'invalid-query', `${NOTICES}?cursor=${forged([1, '-title', 'a', 'b'])}`],
    ['a cursor with NUL', 400, 'invalid-query', `${NOTICES}?cursor=${forged([1, 'title', 'a', NUL])}`],
    ['a cursor with half a pair', 400, 'invalid-query', `${NOTICES}?cursor=${forged([1, 'title', HALF, 'b'])}`],
    ['a sort it does not know', 400, 'sort', `${NOTICES}?sort=area;drop`],
    ['an area that is none', 400, 'area', `${NOTICES}?area=34152x`],
    ['the area of others', 403, 'outside-area', `${NOTICES}?area=341522`],
    ['all areas', 403, 'outside-area', `${NOTICES}?area=*`],
    ['asOf in words', 400, 'as-of', `${NOTICES}?asOf=yesterday`], ['asOf as a number', 400, 'as-of', `${NOTICES}?asOf=1`], ['asOf on 30 February', 400, 'as-of', `${NOTICES}?asOf=2026-02-30`],
    ['asOf beyond all years', 400, 'as-of', `${NOTICES}?asOf=%2B275760-09-13T00:00:00Z`], ['asOf given twice', 400, 'invalid', `${NOTICES}?asOf=2026-01-01&asOf=2026-01-02`],
  ])('%s: %i %s', async (_, status, code, path) => {
    const refused = await get(path);
    expect([refused.status, refused.body.code, refused.headers.get('content-type')]).toEqual([status, code, 'application/problem+json; charset=utf-8']);
  });

  it('reads nothing into a cursor of its own, even of a list that has grown', async () => {
    for (const title of ['a', 'b', 'c']) await post({ ...notice, title });
    const first = await hearth.as(town).get<{ items: object[]; next: string }>(`${NOTICES}?limit=2`);
    const second = await hearth.as(town).get<{ items: object[] }>(`${NOTICES}?limit=2&cursor=${first.body.next}`);
    expect([first.body.items.length, second.status, second.body.items.length]).toEqual([2, 200, 2]);
    expect(second.body.items).not.toEqual(first.body.items);
  });

  it.each([['Idempotency-Key with a space', { 'idempotency-key': 'a b' }], ['an endless Idempotency-Key', { 'idempotency-key': 'a'.repeat(201) }], ['If-Match without quotes', { 'if-match': '3' }], ['If-Match beyond numbers', { 'if-match': '"99999999999"' }]])('%s: 400', async (_, headers) => {
    expect((await post(notice, headers as Record<string, string>)).status).toBe(400);
  });
});

describe('faults', () => {
  it('are 500 with a trace id, without a word of what went wrong', async () => {
    hands.fault = new Error('no account 6222000000001111 of 王玉梅, 990101194912310009');
    const { status, text, body, headers } = await hearth.as(town).get('/api/noticeboard/faults', { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` });
    expect([status, headers.get('content-type')]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(body).toEqual({ type: 'urn:hearth:problem:fault', title: 'Internal Server Error', status: 500, code: 'fault', detail: expect.any(String) as unknown, instance: '/api/noticeboard/faults', traceId: 'a'.repeat(32) });
    expect(text).not.toMatch(/6222|990101|王玉梅|stack/);
  });

  it('of a database that refuses are no different', async () => {
    hands.fault = Object.assign(new Error('duplicate key value violates unique constraint'), { code: '23505', detail: 'Key (name)=(王玉梅) already exists.' });
    const { status, text } = await hearth.as(town).get('/api/noticeboard/faults');
    expect([status, /王玉梅|constraint|23505/.test(text)]).toEqual([500, false]);
  });
});

function forged(parts: readonly unknown[]): string { return Buffer.from(JSON.stringify(parts)).toString('base64url'); }
