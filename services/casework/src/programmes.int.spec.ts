import { randomUUID } from 'node:crypto';
import { startHearth, type TestHearth } from '@hearth/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentsFor, type Family, type File, World } from './testing/world.ts';
import { CaseworkModule } from './casework.module.ts';

const officer = (sub: string, role: string, area: string): { sub: string; role: string; area: string } => ({ sub, role, area });
const town = officer('town1', 'town', '341524100');
const county1 = officer('county1', 'county-reviewer', '341524');
const county2 = officer('county2', 'county-approver', '341524');
const county3 = officer('county3', 'county-reconsideration', '341524');
const bagh = officer('mn-bagh1', 'bagh-governor', 'MN-073-04-01');
const soum = officer('mn-soum1', 'soum-social-worker', 'MN-073-04');
const soum2 = officer('mn-soum2', 'soum-social-worker', 'MN-073-04');
const VILLAGE = '341524100002';
const BAGH = 'MN-073-04-01';
type Programme = 'dibao' | 'tekun';

describe('casework: programmes beside each other', () => {
  let hearth: TestHearth, world: World;
  beforeAll(async () => {
    hearth = await startHearth({ modules: [CaseworkModule] });
    world = new World(hearth);
    await world.ruleSets('dibao-2012', 'tekun-2021', 'child-money-2005-07');
  }, 60_000);
  afterAll(async () => { await hearth?.close(); });

  type Who = typeof town;
  const post = async (who: Who, path: string, body: object = {}): Promise<{ status: number; body: Record<string, unknown> }> => { const { status, body: answer } = await hearth.as(who).post(`/api/casework/${path}`, body); return { status, body: answer }; };
  const ok = async (who: Who, path: string, body: object = {}): Promise<Record<string, unknown>> => {
    const answer = await post(who, path, body);
    expect({ path, body: answer.body, good: answer.status < 300 }).toMatchObject({ path, good: true });
    return answer.body;
  };
  const file = async (id: string, who: Who = town): Promise<File> => (await hearth.as(who).get<File>(`/api/casework/applications/${id}`)).body;
  const today = (): string => hearth.clock.now().toISOString().slice(0, 10);

  /** Up to the county's desk, with a report and a visit. */
  async function forwarded(family: Family, programme: Programme, result: 'eligible' | 'ineligible' = 'eligible'): Promise<string> {
    const { id } = await ok(town, 'applications', { household: family.household, programme, applicant: family.people[0], documents: documentsFor(family.people), account: { holder: family.people[0], number: '622200001111' } }) as { id: string };
    await ok(town, `applications/${id}/check`);
    const { verification } = await ok(town, `applications/${id}/verification`) as { verification: string };
    await ok(town, `applications/${id}/visits`, { investigators: ['town1', 'village1'], on: today() });
    await world.report(family, id, verification);
    await assessed(family, id, result);
    if (programme === 'dibao') await ok(town, `applications/${id}/meetings`, { on: today(), present: 3, representatives: 2, yes: 3, no: 0, abstained: 0 });
    await ok(town, `applications/${id}/publications`, { stage: 'town' });
    await hearth.advance('P8D');
    if (programme === 'dibao') await ok(town, `applications/${id}/notices`, { step: 8 });
    await ok(town, `applications/${id}/proposal`, { proposal: result === 'eligible' ? 'for' : 'against', reason: 'as found' });
    return id;
  }
  const assessed = async (family: Family, id: string, result: 'eligible' | 'ineligible' = 'eligible', who: Who = town): Promise<void> => {
    await world.assess(family, id, await file(id, who), result === 'eligible' ? {} : { result, money: null, shares: [], trace: [{ rule: 'income', source: 'art. 3', inputs: {}, result: false, reason: { zh: '收入超标', mn: 'орлого их', en: 'income over the limit' } }] });
  };
  /** Opinion, draw and, where drawn, the visit. */
  async function reviewed(id: string, opinion: 'approve' | 'refuse'): Promise<void> {
    await ok(county1, `applications/${id}/opinion`, { opinion, reason: 'as found' });
    if (!(await file(id)).spotCheck.assigned) await ok(county1, 'spot-checks/draws', { area: '341524' });
    if ((await file(id)).spotCheck.assigned?.toVisit) await ok(county1, `applications/${id}/spot-check`, { visitors: ['county1'], on: today(), finding: 'agrees' });
  }

  it('grades a Tekun applicant after the confirmation and pays the person', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1950-01-01'], programme: 'tekun' });
    const id = await forwarded(family, 'tekun');
    await reviewed(id, 'approve');
    expect(await ok(county2, `applications/${id}/decision`, { decision: 'approve', reason: 'no supporter' })).toMatchObject({ status: 'approved' });
    await ok(county1, `applications/${id}/notices`, { step: 14 });
    expect((await post(county1, `applications/${id}/payment-list`)).body).toMatchObject({ code: 'care-open' });
    expect(await ok(town, `applications/${id}/care-assessment`, { items: { eat: true, dress: true, bed: true, toilet: true, walk: false, bathe: false } })).toMatchObject({ grade: 'partly-lost' });
    const money = { minor: 95_000, currency: 'CNY' as const };
    await world.assess(family, id, await file(id), { programme: 'tekun', per: 'person', money, shares: [{ person: family.people[0] ?? '', money, result: 'eligible' }] });
    expect(await ok(county1, `applications/${id}/payment-list`)).toMatchObject({ orders: [expect.any(String)] });
    expect((await file(id))['orders']).toMatchObject([{ beneficiary: family.people[0], payee: family.people[0], money }]);
  }, 60_000);

  it('never pays one person by Dibao and Tekun, even when both are decided at the same moment', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1950-01-01'] });
    await world.say('hearth.registry.AuthorisationSigned', { household: family.household, authorisation: randomUUID(), programme: 'tekun', agent: family.people[0] ?? '', signers: family.people, sources: ['bank'], on: '2026-11-01' }, { stream: `authorisation-${randomUUID()}`, household: family.household, area: VILLAGE });
    const [dibao, tekun] = [await forwarded(family, 'dibao'), await forwarded(family, 'tekun')];
    for (const id of [dibao, tekun]) await reviewed(id, 'approve');
    await ok(county1, `applications/${dibao}/publications`, { stage: 'county' });
    await hearth.advance('P8D');
    const both = await Promise.all([dibao, tekun].map((id) => post(county2, `applications/${id}/decision`, { decision: 'approve', reason: 'meets the rules' })));
    expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const dibaoWon = both[0]?.status === 200;
    expect(both[dibaoWon ? 1 : 0]?.body).toMatchObject({ code: dibaoWon ? 'already-in-dibao' : 'already-in-tekun' });
    const [winner, loser] = dibaoWon ? [dibao, tekun] : [tekun, dibao];
    await ok(county1, `applications/${winner}/benefit-changes`, { kind: 'ended', from: '2027-02', reason: 'request' });
    expect(await ok(county2, `applications/${loser}/decision`, { decision: 'approve', reason: 'the other has ended' })).toMatchObject({ status: 'approved' });
  }, 60_000);

  it('refuses in writing, reconsiders by somebody else, and lets a refusal become final', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1960-01-01'] });
    const id = await forwarded(family, 'dibao', 'ineligible');
    await reviewed(id, 'refuse');
    await ok(county2, `applications/${id}/decision`, { decision: 'refuse', reason: 'over the limit' });
    expect(await file(id)).toMatchObject({ decision: { kind: 'refused', final: false, reasons: [{ en: 'income over the limit' }, { en: 'over the limit' }] } });
    expect(await ok(county1, `applications/${id}/notices`, { step: 14 })).toMatchObject({ result: 'refused' });
    const { reconsideration } = await ok(town, `applications/${id}/reconsiderations`, { reason: 'lost the job since' }) as { reconsideration: string };
    expect((await post(officer('county2', 'county-reconsideration', '341524'), `applications/${id}/reconsiderations/${reconsideration}/decision`, { result: 'upheld', reason: 'x' })).body).toMatchObject({ code: 'not-here-yet' });
    await assessed(family, id);
    expect((await post(officer('county2', 'county-reconsideration', '341524'), `applications/${id}/reconsiderations/${reconsideration}/decision`, { result: 'upheld', reason: 'x' })).body).toMatchObject({ code: 'same-person' });
    expect(await ok(county3, `applications/${id}/reconsiderations/${reconsideration}/decision`, { result: 'granted', reason: 'new evidence' })).toMatchObject({ status: 'approved' });
    expect((await post(county1, `applications/${id}/notices`, { step: 14 })).body).toMatchObject({ code: 'step-open', params: { step: 13 } });

    const other = await world.family({ area: VILLAGE, births: ['1960-01-01'] });
    const late = await forwarded(other, 'dibao', 'ineligible');
    await reviewed(late, 'refuse');
    await ok(county2, `applications/${late}/decision`, { decision: 'refuse', reason: 'over the limit' });
    await ok(county1, `applications/${late}/notices`, { step: 14 });
    await hearth.advance('P60D');
    expect(await file(late)).toMatchObject({ decision: { final: false } });
    await hearth.advance('P1D');
    expect(await file(late)).toMatchObject({ decision: { kind: 'refused', final: true } });
    expect((await post(town, `applications/${late}/reconsiderations`, { reason: 'x' })).body).toMatchObject({ code: 'refusal-final' });
    expect((await post(town, 'applications', { household: other.household, programme: 'dibao', applicant: other.people[0], documents: [], account: { holder: other.people[0], number: '622200001111' } })).status).toBe(201);
  }, 60_000);

  it('scores a Mongolian family without a gate and orders the money of each child', async () => {
    const family = await world.family({ area: BAGH, births: ['1985-01-01', '2015-01-01', '2020-01-01', '2024-01-01'], programme: 'child-money' });
    const [mother, ...children] = family.people;
    const documents = [{ kind: 'application-form' }, { kind: 'questionnaire' }, { kind: 'identity', person: mother }, ...children.flatMap((person) => [{ kind: 'birth-certificate', person }, { kind: 'vaccination-certificate', person }]), { kind: 'school-certificate', person: children[0] }];
    const { id } = await ok(bagh, 'applications', { household: family.household, programme: 'child-money', applicant: mother, documents, account: { holder: mother, number: '500 1111 222' } }) as { id: string };
    expect((await post(bagh, `applications/${id}/check`)).status).toBe(403);
    expect((await post(bagh, `applications/${id}/decision`, { decision: 'refuse', reason: 'not my friend' })).status).toBe(403);
    await ok(soum, `applications/${id}/check`);
    const money = { minor: 300_000, currency: 'MNT' as const };
    await world.assess(family, id, await file(id, soum), { programme: 'child-money', ruleSet: 'child-money-2005-07', per: 'child', money: { ...money, minor: 900_000 }, shares: children.map((person) => ({ person, money, result: 'eligible' })) });
    const decided = await ok(soum2, `applications/${id}/decision`, { decision: 'approve', reason: 'score above the threshold' });
    expect(decided).toMatchObject({ money: { minor: 900_000, currency: 'MNT' }, orders: [expect.any(String), expect.any(String), expect.any(String)] });
    expect((await file(id, soum)).steps.map((step) => ({ done: '✓', open: 'o', waiting: '.' })[step.state] ?? '-').join('')).toBe('✓✓✓----------o✓o...');
    expect((await file(id, soum))['orders']).toMatchObject(children.map((beneficiary) => ({ beneficiary, payee: mother, money })));
    await ok(soum, `applications/${id}/notices`, { step: 14 });
  }, 60_000);

  it('proposes a child to a programme outside and keeps its answer', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1985-01-01', '2015-01-01'] });
    const { id } = await ok(town, 'referrals', { household: family.household, person: family.people[1], programme: 'education-assistance', need: 'school-boarding' }) as { id: string };
    expect((await post(town, 'referrals', { household: family.household, person: family.people[1], programme: 'dibao', need: 'x' })).status).toBe(400);
    await ok(town, `referrals/${id}/answers`, { answer: 'enrolled', from: '2026-12-01' });
    expect((await hearth.as(town).get(`/api/casework/referrals?household=${family.household}`)).body).toMatchObject({ total: 1, items: [{ id, status: 'enrolled', from: '2026-12-01', personName: '王玉梅' }] });
    expect((await hearth.as(town).get(`/api/casework/referrals/${id}`)).body).toMatchObject({ need: 'school-boarding' });
    expect((await post(town, `referrals/${randomUUID()}/answers`, { answer: 'declined' })).status).toBe(404);
    expect((await hearth.as(soum).get('/api/casework/referrals')).body).toMatchObject({ total: 0 });
  });

  it('notes a death, gives every new fact its assessment, and publishes what it says', async () => {
    const family = await world.family({ area: VILLAGE, births: ['1950-01-01', '1955-01-01'] });
    const id = await forwarded(family, 'dibao');
    const about = { stream: `household-${family.household}`, household: family.household, area: VILLAGE };
    await world.say('hearth.registry.PropertyRecorded', { household: family.household, record: randomUUID(), origin: 'declared', properties: [] }, about);
    const first = (await file(id)).assessmentRequested;
    expect(first).toMatchObject({ reason: 'facts-changed' });
    expect((await post(county1, `applications/${id}/opinion`, { opinion: 'approve', reason: 'x' })).body).toMatchObject({ code: 'not-here-yet' });
    await world.say('hearth.registry.PersonDied', { household: family.household, person: family.people[1] ?? '', on: today() }, { ...about, stream: `person-${family.people[1]}` });
    const second = (await file(id)).assessmentRequested;
    expect([second?.assessment === first?.assessment, second]).toEqual([false, expect.objectContaining({ people: [family.people[0]] })]);
  }, 60_000);
});
