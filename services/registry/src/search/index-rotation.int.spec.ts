import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHearth, type TestHearth } from '@hearth/testing';
import pg from 'pg';
import { RegistryModule } from '../registry.module.ts';
import { familyRequest, type FamilyRequest, register } from '../testing/window.ts';

const [town, ops] = [{ sub: 'town1', role: 'town', area: '341524100' }, { sub: 'ops1', role: 'operations', area: '*' }];
const ROTATIONS = '/api/registry/operations/index-rotations';

let hearth: TestHearth;
beforeAll(async () => { hearth = await startHearth({ modules: [RegistryModule] }); }, 60_000);
afterAll(async () => { await hearth?.close(); });

interface Shown { readonly purpose: string; readonly versions: readonly number[]; readonly services: readonly { readonly service: string; readonly version: number }[]; readonly looked: number }
const shown = async (purpose: string): Promise<Shown> => (await hearth.as(ops).get<{ items: Shown[] }>(ROTATIONS)).body.items.find((one) => one.purpose === purpose)!;
const begin = (purpose: string): Promise<unknown> => hearth.as(ops).post(ROTATIONS, { purpose });
const found = async (text: string): Promise<number> => (await hearth.as(town).post<{ total: number }>('/api/registry/searches', { text })).body.total;
const refused = async (request: FamilyRequest): Promise<unknown> => (await hearth.as(town).post<{ code: string }>('/api/registry/households', request)).body.code;
const stale = async (version: number): Promise<unknown> => (await hearth.database.query(`SELECT
  (SELECT count(*)::int FROM registry.person_token WHERE kind = 'id-number' AND token NOT LIKE '${version}.%') AS search, (SELECT count(*)::int FROM registry.identity_token WHERE token NOT LIKE '${version}.%') AS taken`)).rows[0];

/** Until the services have got there by themselves. */
async function ended(purpose: string, version: number): Promise<Shown> {
  for (;;) {
    await hearth.advance('PT1S');
    const now = await shown(purpose);
    if (now.versions.length === 1 && now.versions[0] === version) return now;
    await pause(20);
  }
}

describe('a new key for the blind index', () => {
  it('finds everybody at every moment, lets no number in twice, and leaves no token of the old key', async () => {
    const families: FamilyRequest[] = [];
    for (let i = 0; i < 70; i += 1) { // more people than one batch
      families.push(familyRequest());
      await hearth.as(town).post('/api/registry/households', families[i]);
    }
    await hearth.drain();
    const [early, late] = [families[0]!, families.at(-1)!];
    const numberOf = (family: FamilyRequest, who = 0): string => family.members[who]!.idNumber;
    expect([await found(numberOf(early)), await found(numberOf(late))]).toEqual([1, 1]);
    await begin('id-number');
    const during = familyRequest();
    let moments = 0;
    const looking = (async (): Promise<void> => {
      for (; (await shown('id-number')).versions.length > 1; moments += 1) {
        expect([await found(numberOf(early)), await found(numberOf(late, 1))]).toEqual([1, 1]);
        expect([await refused(early), await refused(late)]).toEqual(['already-registered', 'already-registered']);
        if (moments === 0) await register(hearth.as(town), during);
        expect(await refused(during)).toBe('already-registered');
      }
    })();
    const { services, looked } = await ended('id-number', 2);
    await looking;
    expect(moments).toBeGreaterThan(0);
    expect([services, looked >= 280]).toEqual([[{ service: 'registry', version: 2 }], true]);
    await hearth.advance('PT1S');
    expect(await stale(2)).toEqual({ search: 0, taken: 0 });
    for (const family of [early, late, during]) expect([await found(numberOf(family)), await refused(family)]).toEqual([1, 'already-registered']);
  }, 120_000);

  it.each([['name', 'chen shou'], ['phone', '138 0000 2207']])('does so for %s too', async (purpose, text) => {
    const before = await found(text);
    await begin(purpose);
    expect(await found(text)).toBe(before);
    await ended(purpose, 2);
    await hearth.advance('PT1S');
    expect([before > 0, await found(text)]).toEqual([true, before]);
  }, 60_000);

  it('is taken up at the start by a database from before it', async () => {
    const request = familyRequest();
    await register(hearth.as(town), request);
    await hearth.drain();
    const kept = (await hearth.database.query("SELECT token, person FROM registry.identity_token")).rows as { token: string; person: string }[];
    await begin('id-number');
    await ended('id-number', 3);
    await hearth.advance('PT1S');
    // As restored from before the rotation: tokens of a key that nobody has any more.
    await hearth.database.query("UPDATE registry.index_rotation SET version = 2 WHERE purpose = 'id-number'");
    await hearth.database.query('TRUNCATE registry.identity_token');
    await hearth.database.query('INSERT INTO registry.identity_token SELECT * FROM unnest($1::text[], $2::uuid[])', [kept.map((k) => k.token), kept.map((k) => k.person)]);
    const other = await startHearth({ modules: [RegistryModule], on: hearth });
    const { body } = await other.as(town).post<{ code: string }>('/api/registry/households', request);
    expect(body.code).toBe('already-registered');
    await other.close();
  }, 60_000);

  it('is for operations', async () => {
    expect((await hearth.as(town).post(ROTATIONS, { purpose: 'name' })).status).toBe(403);
    expect((await hearth.as(ops).post(ROTATIONS, { purpose: 'command' })).status).toBe(400);
  });

  it('reaches the index that is being built beside the one in use, too', async () => {
    const family = familyRequest();
    await hearth.as(town).post('/api/registry/households', family);
    // Enough that a rebuild keeps a batch before it comes to the end.
    await hearth.database.query(`INSERT INTO registry.events (stream, version, id, type, schema_version, data, metadata, effective_on, recorded_at, hash)
      SELECT 'filling', n, gen_random_uuid(), 'Filled', 1, '{}', '{"actor":{"sub":"ops1","role":"operations","area":"*"},"household":null,"area":null,"key":"filling","causationId":null,"correlationId":"filling","traceparent":null,"basis":[]}', '2026-11-22', now(), '' FROM generate_series(1, 1000) n`);
    await hearth.drain();
    const reader = new pg.Client({ connectionString: hearth.databaseUrl });
    await reader.connect();
    // Whoever reads for long keeps the new index from taking the old one's place: it is filled, and waits.
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM registry.person_token');
    expect((await hearth.as(ops).post('/api/registry/operations/projections/search/rebuild')).status).toBe(202);
    const beside = async (): Promise<number> => (await hearth.database.query<{ n: number }>('SELECT count(*)::int AS n FROM registry.person_token__rebuild')).rows[0]!.n;
    for (let filled = 0; filled === 0;) filled = await beside();
    await begin('name');
    while ((await shown('name')).versions.length > 1) for (const service of hearth.services) await service.runDue(hearth.clock.now());
    await reader.query('ROLLBACK');
    await reader.end();
    await hearth.drain();
    await expect(beside()).rejects.toThrow('does not exist');
    expect(await found(String(family.members[0]?.name))).toBeGreaterThan(0);
    expect((await hearth.database.query("SELECT DISTINCT split_part(token, '.', 1) AS version FROM registry.person_token WHERE kind = 'name'")).rows).toHaveLength(1);
  });
});
