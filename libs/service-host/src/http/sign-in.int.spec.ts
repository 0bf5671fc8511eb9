import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startHearth, type TestHearth, type TokenChanges, tokenIssuer } from '@hearth/testing';
import { NoticeboardModule } from '../testing/noticeboard.module.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const elsewhere = { sub: 'town1-b', role: 'town', area: '341522101' };
const analyst = { sub: 'analyst1', role: 'analyst', area: '*' };
const NOTICES = '/api/noticeboard/notices';
const notice = { title: 'water is off on Sunday', area: '341524100001' };

let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [NoticeboardModule] }); }, 60_000);
afterAll(async () => { await hearth?.close(); });

const withHeader = (authorization: string): Promise<Answer> => hearth.anonymous.get(NOTICES, { authorization });
const withToken = async (changes: TokenChanges): Promise<Answer> => withHeader(`Bearer ${await hearth.issuer.token(town, changes)}`);

describe('who is let in', () => {
  it('is who holds a token of the issuer', async () => {
    expect((await withToken({})).status).toBe(200);
  });

  it('is nobody without one', async () => {
    const refused = await hearth.anonymous.get<{ code: string }>(NOTICES);
    expect([refused.status, refused.body.code, refused.headers.get('www-authenticate')]).toEqual([401, 'not-signed-in', 'Bearer']);
    expect((await hearth.anonymous.post(NOTICES, notice)).status).toBe(401);
  });

  it.each<[string, TokenChanges]>([
    ['has expired', { expires: new Date(Date.now() - 1000) }], ['is another issuer’s', { issuer: 'http://elsewhere.test' }], ['is for another audience', { audience: 'mail' }],
    ['names no role', { claims: { role: undefined } }], ['names an empty role', { claims: { role: '' } }], ['names two roles', { claims: { role: ['town', 'operations'] } }],
    ['names no area', { claims: { area: undefined } }], ['names an area that is none', { claims: { area: '34152' } }], ['names an empty area', { claims: { area: '' } }], ['is not valid yet', { claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }],
  ])('is not who holds a token that %s', async (_, changes) => {
    expect((await withToken(changes)).status).toBe(401);
  });

  it('is not who changed a token, signed one, or signed none', async () => {
    const token = await hearth.issuer.token(town);
    const [head, , signature] = token.split('.') as [string, string, string];
    const claims = Buffer.from(JSON.stringify({ sub: 'ops1', role: 'operations', area: '*', iss: 'http://issuer.test/identity', aud: 'hearth', exp: 4e9 })).toString('base64url');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    const foreign = await (await tokenIssuer()).token(town);
    for (const forged of [`${token.slice(0, -6)}AAAAAA`, `${head}.${claims}.${signature}`, none, foreign, 'abc', '']) expect([forged.slice(0, 8), (await withHeader(`Bearer ${forged}`)).status]).toEqual([forged.slice(0, 8), 401]);
    for (const header of [token, `Basic ${token}`, `Bearer  ${token} ${token}`]) expect((await withHeader(header)).status).toBe(401);
  });

  it('is judged by real time: the test clock brings no token back and ends none', async () => {
    hearth.clock.advance('P400D');
    expect((await withToken({})).status).toBe(200);
    expect((await withToken({ expires: new Date(Date.now() - 1000) })).status).toBe(401);
  });
});

describe('who may do what', () => {
  it('is said by the route: another role is told which ones may', async () => {
    const refused = await hearth.as(analyst).post<{ code: string; detail: string }>(NOTICES, notice);
    expect([refused.status, refused.body.code]).toEqual([403, 'role']);
    expect(refused.body.detail).toContain('town, county-reviewer');
  });

  it('is nobody where a route that changes something names no role', async () => {
    for (const officer of [town, analyst, { sub: 'ops1', role: 'operations', area: '*' }]) expect((await hearth.as(officer).post('/api/noticeboard/faults')).status).toBe(403);
  });

  it('ends where the officer’s area ends, for commands, resources and lists', async () => {
    const { id } = (await hearth.as(town).post<{ id: string }>(NOTICES, notice)).body;
    const attempts = [
      await hearth.as(elsewhere).post<{ code: string }>(NOTICES, notice), await hearth.as(elsewhere).post<{ code: string }>(`${NOTICES}/${id}/title`, { title: 'mine' }), await hearth.as(elsewhere).get<{ code: string }>(`${NOTICES}/${id}`),
    ];
    expect(attempts.map(({ status, body }) => [status, body.code])).toEqual([[403, 'outside-area'], [403, 'outside-area'], [403, 'outside-area']]);
    expect((await hearth.as(elsewhere).get<{ total: number }>(NOTICES)).body.total).toBe(0);
    expect((await hearth.as(analyst).get<{ total: number }>(NOTICES)).body.total).toBe(1);
    expect((await hearth.as(town).get<{ title: string }>(`${NOTICES}/${id}`)).body.title).toBe(notice.title);
  });

  it('does not let a county pass for its neighbour whose code begins alike', async () => {
    const soum = { sub: 'mn-soum1', role: 'town', area: 'MN-073-04' };
    await hearth.as({ ...soum, area: 'MN-073' }).post(NOTICES, { title: 'a', area: 'MN-073-05-01' });
    expect((await hearth.as(soum).get<{ total: number }>(NOTICES)).body.total).toBe(0);
    expect((await hearth.as({ ...soum, area: 'MN-073' }).get<{ total: number }>(NOTICES)).body.total).toBe(1);
  });

  it('leaves health and the description open', async () => {
    for (const path of ['health/live', 'health/ready', 'openapi.json']) expect((await hearth.anonymous.get(`/api/noticeboard/${path}`)).status).toBe(200);
  });
});
