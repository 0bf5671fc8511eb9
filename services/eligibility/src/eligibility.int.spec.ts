import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssessmentCompleted, VerificationReported } from '@hearth/contracts';
import type { Answer } from '@hearth/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AssessmentRow } from './projections/assessment.projection.ts';
import { SHIPPED_RULE_SETS } from '@hearth/rules/shipped';
import { ruleSetId } from './rule-set/rule-set-files.ts';
import { caseOf, person, wages } from '@hearth/testing';
import { register, type Registered, request, startWorld, type World } from './testing/world.ts';

jest.setTimeout(60_000);

const town = { sub: 'town1', role: 'town', area: '341524100' };
const elsewhere = { sub: 'town1-b', role: 'town', area: '341522101' };
const yuan = (minor: number): { minor: number; currency: 'CNY' } => ({ minor, currency: 'CNY' });

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world?.close(); });

const completed = async (assessment: string): Promise<AssessmentCompleted> => {
  await world.hearth.drain();
  const found = world.heard('hearth.eligibility.AssessmentCompleted').filter(({ data }) => data.assessment === assessment);
  expect(found).toHaveLength(1);
  const [{ data }] = found as [(typeof found)[number]];
  return data;
};

/** Parents and a child with wages of 10 000 yuan a year. */
const family = (): Promise<Registered> => register(world, [['head', '1980-05-01'], ['spouse', '1982-07-01'], ['child', '2015-03-01']],
  ([head = '']) => ({ incomes: [{ person: head, kind: 'wages', annual: yuan(1_000_000) }], properties: [{ person: head, kind: 'deposits', value: yuan(320_000), count: 1 }] }));

describe('rule sets', () => {
  it('are in force and published once, whole, under a key of their own', async () => {
    await world.hearth.drain();
    const said = world.heard('hearth.eligibility.RuleSetInForce');
    expect(said.map(({ data }) => data.ruleSet).toSorted()).toEqual(['child-money-2005-07', 'dibao-2012', 'dibao-2021', 'tekun-2021']);
    expect(said.find(({ data }) => data.ruleSet === 'dibao-2012')).toMatchObject({ key: ruleSetId('dibao-2012'), data: { document: { procedure: { kind: 'dibao' }, eligibility: { counted: {} } } } });
  });

  it('are shown to every officer, with their document one by one', async () => {
    const list = await world.hearth.as(elsewhere).get<{ items: object[]; total: number }>('/api/eligibility/rule-sets?programme=dibao');
    expect(list.body).toMatchObject({ total: 2, items: [{ id: 'dibao-2012', edition: 1 }, { id: 'dibao-2021' }] });
    expect(list.body.items.filter((item) => 'document' in item)).toEqual([]);
    expect((await world.hearth.as(town).get('/api/eligibility/rule-sets/tekun-2021')).body).toMatchObject({ id: 'tekun-2021', document: { eligibility: { conditions: expect.any(Array) } } });
    expect((await world.hearth.as(town).get('/api/eligibility/rule-sets/dibao-1999')).status).toBe(404);
    expect((await world.hearth.anonymous.get('/api/eligibility/rule-sets')).status).toBe(401);
  });

  it.each([
    ['of the officer’s area today', 'programme=dibao', 200, 'dibao-2012'],
    ['of a village of the other county', 'programme=dibao&area=341522101200', 200, 'dibao-2021'],
    ['before there was one', 'programme=dibao&area=341522101200&on=2021-06-30', 404, undefined],
    ['where there is none', 'programme=child-money&area=341524', 404, undefined],
    ['without a programme', 'area=341524', 400, undefined],
    ['of no area', 'programme=dibao&area=nowhere', 400, undefined],
  ])('in force %s', async (_, query, status, id) => {
    const found = await world.hearth.as(town).get(`/api/eligibility/rule-sets/in-force?${query}`);
    expect([found.status, found.body['id']]).toEqual([status, id]);
  });
});

