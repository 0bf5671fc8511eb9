import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, sampleResidentId, startHearth, type TestHearth } from '@hearth/testing';
import { RegistryModule } from '../registry.module.ts';
import { type FamilyRequest, familyRequest, register, type Registered } from '../testing/window.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const HOUSEHOLDS = '/api/registry/households';
interface Refused { readonly code: string; readonly errors?: { readonly field: string; readonly code: string }[] }

let hearth: TestHearth, family: Registered;
beforeAll(async () => {
  hearth = await startHearth({ modules: [RegistryModule] });
  family = await register(hearth.as(town));
}, 60_000);
afterAll(async () => { await hearth?.close(); });

const post = (path: string, body: object): Promise<Answer<Refused>> => hearth.as(town).post(`${HOUSEHOLDS}${path}`, body);
const counts = async (): Promise<unknown> => (await hearth.as(town).get('/api/registry/counts')).body;
const fields = ({ body }: Answer<Refused>): (string | undefined)[] => body.errors?.map(({ field }) => field) ?? [];
const CNY = { minor: 1, currency: 'CNY' };

/** What became of a request: its status, the fields it was refused for, whether anything was stored, whether the answer repeats what is personal. */
async function attempt(path: string, body: object): Promise<{ refused: boolean; fields: (string | undefined)[]; stored: boolean; repeats: boolean }> {
  const before = JSON.stringify(await counts());
  const answer = await post(path, body);
  return { refused: [400, 422].includes(answer.status), fields: fields(answer), stored: JSON.stringify(await counts()) !== before, repeats: /99010\d{12}[\dX]|138000022|王玉梅/.test(answer.text) };
}
const refusedFor = (field: string): object => ({ refused: true, fields: expect.arrayContaining([field]) as unknown, stored: false, repeats: false });

