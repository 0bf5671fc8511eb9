import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHearth, type TestHearth } from '@hearth/testing';
import { RegistryModule } from '../registry.module.ts';
import { familyRequest, type Registered, register } from '../testing/window.ts';

const [town, ops1, ops2, analyst] = [{ sub: 'town1', role: 'town', area: '341524100' }, { sub: 'ops1', role: 'operations', area: '*' }, { sub: 'ops2', role: 'operations', area: '*' }, { sub: 'analyst1', role: 'analyst', area: '*' }];
const ERASED = '[erased]';

let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [RegistryModule] }); }, 60_000);
afterAll(async () => { await hearth?.close(); });

interface Problem { readonly code: string; readonly errors?: { readonly field: string }[] }
interface Shown { readonly head: { readonly name: string }; readonly members: { readonly id: string; readonly name: string; readonly idNumber: string }[] }
const erasure = (officer: typeof ops1, person: string, step = '', body: object = {}): Promise<{ status: number; body: Problem }> => hearth.as(officer).post<never>(`/api/registry/persons/${person}/erasure${step}`, body) as Promise<{ status: number; body: Problem }>;
const found = async (text: string): Promise<number> => (await hearth.as(town).post<{ total: number }>('/api/registry/searches', { text })).body.total;
const household = async ({ id }: Registered): Promise<Shown> => (await hearth.as(town).get<never>(`/api/registry/households/${id}`)).body as unknown as Shown;
const tokensOf = async (person: string): Promise<number> => Number((await hearth.database.query<{ n: string }>('SELECT (SELECT count(*) FROM registry.person_token WHERE person = $1) + (SELECT count(*) FROM registry.identity_token WHERE person = $1) AS n', [person])).rows[0]!.n);

async function erased(person: string): Promise<void> {
  expect((await erasure(ops1, person, '', { reason: 'asked for it in writing' })).status).toBe(200);
  expect((await erasure(ops2, person, '/approval')).status).toBe(200);
  await hearth.drain();
}