describe('an assessment', () => {
  it('rests on what is true last, not on what was recorded last: a correction of the past changes nothing today', async () => {
    const chen = await family();
    const state = (minor: number, effectiveOn: string): Promise<void> => world.say('hearth.registry.IncomeRecorded', {
      household: chen.household, record: randomUUID(), origin: 'declared', from: '2025-11-22', to: '2026-11-21', incomes: [{ person: chen.people[0] ?? '', kind: 'wages', annual: yuan(minor) }],
    }, `household-${chen.household}`, effectiveOn);
    const money = async (): Promise<unknown> => (await completed(await request(world, chen, 'dibao-2012', 'dibao'))).money;
    await state(600_000, '2026-03-01');
    expect(await money()).toEqual(yuan(3 * 78_500 - 83_333));
    await state(1_200_000, '2026-11-22');
    expect(await money()).toEqual(yuan(3 * 78_500 - 100_000));
  });

  it('answers casework’s request with the amount, its parts and its reasons', async () => {
    const chen = await family();
    const application = randomUUID();
    const assessment = await request(world, chen, 'dibao-2012', 'dibao', { application });
    expect(await completed(assessment)).toMatchObject({
      household: chen.household, application, result: 'eligible', per: 'household', money: yuan(3 * 78_500 - 83_333), provisional: false, score: null, shares: chen.people.map((id) => ({ person: id })),
    });
    const row = (await world.hearth.as(town).get<AssessmentRow>(`/api/eligibility/assessments/${assessment}`)).body;
    expect(row.trace.map((line) => line.rule)).toEqual(['members', 'figure-standard', 'income', 'property', 'income-below-standard', 'financial-assets', 'vehicles', 'housing', 'amount']);
    expect((await world.hearth.as(town).get(`/api/eligibility/assessments?household=${chen.household}&application=${application}`)).body).toMatchObject({ total: 1, items: [{ id: assessment }] });
    expect((await world.hearth.as(elsewhere).get(`/api/eligibility/assessments/${assessment}`)).status).toBe(403);
    expect((await world.hearth.as(elsewhere).get(`/api/eligibility/assessments?household=${chen.household}`)).body).toMatchObject({ total: 0 });
  });

  it('takes the rule set and the day that the request names', async () => {
    const chen = await family();
    expect(await completed(await request(world, chen, 'dibao-2012', 'dibao', { asOf: '2024-12-31', people: chen.people }))).toMatchObject({ asOf: '2024-12-31', result: 'ineligible' });
    expect(await completed(await request(world, chen, 'dibao-2021', 'dibao'))).toMatchObject({ ruleSet: 'dibao-2021', result: 'eligible' });
  });

  it('is provisional while a discrepancy is open, final once it is settled, with the figure that counts', async () => {
    const chen = await family();
    const [head = ''] = chen.people;
    const application = randomUUID(), verification = randomUUID();
    const report = (round: number, item: Partial<VerificationReported['items'][number]>): Promise<void> => world.say('hearth.hiavs.VerificationReported', {
      household: chen.household, verification, application, round, outcome: 'discrepant', requestedAt: '2026-11-20T00:00:00Z', reportedAt: '2026-11-21T00:00:00Z', missing: [], waived: [], answered: 21, asked: 21,
      items: [{
        item: randomUUID(), person: head, source: 'tax', kind: 'wages', declared: yuan(1_000_000), found: yuan(9_000_000), declaredCount: null, foundCount: null, counts: null, countsCount: null, status: 'open', settlement: null, ...item,
      }],
    }, `verification-${verification}`);
    await report(1, {});
    expect(await completed(await request(world, chen, 'dibao-2012', 'dibao', { application, verification: { id: verification, round: 1 }, provisional: true }))).toMatchObject({ result: 'eligible', provisional: true });
    await report(2, { status: 'settled', counts: yuan(9_000_000), settlement: { decision: 'found', by: 'verify1', reason: 'payslips', at: '2026-11-21T08:00:00Z' } });
    const final = await completed(await request(world, chen, 'dibao-2012', 'dibao', { application, verification: { id: verification, round: 2 }, reason: 'verification-changed' }));
    expect(final).toMatchObject({ result: 'ineligible', provisional: false, money: null });
    expect(final.trace.filter((line) => line.result === false).map((line) => line.rule)).toEqual(['income-below-standard']);
  });

  it('adds the care allowance once the care grade is known', async () => {
    const old = await register(world, [['head', '1950-01-01']]);
    const [alone = ''] = old.people;
    const application = randomUUID();
    expect(await completed(await request(world, old, 'tekun-2021', 'tekun', { application }))).toMatchObject({ result: 'eligible', per: 'person', money: yuan(102_050) });
    await world.say('hearth.casework.CareAssessed', { household: old.household, application, person: alone, grade: 'partly-lost', failed: 3, on: '2026-11-22' }, `application-${application}`);
    expect(await completed(await request(world, old, 'tekun-2021', 'tekun', { application, reason: 'facts-changed' }))).toMatchObject({ money: yuan(102_050 + 29_000) });
  });

  it('does not count the dead, and says nothing twice', async () => {
    const chen = await family();
    const [head, spouse = '', child] = chen.people;
    await world.say('hearth.registry.PersonDied', { household: chen.household, person: spouse, on: '2026-11-10' }, `person-${spouse}`);
    expect((await completed(await request(world, chen, 'dibao-2012', 'dibao'))).shares.map((share) => share.person)).toEqual([head, child]);
  });
});