describe('a household that cannot be', () => {
  it.each<[string, (f: FamilyRequest) => void, string]>([
    ['an id in capitals', (f) => { f['id'] = randomUUID().toUpperCase(); }, 'id'], ['a member’s id in capitals', (f) => { f.members[0]!.id = randomUUID().toUpperCase(); }, 'members[0].id'],
    ['a name of nothing but spaces', (f) => { f.members[0]!.name = '   '; }, 'members[0].name'], ['a name with NUL', (f) => { f.members[0]!.name = '王玉梅\u0000'; }, 'members[0].name'], ['a list for a name', (f) => { f.members[0]!.name = ['王玉梅']; }, 'members[0].name'],
    ['two people of one id', (f) => { const id = randomUUID(); for (const member of f.members) member.id = id; }, 'members[1].id'],
    ['a number that is none', (f) => { f.members[0]!.idNumber = '123456789012345678'; }, 'members[0].idNumber'], ['a birth date that does not exist', (f) => { f.members[0]!.idNumber = '99010119740230001X'; }, 'members[0].idNumber'],
    ['a birth in the future', (f) => { f.members[2]!.idNumber = sampleResidentId('2027-01-01', 1); }, 'birthDate'], ['another birth date than the number’s', (f) => { f.members[0]!.birthDate = '1974-03-03'; }, 'members[0].birthDate'],
    ['a list for a disability', (f) => { f.members[0]!.disability = []; }, 'members[0].disability'], ['a disability of level 5', (f) => { f.members[0]!.disability = { kind: 'physical', level: 5 }; }, 'members[0].disability.level'],
    ['no members', (f) => { f.members = []; }, 'members'], ['members in an object', (f) => { Object.assign(f, { members: { 0: f.members[0] } }); }, 'members'], ['41 members', (f) => { f.members = Array.from({ length: 41 }, () => ({ ...f.members[0]! })); }, 'members'],
    ['a list for a member', (f) => { Object.assign(f, { members: [f.members[0], []] }); }, 'members[1]'],
    ['an area in words', (f) => { f['area'] = '梅山镇'; }, 'area'], ['all areas', (f) => { f['area'] = '*'; }, 'area'], ['a day that does not exist', (f) => { f['registeredOn'] = '2026-02-30'; }, 'registeredOn'], ['tomorrow', (f) => { f['registeredOn'] = '2026-11-23'; }, 'registeredOn'],
    ['a list for the authorisation', (f) => { f['authorisation'] = []; }, 'authorisation'], ['an agent nobody is', (f) => { f['authorisation'] = { programme: 'dibao', agent: 7, signers: [0] }; }, 'authorisation.agent'],
    ['a child who acts for the family', (f) => { f['authorisation'] = { programme: 'dibao', agent: 2, signers: [0] }; }, 'agent'], ['no signature', (f) => { f['authorisation'] = { programme: 'dibao', agent: 0, signers: [] }; }, 'authorisation.signers'],
    ['leave to ask nobody', (f) => { f['authorisation'] = { programme: 'dibao', agent: 0, signers: [0], sources: [] }; }, 'authorisation.sources'],
    ['a signature from before the birth', (f) => { f['authorisation'] = { programme: 'dibao', agent: 0, signers: [0, 2], on: '1990-01-01' }; }, 'signers'],
    ['money for a list', (f) => { f['incomes'] = [{ member: 0, kind: 'wages', annual: [CNY] }]; }, 'incomes[0].annual'], ['income of nobody', (f) => { f['incomes'] = [{ member: 9, kind: 'wages', annual: CNY }]; }, 'incomes[0].member'],
    ['half a vehicle', (f) => { f['properties'] = [{ member: 0, kind: 'vehicle', count: 0.5 }]; }, 'properties[0].count'],
    ['an asset that is no word', (f) => { f['livingConditions'] = { fuel: 'coal', toilet: 'flush', water: 'piped', assets: ['two--radios'] }; }, 'livingConditions.assets'],
    ['answers in a list', (f) => { f['answers'] = ['ger']; }, 'answers'], ['an answer of answers', (f) => { f['answers'] = { dwelling: { kind: 'ger' } }; }, 'answers'], ['a truth value for an answer', (f) => { f['answers'] = { dwelling: true }; }, 'answers'], ['a question without a name', (f) => { f['answers'] = { '': 1 }; }, 'answers'],
  ])('is refused with %s', async (_, spoil, field) => {
    const body = familyRequest();
    spoil(body);
    expect(await attempt('', body)).toEqual(refusedFor(field));
  });

  it('may leave everything out that may be left out, as null too', async () => {
    const request = familyRequest({ registeredOn: null, hukouArea: null, address: null, supporters: null, incomes: null, properties: null, dwelling: null, livingConditions: null, answers: null, authorisation: null, id: null });
    Object.assign(request.members[0]!, { id: null, birthDate: null, disability: null, phone: null, workCapacity: null, student: null, hukouKind: null, sex: null });
    expect((await hearth.as(town).post(HOUSEHOLDS, request)).status).toBe(201);
  });

  it('is registered already: the same number in another household, the same id again', async () => {
    const first = familyRequest(), again = familyRequest();
    expect((await post('', first)).status).toBe(201);
    again.members[1]!.idNumber = first.members[1]!.idNumber;
    const number = await post('', again);
    expect([number.status, number.body.code, fields(number)]).toEqual([409, 'already-registered', ['members[1].idNumber']]);
    const id = await post('', familyRequest({ id: family.id }));
    expect([id.status, id.body.code]).toEqual([409, 'already-registered']);
  });
});