describe('the erasure of a person', () => {
  it('is for two officers of operations', async () => {
    const { members } = await register(hearth.as(town));
    const [, { id } = { id: '' }] = members;
    expect((await erasure(town as never, id, '', { reason: 'not mine to do' })).status).toBe(403);
    expect((await erasure(ops1, id, '/approval')).body.code).toBe('erasure-not-proposed');
    expect((await erasure(ops1, id, '', { reason: 'x' })).status).toBe(400);
    expect((await erasure(ops1, id, '', { reason: 'asked for it in writing' })).status).toBe(200);
    expect((await erasure(ops1, id, '/approval')).body.code).toBe('same-person');
    expect((await hearth.as(ops2).get(`/api/registry/persons/${id}/erasure`)).body).toMatchObject({ proposal: { by: 'ops1', reason: 'asked for it in writing' }, erased: null });
    expect((await erasure(ops2, id, '/approval')).status).toBe(200);
    expect((await hearth.as(ops2).get(`/api/registry/persons/${id}/erasure`)).body).toMatchObject({ proposal: null, erased: { proposedBy: 'ops1', approvedBy: 'ops2' } });
    expect((await hearth.keys.erasures()).find(({ person }) => person === id)).toMatchObject({ proposedBy: 'ops1', approvedBy: 'ops2' });
    for (const [officer, step] of [[ops1, ''], [ops2, '/approval'], [ops1, '/withdrawal']] as const) expect((await erasure(officer, id, step, step === '' ? { reason: 'once more' } : {})).body.code).toBe('person-erased');
  });

  it('leaves every read answering, with the person gone from it and everything else there', async () => {
    const request = familyRequest();
    const registered = await register(hearth.as(town), request);
    const { members: [head] } = registered;
    const counts = (await hearth.as(analyst).get('/api/registry/counts')).body;
    const [number, phone] = [request.members[0]!.idNumber, String(request.members[0]!['phone'])];
    expect([await found(number), await found(phone) > 0]).toEqual([1, true]);
    await erased(head!.id);
    const shown = await household(registered);
    expect([shown.head.name, shown.members[0]!.idNumber, shown.members[1]!.name]).toEqual([ERASED, ERASED, '王玉梅']);
    const list = (await hearth.as(town).get<{ items: { id: string; head: { name: string } }[] }>('/api/registry/households?limit=500')).body.items;
    expect(list.find(({ id }) => id === registered.id)?.head.name).toBe(ERASED);
    const csv = (await hearth.as(town).get('/api/registry/households', { accept: 'text/csv' })).text;
    expect(csv).toContain(ERASED);
    const record = (await hearth.as(town).get<{ household: Shown; timeline: { type: string }[] }>(`/api/registry/households/${registered.id}/record`)).body;
    expect([record.household.head.name, record.timeline.some(({ type }) => type === 'hearth.registry.PersonErased')]).toEqual([ERASED, true]);
    expect((await hearth.as(town).get(`/api/registry/persons/${head!.id}`)).body).toMatchObject({ name: ERASED, idNumber: ERASED, phone: ERASED, erased: { approvedBy: 'ops2' } });
    for (const field of ['idNumber', 'phone', 'name', 'address']) {
      const looked = await hearth.as(town).post(`/api/registry/persons/${head!.id}/reveals`, { field, purpose: 'check the card' });
      expect([field, looked.status, looked.body['value'], looked.body['erased']]).toEqual([field, 200, null, true]);
    }
    expect([await found(number), await tokensOf(head!.id), (await hearth.as(analyst).get('/api/registry/counts')).body]).toEqual([0, 0, counts]);
  });

  it('lets nothing new be recorded of the person, and the number register again as somebody else', async () => {
    const request = familyRequest();
    const registered = await register(hearth.as(town), request);
    const { members: [, wife] } = registered;
    const again = { ...request.members[1]!, relation: 'other' };
    const joining = (id?: string): Promise<{ status: number; body: { code?: string; id?: string } }> => hearth.as(town).post(`/api/registry/households/${registered.id}/members`, { ...again, ...(id ? { id } : {}) });
    expect((await joining()).body.code).toBe('already-registered');
    await erased(wife!.id);
    const refused = await joining(wife!.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'person-erased']);
    const anew = await joining();
    expect([anew.status, anew.body.id === wife!.id, await found(again.idNumber)]).toEqual([201, false, 1]);
  });

  it('is finished at the next start when the key is there still, or again: broken off in between, or an older key folder restored', async () => {
    const { members: [, wife] } = await register(hearth.as(town));
    const [key, mark] = [join(hearth.keysDir, 'persons', wife!.id.slice(0, 2), `${wife!.id}.key`), join(hearth.keysDir, 'erased', `${wife!.id}.json`)];
    const before = await readFile(key);
    await erased(wife!.id);
    await rm(mark);
    await writeFile(key, before);
    const other = await startHearth({ modules: [RegistryModule], on: hearth });
    expect((await other.as(town).get(`/api/registry/persons/${wife!.id}`)).body['name']).toBe(ERASED);
    await expect(stat(key)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(JSON.parse(await readFile(mark, 'utf8'))).toMatchObject({ person: wife!.id, proposedBy: 'ops1', approvedBy: 'ops2' });
    await other.close();
  });

  it('is told again to a log that was restored from before it', async () => {
    const registered = await register(hearth.as(town));
    const { members: [head] } = registered;
    await hearth.drain();
    await hearth.keys.erase(head!.id, undefined, { proposedBy: 'ops1', approvedBy: 'ops2' }); // the mark is newer than the log
    expect(await tokensOf(head!.id)).toBeGreaterThan(0);
    const other = await startHearth({ modules: [RegistryModule], on: hearth });
    expect(await tokensOf(head!.id)).toBe(0);
    await other.drain();
    expect((await other.as(town).get(`/api/registry/persons/${head!.id}`)).body).toMatchObject({ name: ERASED, erased: { proposedBy: 'ops1', approvedBy: 'ops2' } });
    await other.close();
  });

  it('never shows a role without cases who somebody is, and that is on record', async () => {
    const { id } = await register(hearth.as(town));
    const refused = await hearth.as(analyst).get<Problem>(`/api/registry/households/${id}`);
    expect([refused.status, refused.body.code]).toEqual([403, 'opening-refused']);
    const audit = await readFile(join(hearth.keysDir, 'audit.jsonl'), 'utf8');
    expect(audit.split('\n').some((line) => line.includes('"what":"refused"') && line.includes('analyst1'))).toBe(true);
  });
});