describe('a screening', () => {
  const screen = (body: unknown, officer = town): Promise<Answer> => world.hearth.as(officer).post('/api/eligibility/screenings', body);
  const sample = { ruleSet: 'dibao-2012', case: caseOf('341524', [person('a', 'head', '1980-01-01', { incomes: [wages(100)] })]) };

  it('says what a rule set makes of a case and stores nothing', async () => {
    const before = (await world.hearth.as(town).get('/api/eligibility/assessments')).body['total'];
    const found = await screen(sample);
    expect([found.status, found.body]).toEqual([200, expect.objectContaining({ ruleSet: 'dibao-2012', result: 'eligible', money: yuan(78_492), trace: expect.any(Array) })]);
    await world.hearth.drain();
    expect((await world.hearth.as(town).get('/api/eligibility/assessments')).body['total']).toBe(before);
  });

  it.each<[string, unknown, number, string | undefined]>([
    ['a case that cannot be read', { ...sample, case: { asOf: '2026-02-30', area: '341524' } }, 422, 'case.asOf'],
    ['no case', { ruleSet: 'dibao-2012' }, 400, 'case'],
    ['an unknown field', { ...sample, colour: 'red' }, 400, 'colour'],
    ['an unknown rule set', { ...sample, ruleSet: 'dibao-1999' }, 404, undefined],
  ])('refuses %s', async (_, body, status, field) => {
    const refused = await screen(body);
    expect([refused.status, (refused.body['errors'] as { field: string }[] | undefined)?.[0]?.field]).toEqual([status, field]);
  });

  it('is not for finance', async () => { expect((await screen(sample, { sub: 'finance1', role: 'finance-maker', area: '341524' })).status).toBe(403); });
});

describe('a folder with a wrong rule-set file', () => {
  it('leaves that one out and puts the others in force', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rule-sets-'));
    const good = await readFile(join(SHIPPED_RULE_SETS, 'dibao-2012.json'), 'utf8');
    await writeFile(join(folder, 'dibao-2012.json'), good);
    await writeFile(join(folder, 'dibao-2030.json'), good);
    await writeFile(join(folder, 'broken.json'), '{');
    const other = await startWorld({ ruleSets: folder });
    const list = await other.hearth.as(town).get<{ items: { id: string }[] }>('/api/eligibility/rule-sets');
    await other.close();
    await rm(folder, { recursive: true });
    expect(list.body.items.map(({ id }) => id)).toEqual(['dibao-2012']);
  });
});
