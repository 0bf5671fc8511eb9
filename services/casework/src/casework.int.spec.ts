import { randomUUID } from 'node:crypto';
import { startHearth, type TestHearth } from '@hearth/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentsFor, type Family, type File, World } from './testing/world.ts';
import { CaseworkModule } from './casework.module.ts';
import { frameHashOf, hashesOf } from './spot-check/draw.ts';

const officer = (sub: string, role: string, area: string): { sub: string; role: string; area: string } => ({ sub, role, area });
const town = officer('town1', 'town', '341524100');
const town2 = officer('town2', 'town', '341524100');
const county1 = officer('county1', 'county-reviewer', '341524');
const county2 = officer('county2', 'county-approver', '341524');
const elsewhere = officer('town1-b', 'town', '341522101');
const VILLAGE = '341524100001';
const cny = (minor: number): object => ({ minor, currency: 'CNY' });

describe('casework: from the village to the bank', () => {
  let hearth: TestHearth, world: World;
  beforeAll(async () => {
    hearth = await startHearth({ modules: [CaseworkModule] });
    world = new World(hearth);
    await world.ruleSets('dibao-2012');
  }, 60_000);
  afterAll(async () => { await hearth?.close(); });

  type Who = typeof town;
  const post = async (who: Who, path: string, body: object = {}): Promise<{ status: number; body: Record<string, unknown> }> => { const { status, body: answer } = await hearth.as(who).post(`/api/casework/${path}`, body); return { status, body: answer }; };
  const ok = async (who: Who, path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const answer = await post(who, path, body);
    expect({ path, status: answer.status, body: answer.body }).toMatchObject({ path, status: path === 'applications' || path.endsWith('draws') ? 201 : 200 });
    return answer.body;
  };
  const file = async (id: string, who: Who = town): Promise<File> => (await hearth.as(who).get<File>(`/api/casework/applications/${id}`)).body;
  const positions = async (id: string): Promise<string> => (await file(id)).steps.map((step) => ({ done: '✓', open: 'o', waiting: '.' })[step.state] ?? '-').join('');
  const apply = (family: Family, over: object = {}): Promise<Record<string, unknown>> => ok(town, 'applications', {
    household: family.household, programme: 'dibao', applicant: family.people[0], authorisation: family.authorisation, documents: documentsFor(family.people.slice(0, 2)),
    account: { holder: family.people[0], number: '6222 0000 1111 2222' }, ...over,
  });

  it('takes one application through all its steps', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1980-01-01', '1982-05-05', '2012-03-03', '2016-09-09'] });
    const [father, mother] = family.people;
    const { id } = await apply(family, { documents: documentsFor([father ?? ''], 'income-statement') }) as { id: string };
    expect(await ok(town, `applications/${id}/check`)).toMatchObject({ status: 'returned', missing: [{ kind: 'identity', person: mother }, { kind: 'income-statement', person: null }] });
    expect((await file(id)).steps[4]?.clock).toBeNull();
    await ok(town, `applications/${id}/documents`, { documents: [{ kind: 'identity', person: mother }, { kind: 'income-statement' }] });
    expect(await ok(town, `applications/${id}/check`)).toMatchObject({ status: 'accepted', ruleSet: 'dibao-2012' });
    expect((await file(id)).steps[4]?.clock).toMatchObject({ limit: 10, unit: 'working-day', bound: 'statutory', state: 'fine' });

    const { verification } = await ok(town, `applications/${id}/verification`) as { verification: string };
    await world.report(family, id, verification);
    const { visit } = await ok(town, `applications/${id}/visits`, { investigators: ['town1', 'village1'], on: '2026-11-22', incomes: [{ person: father, kind: 'wages', annual: cny(1_000_000) }] });
    expect(visit).toEqual(expect.any(String));
    expect((await file(id)).assessmentRequested).toBeNull();
    const visited = (await file(id)).history.find((entry) => entry.type === 'VisitRecorded');
    await world.say('hearth.registry.IncomeRecorded', { household: family.household, record: randomUUID(), origin: 'visit', from: '2025-11-22', to: '2026-11-21', incomes: [] },
      { stream: `household-${family.household}`, household: family.household, area: VILLAGE, causationId: visited?.id ?? '' });
    expect((await file(id)).assessmentRequested).toMatchObject({ reason: 'first', provisional: false });
    await world.assess(family, id, await file(id));

    expect(await ok(town, `applications/${id}/meetings`, { on: '2026-11-22', present: 15, representatives: 11, yes: 13, no: 1, abstained: 1 })).toMatchObject({ result: 'supports' });
    expect(await ok(town, `applications/${id}/publications`, { stage: 'town' })).toMatchObject({ postedOn: '2026-11-22', until: '2026-11-29' });
    const sheet = await hearth.as(town).get(`/api/casework/publications/${id}/town`);
    expect(sheet.body).toMatchObject({ applicant: { name: '陈守田' }, adults: [{ name: '王玉梅' }], members: 4, minors: 2, money: cny(66_667), state: 'running', day: 0, days: 7 });
    expect(sheet.text).not.toMatch(/陈小雨|陈小河|6222/);
    await hearth.advance('P7D');
    expect((await post(town, `applications/${id}/notices`, { step: 8 })).body).toMatchObject({ code: 'step-open', params: { step: 7 } });
    await hearth.advance('P1D');
    await ok(town, `applications/${id}/notices`, { step: 8 });
    await ok(town, `applications/${id}/proposal`, { proposal: 'for', reason: 'as found' });

    await ok(county1, `applications/${id}/opinion`, { opinion: 'approve', reason: 'agrees' });
    const { draw, drawn } = await ok(county1, 'spot-checks/draws', { area: '341524' }) as { draw: string; drawn: string[] };
    expect(drawn).toEqual([id]);
    const shown = (await hearth.as(county1).get<{ seed: string; frame: string[]; hashes: Record<string, string>; frameHash: string }>(`/api/casework/spot-checks/draws/${draw}`)).body;
    expect(shown).toMatchObject({ frame: [id], frameHash: frameHashOf([id]), hashes: hashesOf(shown.seed, [id]) });
    expect((await post(county1, 'spot-checks/draws', { area: '341524' })).body).toMatchObject({ code: 'draw-empty' });
    expect((await post(county1, `applications/${id}/spot-check`, { visitors: ['village1'], on: '2026-11-30', finding: 'agrees' })).body).toMatchObject({ code: 'visitor-investigated' });
    await ok(county1, `applications/${id}/spot-check`, { visitors: ['county1'], on: '2026-11-30', finding: 'agrees' });
    await ok(county1, `applications/${id}/publications`, { stage: 'county' });
    expect((await post(county2, `applications/${id}/decision`, { decision: 'approve', reason: 'meets the rules' })).body).toMatchObject({ code: 'step-open', params: { step: 13 } });
    await hearth.advance('P8D');
    expect(await ok(county2, `applications/${id}/decision`, { decision: 'approve', reason: 'meets the rules' })).toMatchObject({ status: 'approved', money: cny(66_667), from: '2027-01' });
    expect((await post(county1, `applications/${id}/payment-list`)).body).toMatchObject({ code: 'step-open', params: { step: 14 } });
    await ok(county1, `applications/${id}/notices`, { step: 14 });
    const { orders } = await ok(county1, `applications/${id}/payment-list`) as { orders: string[] };
    expect(orders).toHaveLength(1);
    expect(await positions(id)).toBe('✓✓✓✓✓✓✓✓-✓✓✓✓✓✓o...');

    const payroll = randomUUID(), instruction = randomUUID(), period = '2027-01';
    const about = { stream: `instruction-${instruction}`, household: family.household, area: VILLAGE };
    const common = { household: family.household, application: id, instruction, programme: 'dibao' as const, period };
    await world.say('hearth.payments.PeriodReconciled', { payroll, programme: 'dibao', period, area: '341524', on: '2027-01-20', reconciled: 1, listed: 0 }, { stream: `payroll-${payroll}`, household: null, area: '341524', key: payroll });
    await world.say('hearth.payments.InstructionSent', { ...common, payroll, order: orders[0] ?? '', beneficiary: family.household, payee: father ?? '', money: { minor: 66_667, currency: 'CNY' }, at: hearth.clock.now().toISOString() }, about);
    await world.say('hearth.payments.PaymentCollected', { ...common, on: '2027-01-11', branch: 'Meishan', collector: 'holder' }, about);
    expect(await positions(id)).toBe('✓✓✓✓✓✓✓✓-✓✓✓✓✓✓✓✓.✓');
    expect((await file(id)).names[father ?? '']?.name).toBe('陈守田');
  }, 60_000);

  it('lets the county wait for departments while the town goes on', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1970-01-01', '1971-01-01'] });
    const { id } = await apply(family) as { id: string };
    await ok(town, `applications/${id}/check`);
    const { items } = await ok(town, 'verifications', { applications: [id, randomUUID()] }) as { items: { ok: boolean; verification?: string; problem?: { code: string } }[] };
    expect(items).toMatchObject([{ ok: true }, { ok: false, problem: { code: 'not-found', status: 404 } }]);
    const verification = items[0]?.verification ?? '';
    await ok(town, `applications/${id}/visits`, { investigators: ['town1', 'village1'], on: (await file(id)).steps[2]?.at?.slice(0, 10) });
    const missing = [{ person: family.people[0] ?? '', source: 'bank' as const, since: hearth.clock.now().toISOString() }];
    await world.report(family, id, verification, { outcome: 'incomplete', missing });
    await world.assess(family, id, await file(id));
    await ok(town, `applications/${id}/meetings`, { on: (await file(id)).steps[2]?.at?.slice(0, 10), present: 3, representatives: 2, yes: 3, no: 0, abstained: 0 });
    await ok(town, `applications/${id}/publications`, { stage: 'town' });
    await hearth.advance('P8D');
    await ok(town, `applications/${id}/notices`, { step: 8 });
    await ok(town, `applications/${id}/proposal`, { proposal: 'for', reason: 'as found' });
    expect((await post(county1, `applications/${id}/opinion`, { opinion: 'approve', reason: 'x' })).body).toMatchObject({ code: 'sources-open', params: { sources: 'bank' } });
    expect((await file(id, county1)).actions).toContainEqual(expect.objectContaining({ action: 'give-opinion', allowed: false, code: 'sources-open', reason: expect.objectContaining({ en: 'No answer and no waiver yet from: bank.' }) }));
    await world.report(family, id, verification, { outcome: 'incomplete', missing, waived: [{ source: 'bank', reason: 'line down', recheckOn: '2027-03-01', by: 'verify1' }] });
    expect((await file(id)).assessmentRequested).toMatchObject({ provisional: false, reason: 'verification-changed' });
    await world.assess(family, id, await file(id));
    await ok(county1, `applications/${id}/opinion`, { opinion: 'approve', reason: 'waived by name' });
  }, 60_000);

  it('keeps one open application for a household and programme, whoever asks', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1970-01-01', '1971-01-01'] });
    const both = await Promise.all([1, 2].map(() => hearth.as(town2).post('/api/casework/applications', {
      household: family.household, programme: 'dibao', applicant: family.people[0], documents: [], account: { holder: family.people[0], number: '622200001111' },
    })));
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(both.find((answer) => answer.status === 409)?.body).toMatchObject({ code: 'application-open' });
  });

  it('shows the work list as each desk needs it', async () => {
    const mine = (await hearth.as(town).get<{ items: { headName: string; members: number; clock: { due: string; state: string } | null; next: { action: string } }[]; total: number }>('/api/casework/applications?view=mine&limit=5')).body;
    expect(mine.items[0]).toMatchObject({ headName: '陈守田', members: 2, next: { action: 'check' }, clock: { bound: 'promised', state: 'fine' } });
    const total = async (query: string, who: Who = town): Promise<number> => (await hearth.as(who).get<{ total: number }>(`/api/casework/applications?${query}`)).body.total;
    expect(await total('view=all')).toBe(3);
    expect(await total('view=done')).toBe(1);
    expect(await total('view=mine', county1)).toBe(1);
    expect(await total('status=submitted&programme=dibao&step=2')).toBe(1);
    expect(await total('lamp=fine&status=submitted')).toBe(1);
    await hearth.advance('P9D');
    expect(await total('lamp=over&status=submitted')).toBe(1);
    expect(await total('view=all', elsewhere)).toBe(0);
    expect((await hearth.as(town).get('/api/casework/applications?nonsense=1')).status).toBe(400);
    const csv = await hearth.as(town).get('/api/casework/applications?view=all', { accept: 'text/csv' });
    expect(csv.text.split('\n')).toHaveLength(5);
    expect(csv.text).toContain('陈守田');
    expect((await hearth.as(town).get('/api/casework/counts')).body).toMatchObject({ applications: 3, open: 2, approved: 1, draws: 0 });
  });

  it.each<[string, object]>([
    ['an unknown field', { nonsense: 1 }], ['a malformed id', { household: 'x' }], ['an upper-case id', { household: '0A0A0A0A-0000-4000-8000-000000000001' }],
    ['a programme without applications', { programme: 'medical-assistance' }], ['an account that is none', { account: { holder: randomUUID(), number: '<b>' } }], ['no documents', { documents: 'none' }],
  ])('refuses %s', async (_, over) => {
    const answer = await post(town, 'applications', { household: randomUUID(), programme: 'dibao', applicant: randomUUID(), documents: [], account: { holder: randomUUID(), number: '622200001111' }, ...over });
    expect([answer.status, answer.body['code']]).toEqual([400, 'invalid']);
  });

  it('refuses strangers, other areas, unknown and malformed ids, stale versions', async () => {
    const { items: [first] } = (await hearth.as(town).get<{ items: { id: string }[] }>('/api/casework/applications?view=mine')).body;
    const id = first?.id ?? '';
    expect((await hearth.anonymous.get('/api/casework/applications')).status).toBe(401);
    expect((await hearth.as(elsewhere).get(`/api/casework/applications/${id}`)).status).toBe(403);
    expect((await post(elsewhere, `applications/${id}/check`)).body).toMatchObject({ code: 'outside-area' });
    expect((await post(county2, `applications/${id}/check`)).body).toMatchObject({ status: 403 });
    expect((await hearth.as(town).get(`/api/casework/applications/${randomUUID()}`)).status).toBe(404);
    expect((await hearth.as(town).get('/api/casework/applications/nonsense')).body).toMatchObject({ code: 'malformed-id' });
    expect((await hearth.as(town).post(`/api/casework/applications/${id}/check`, {}, { 'if-match': '"9"' })).status).toBe(412);
    expect((await post(town, 'applications', { household: randomUUID(), programme: 'dibao', applicant: randomUUID(), documents: [], account: { holder: randomUUID(), number: '622200001111' } })).body).toMatchObject({ code: 'not-here-yet' });
  }, 20_000);
});
