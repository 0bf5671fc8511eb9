import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, sampleResidentId, startHearth, type TestHearth } from '@hearth/testing';
import { RegistryModule } from '../registry.module.ts';
import { register, type Registered } from '../testing/window.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const elsewhere = { sub: 'town1-b', role: 'town', area: '341522101' };
interface Shown { readonly members: readonly { readonly id: string; readonly name: string; readonly relation: string; readonly birthDate: string }[]; readonly authorisations: readonly { readonly ended: { readonly reason: string } | null }[]; readonly actions: readonly { readonly name: string; readonly allowed: boolean }[] }
interface Joined { readonly id: string; readonly household: string; readonly relation: string; readonly code?: string; readonly errors?: readonly { readonly field: string }[] }

let hearth: TestHearth, family: Registered, births = 0;
beforeAll(async () => { hearth = await startHearth({ modules: [RegistryModule] }); }, 60_000);
beforeEach(async () => { family = await register(hearth.as(town)); });
afterAll(async () => { await hearth?.close(); });

const baby = (over: object = {}): object => { births += 1; return { name: '陈小川', idKind: 'cn-resident-id', idNumber: sampleResidentId('2026-11-20', births, '990103'), relation: 'child', ...over }; };
const join = (body: object, headers: Record<string, string> = {}, officer = town): Promise<Answer<Joined>> => hearth.as(officer).post(`/api/registry/households/${family.id}/members`, body, headers);
const shown = async (): Promise<Shown> => (await hearth.as(town).get<Shown>(`/api/registry/households/${family.id}`)).body;

describe('a person who joins a household', () => {
  it('stands among its members at once, and is found by name', async () => {
    const joined = await join(baby({ on: '2026-11-20' }));
    expect([joined.status, joined.body, joined.headers.get('location'), joined.headers.get('hearth-projected')]).toEqual([201, { id: joined.body.id, household: family.id, relation: 'child' }, `/api/registry/persons/${joined.body.id}`, 'true']);
    expect((await shown()).members.at(-1)).toMatchObject({ id: joined.body.id, name: '陈小川', relation: 'child', birthDate: '2026-11-20' });
    expect((await hearth.as(town).post<{ items: { household: string }[] }>('/api/registry/searches', { text: '小川' })).body.items.map(({ household }) => household)).toContain(family.id);
    expect((await hearth.as(town).get(joined.headers.get('location') ?? '')).status).toBe(200);
  });

  it('ends the leave to ask departments: it must be signed again', async () => {
    expect((await shown()).authorisations.map(({ ended }) => ended)).toEqual([null]);
    await join(baby());
    expect((await shown()).authorisations.map(({ ended }) => ended?.reason)).toEqual(['members-changed']);
  });

  it.each<[string, () => object, string]>([
    ['a number that cannot be', () => baby({ idNumber: '990103202611200011' }), 'idNumber'], ['the number of somebody else', () => baby({ idNumber: sampleResidentId('2026-11-20', 900, '990103') }), 'idNumber'],
    ['a day before the birth', () => baby({ on: '2026-11-19' }), 'on'], ['tomorrow', () => baby({ on: '2026-11-23' }), 'on'], ['a second head', () => baby({ relation: 'head' }), 'relation'], ['no name', () => baby({ name: '' }), 'name'],
  ])('does not with %s, and nothing is stored of it', async (_, body, field) => {
    await join(baby({ idNumber: sampleResidentId('2026-11-20', 900, '990103') }));
    const before = await shown();
    const refused = await join(body());
    expect([[400, 409, 422].includes(refused.status), [...new Set(refused.body.errors?.map((error) => error.field))], await shown()]).toEqual([true, [field], before]);
  });

  it('does so in the officer’s area, seen as the household is now, once', async () => {
    expect((await join(baby(), {}, elsewhere)).status).toBe(403);
    expect((await hearth.as(town).post(`/api/registry/households/${randomUUID()}/members`, baby())).status).toBe(404);
    const etag = (await hearth.as(town).get(`/api/registry/households/${family.id}`)).headers.get('etag') ?? '';
    const [first, late] = [await join(baby(), { 'if-match': etag }), await join(baby(), { 'if-match': etag })];
    expect([first.status, late.status]).toEqual([201, 412]);
    const twin = baby(), key = { 'idempotency-key': 'twin-1' };
    expect((await join(twin, key)).body).toEqual((await join(twin, key)).body);
    expect((await shown()).members.length).toBe(family.members.length + 2);
  });

  it('is among the next actions of who may do it', async () => {
    expect((await shown()).actions).toContainEqual({ name: 'join-member', allowed: true });
    expect((await hearth.as({ sub: 'county1', role: 'county-reviewer', area: '341524' }).get<Shown>(`/api/registry/households/${family.id}`)).body.actions).toContainEqual(expect.objectContaining({ name: 'join-member', allowed: false }));
  });
});