describe('a declaration that cannot be', () => {
  const person = (): string => family.members[0]?.id ?? '';
  const incomes = (over: object = {}): object => ({ origin: 'declared', incomes: [{ person: person(), kind: 'wages', annual: CNY }], ...over });
  it.each<[string, string, () => object, string]>([
    ['what investigators found', 'income-records', () => incomes({ origin: 'visit' }), 'origin'], ['a period that ends before it begins', 'income-records', () => incomes({ from: '2026-06-01', to: '2026-01-01' }), 'from'],
    ['a period to come', 'income-records', () => incomes({ to: '2026-12-31' }), 'to'], ['the income of a stranger', 'income-records', () => incomes({ incomes: [{ person: randomUUID(), kind: 'wages', annual: CNY }] }), 'incomes[0].person'],
    ['nobody’s income', 'income-records', () => incomes({ incomes: [{ kind: 'wages', annual: CNY }] }), 'incomes[0].member'], ['income of no kind', 'income-records', () => incomes({ incomes: [{ person: person(), kind: 'lottery', annual: CNY }] }), 'incomes[0].kind'],
    ['yen', 'income-records', () => incomes({ incomes: [{ person: person(), kind: 'wages', annual: { minor: 1, currency: 'JPY' } }] }), 'incomes[0].annual.currency'],
    ['property without a count', 'property-records', () => ({ origin: 'declared', properties: [{ person: person(), kind: 'vehicle' }] }), 'properties[0].count'],
    ['a list for a dwelling', 'dwelling-records', () => ({ origin: 'declared', dwelling: [], livingConditions: {} }), 'dwelling'], ['minus one room', 'dwelling-records', () => ({ origin: 'declared', dwelling: { material: 'earth', ownership: 'owned', rooms: -1 }, livingConditions: {} }), 'dwelling.rooms'],
    ['a signer in capitals', 'authorisations', () => ({ programme: 'dibao', agent: person(), signers: [person().toUpperCase()] }), 'signers'], ['a stranger who signs', 'authorisations', () => ({ programme: 'dibao', agent: person(), signers: [randomUUID()] }), 'signers'],
    ['a programme nobody knows', 'authorisations', () => ({ programme: 'lottery', agent: person(), signers: [person()] }), 'programme'],
  ])('is refused with %s', async (_, path, body, field) => { expect(await attempt(`/${family.id}/${path}`, body())).toEqual(refusedFor(field)); });

  it('takes null for what is left out', async () => {
    expect((await post(`/${family.id}/income-records`, incomes({ from: null, to: null }))).status).toBe(201);
  });

  it('is 404 for a household nobody knows, 412 for one that has changed', async () => {
    expect((await post(`/${randomUUID()}/income-records`, incomes())).status).toBe(404);
    const { headers } = await hearth.as(town).get(`${HOUSEHOLDS}/${family.id}`);
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    expect([(await hearth.as(town).post(`${HOUSEHOLDS}/${family.id}/income-records`, incomes(), ifMatch)).status, (await hearth.as(town).post(`${HOUSEHOLDS}/${family.id}/income-records`, incomes(), ifMatch)).status]).toEqual([201, 412]);
  });
});

describe('other calls', () => {
  it.each<[string, object, number]>([['a look without a purpose', { field: 'idNumber', purpose: '' }, 400], ['a look at what cannot be looked at', { field: 'idToken', purpose: 'curiosity' }, 400], ['a look at what is not there', { field: 'phone', purpose: 'to call' }, 404]])('refuses %s', async (_, body, status) => {
    expect((await hearth.as(town).post(`/api/registry/persons/${family.members[1]?.id}/reveals`, body)).status).toBe(status);
  });

  it('searches for nobody with nothing, and never shows what was searched for', async () => {
    for (const text of ['', ' ', '\u0000', 'x'.repeat(101)]) expect([200, 400]).toContain((await hearth.as(town).post('/api/registry/searches', { text })).status);
    const { status, body, text } = await hearth.as(town).post<{ total: number }>('/api/registry/searches', { text: '990101194912310009' });
    expect([status, body.total, text.includes('990101')]).toEqual([200, 0, false]);
  });

  it.each(['asOf=yesterday', 'known=maybe', 'nonsense=1', 'known=then&known=now'])('refuses a record asked with %s', async (query) => {
    expect((await hearth.as(town).get(`${HOUSEHOLDS}/${family.id}/record?${query}`)).status).toBe(400);
  });

  it('describes every body it takes', async () => {
    const { body } = await hearth.anonymous.get<{ paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: { $ref?: string } }> } } }> }>('/api/registry/openapi.json');
    const posts = Object.entries(body.paths).filter(([path, { post: command }]) => command && !/\/(?:retry|rebuild|approval|withdrawal|checkpoints)$/.test(path));
    expect(posts.length).toBeGreaterThan(8);
    for (const [path, { post: command }] of posts) expect([path, command?.requestBody?.content['application/json']?.schema.$ref]).toEqual([path, expect.stringMatching(/^#\/components\/schemas\/\w+Request$/)]);
  });
});
