import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleResidentId, startHearth, type TestHearth } from '@hearth/testing';
import { RegistryModule } from './registry.module.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const elsewhere = { sub: 'town1-b', role: 'town', area: '341522101' };
const analyst = { sub: 'analyst1', role: 'analyst', area: '*' };

const family = (sequence: number): object => ({
  area: '341524100001', urban: false, address: '河湾组 12 号',
  members: [
    { name: '陈守田', idKind: 'cn-resident-id', idNumber: sampleResidentId('1974-03-02', sequence), relation: 'head', phone: '13800002207', workCapacity: 'partial' },
    { name: '王玉梅', idKind: 'cn-resident-id', idNumber: sampleResidentId('1977-06-11', sequence + 1), relation: 'spouse' },
    { name: '陈小雨', idKind: 'cn-resident-id', idNumber: sampleResidentId('2011-09-01', sequence + 1), relation: 'child', student: true },
  ],
  incomes: [{ member: 0, kind: 'wages', annual: { minor: 1_740_000, currency: 'CNY' } }],
  properties: [{ member: 1, kind: 'deposits', value: { minor: 320_000, currency: 'CNY' }, count: 1 }],
  authorisation: { programme: 'dibao', agent: 0, signers: [0, 1] },
});

describe('registry', () => {
  let hearth: TestHearth;
  beforeAll(async () => { hearth = await startHearth({ modules: [RegistryModule] }); }, 60_000);
  afterAll(async () => { await hearth?.close(); });
  const register = (body: object): ReturnType<ReturnType<TestHearth['as']>['post']> => hearth.as(town).post('/api/registry/households', body);

  it('registers a household and shows it at once, names open, numbers masked', async () => {
    const created = await register(family(101));
    expect(created.status).toBe(201);
    expect(created.headers.get('hearth-projected')).toBe('true');
    const { id } = created.body as { id: string };
    const shown = await hearth.as(town).get<{ head: { name: string }; members: { idNumber: string }[] }>(`/api/registry/households/${id}`);
    expect(shown.body.head.name).toBe('陈守田');
    expect(shown.body.members[0]!.idNumber).toMatch(/^…\w{4}$/);
    await hearth.drain();
    const record = await hearth.as(town).get<{ timeline: { type: string }[] }>(`/api/registry/households/${id}/record`);
    expect(record.body.timeline.map((e) => e.type)).toEqual(expect.arrayContaining(['hearth.registry.HouseholdRegistered', 'hearth.registry.AuthorisationSigned']));
  });

  it('makes one household of a double click, and refuses the key for another body', async () => {
    const key = { 'idempotency-key': 'window-3-draft-8' };
    const [first, second] = [await hearth.as(town).post('/api/registry/households', family(121), key), await hearth.as(town).post('/api/registry/households', family(121), key)];
    expect(second.body).toEqual(first.body);
    expect((await hearth.as(town).post('/api/registry/households', family(131), key)).status).toBe(422);
  });

  it('finds a household by number, name, character and pinyin, only inside the area', async () => {
    await register(family(141));
    for (const text of [sampleResidentId('1974-03-02', 141), '陈守田', '守', 'chen shou', '138 0000 2207']) {
      const found = await hearth.as(town).post<{ total: number }>('/api/registry/searches', { text });
      expect({ text: text.length, found: found.body.total > 0 }).toEqual({ text: text.length, found: true });
      expect((await hearth.as(elsewhere).post<{ total: number }>('/api/registry/searches', { text })).body.total).toBe(0);
    }
  });

  it.each([
    ['a wrong check digit', (f: { members: { idNumber: string }[] }) => { f.members[1]!.idNumber = `${f.members[1]!.idNumber.slice(0, 17)}${f.members[1]!.idNumber.endsWith('0') ? '1' : '0'}`; }, 'members[1].idNumber'],
    ['a member twice', (f: { members: { idNumber: string }[] }) => { f.members[1]!.idNumber = f.members[0]!.idNumber; }, 'members[1].idNumber'],
    ['an unknown area', (f: { area: string }) => { f.area = '34152'; }, 'area'],
    ['fractional money', (f: { incomes: { annual: { minor: number } }[] }) => { f.incomes[0]!.annual.minor = 1.5; }, 'incomes[0].annual.minor'],
    ['negative money', (f: { incomes: { annual: { minor: number } }[] }) => { f.incomes[0]!.annual.minor = -1; }, 'incomes[0].annual.minor'],
    ['a date in the future', (f: { registeredOn?: string }) => { f.registeredOn = '2031-01-01'; }, 'registeredOn'],
    ['an unknown field', (f: { nonsense?: number }) => { f.nonsense = 1; }, 'nonsense'],
  ])('refuses %s by its field, without repeating the value', async (_, spoil, field) => {
    const body = structuredClone(family(161)) as never;
    (spoil as (f: object) => void)(body);
    const refused = await register(body);
    expect([400, 422]).toContain(refused.status);
    expect((refused.body as { errors: { field: string }[] }).errors.map((e) => e.field)).toContain(field);
    expect(refused.text).not.toMatch(/99010\d{12}[\dX]/);
  });

  it('refuses another area’s officer, a stranger, and shows counts by area', async () => {
    const { id } = (await register(family(181))).body as { id: string };
    expect((await hearth.as(elsewhere).get(`/api/registry/households/${id}`)).status).toBe(403);
    expect((await hearth.anonymous.get('/api/registry/households')).status).toBe(401);
    expect((await hearth.as(elsewhere).get<{ households: number }>('/api/registry/counts')).body.households).toBe(0);
    expect((await hearth.as(analyst).get<{ households: number }>('/api/registry/counts')).body.households).toBeGreaterThan(0);
  });

  it('reveals a number for a purpose and tells the person who looked', async () => {
    const { members } = (await register(family(201))).body as { members: { id: string }[] };
    const revealed = await hearth.as(town).post<{ value: string }>(`/api/registry/persons/${members[0]!.id}/reveals`, { field: 'idNumber', purpose: 'check the card' });
    expect(revealed.body.value).toBe(sampleResidentId('1974-03-02', 201));
    const person = await hearth.as(town).get<{ looked: { by: string; purpose: string }[] }>(`/api/registry/persons/${members[0]!.id}`);
    expect(person.body.looked).toEqual([expect.objectContaining({ by: 'town1', purpose: 'check the card' })]);
  });
});
