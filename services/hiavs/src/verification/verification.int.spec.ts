import { randomUUID } from 'node:crypto';
import type { VerificationReported } from '@hearth/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ALL, type Family, family, register, request, startWorld, until, type World } from '../testing/world.ts';
import type { ShownVerification, VerificationLine } from './present.ts';

jest.setTimeout(60_000);

let world: World;
beforeAll(async () => { world = await startWorld({ inquiryLateAfterMs: '20000', inquiryFirstWaitMs: '30000', inquiryLongestWaitMs: '30000' }); });
afterAll(() => world.close());
afterEach(async () => { for (const source of ALL) await world.simulator.set(source, {}); });

const yuan = (amount: number): { minor: number; currency: 'CNY' } => ({ minor: amount * 100, currency: 'CNY' });
const at = (verification: string, path = ''): string => `/api/hiavs/verifications/${verification}${path}`;
const shown = async (verification: string): Promise<ShownVerification> => (await world.officer.verify.get<ShownVerification>(at(verification))).body;
const reported = (verification: string, outcome: VerificationReported['outcome']): Promise<ShownVerification> =>
  until(`the outcome ${outcome}`, async () => { const found = await shown(verification); return found.outcome === outcome && found; });

/** A family whose bank knows of more than was declared. */
async function discrepant(): Promise<{ chen: Family; verification: string; found: ShownVerification }> {
  const chen = family();
  await register(world, chen);
  await world.say('hearth.registry.PropertyRecorded', { household: chen.household, record: chen.household, origin: 'declared', properties: [{ person: chen.head.id, kind: 'deposits', value: yuan(3200), count: 1 }] }, { household: chen.household, stream: `household-${chen.household}` });
  await world.simulator.hold([{ department: 'bank', idNumber: chen.head.idNumber, items: [{ kind: 'deposits', value: yuan(18_460), count: 1, detail: 'savings book' }] }]);
  const verification = await request(world, chen);
  return { chen, verification, found: await reported(verification, 'discrepant') };
}

async function incomplete(): Promise<{ chen: Family; verification: string }> {
  const chen = family();
  await register(world, chen);
  await world.simulator.set('securities', { down: true });
  const verification = await request(world, chen, ['bank', 'securities']);
  await reported(verification, 'incomplete');
  return { chen, verification };
}

describe('a verification, shown', () => {
  it('has the matrix with names, the comparison, its clocks and the next actions', async () => {
    const { chen, verification, found } = await discrepant();
    expect(found.matrix.map((line) => [line.name, line.kind, line.cells.length])).toEqual(chen.people.map((p) => [p.name, p.supporter ? 'supporter' : 'member', 7]));
    expect(found.matrix[0]?.cells.find((cell) => cell.source === 'bank')).toMatchObject({ finding: 'open', outcome: 'record', authorisation: chen.authorisation, items: [{ kind: 'deposits', value: yuan(18_460), detail: 'savings book' }] });
    expect(found.items).toEqual([expect.objectContaining({ kind: 'deposits', declared: yuan(3200), found: yuan(18_460), difference: yuan(15_260), status: 'open', receipt: expect.any(String) })]);
    expect(found.clocks.start).toMatchObject({ limit: 3, unit: 'working-day', bound: 'statutory', due: '2026-11-25', state: 'done' });
    expect(found.actions.map((action) => [action.action, action.allowed, action.code])).toEqual([['settle', true, null], ['waive', false, 'nothing-missing'], ['retry', false, 'nothing-missing']]);
    expect((await world.officer.auditor.get<ShownVerification>(at(verification))).body.actions).toEqual([]);
  });

  it('is listed in its area, by status and outcome, and as CSV', async () => {
    const { chen, verification } = await discrepant();
    const list = await world.officer.town.get<{ items: VerificationLine[]; total: number }>(`/api/hiavs/verifications?outcome=discrepant&status=open&household=${chen.household}`);
    expect(list.body).toMatchObject({ total: 1, items: [{ id: verification, head: { name: chen.head.name }, openItems: 1, answered: 35, inquiries: 35 }] });
    expect((await world.officer.town.get('/api/hiavs/verifications', { accept: 'text/csv' })).text).toContain(verification);
    expect((await world.officer.elsewhere.get<{ total: number }>('/api/hiavs/verifications')).body.total).toBe(0);
    expect((await world.officer.elsewhere.get(at(verification))).status).toBe(403);
    expect((await world.officer.town.get('/api/hiavs/verifications?colour=red')).status).toBe(400);
    expect((await world.officer.town.get(at('not-an-id'))).status).toBe(400);
    expect((await world.officer.town.get(at(randomUUID()))).status).toBe(404);
    expect((await world.hearth.anonymous.get(at(verification))).status).toBe(401);
  });
});

describe('settling', () => {
  it('makes the officer’s figure count and tells the others', async () => {
    const { verification, found } = await discrepant();
    const path = at(verification, `/items/${found.items[0]?.item ?? ''}/settlement`);
    const settlement = { decision: 'found', reason: 'The family agrees with the bank.' };
    expect((await world.officer.elsewhere.post(path, settlement)).status).toBe(403);
    expect((await world.officer.auditor.post(path, settlement)).status).toBe(403);
    expect((await world.officer.town.post(path, { decision: 'found' })).status).toBe(400);
    expect((await world.officer.town.post(path, { ...settlement, decision: 'other' })).body).toMatchObject({ status: 422, code: 'value-needed' });
    expect((await world.officer.town.post(path, { ...settlement, decision: 'other', value: { minor: -1, currency: 'CNY' } })).status).toBe(400);
    const key = { 'idempotency-key': randomUUID() };
    const done = await world.officer.town.post(path, settlement, key);
    expect(done).toMatchObject({ status: 200, body: { id: verification, outcome: 'consistent', round: 2 } });
    expect((await world.officer.town.post(path, settlement, key)).headers.get('etag')).toBe(done.headers.get('etag'));
    expect(await shown(verification)).toMatchObject({ status: 'done', items: [{ status: 'settled', counts: yuan(18_460), settlement: { by: 'town1', decision: 'found' } }] });
    await world.hearth.drain();
    const told = await until('the second round', () => world.heard.map((fact) => fact.data as VerificationReported).find((report) => report.verification === verification && report.round === 2) ?? null);
    expect(told.items[0]).toMatchObject({ status: 'settled', counts: yuan(18_460), countsCount: 1 });
  });

  it('is refused when the officer has not seen the latest', async () => {
    const { verification, found } = await discrepant();
    const answer = await world.officer.town.post(at(verification, `/items/${found.items[0]?.item ?? ''}/settlement`), { decision: 'found', reason: 'The family agrees.' }, { 'if-match': '"1"' });
    expect(answer).toMatchObject({ status: 412, body: { code: 'stale' } });
  });

  it('is not needed when the family corrects what it declared', async () => {
    const { chen, verification } = await discrepant();
    await world.say('hearth.registry.PropertyRecorded', { household: chen.household, record: randomUUID(), origin: 'declared', properties: [{ person: chen.head.id, kind: 'deposits', value: yuan(18_460), count: 1 }] }, { household: chen.household, stream: `household-${chen.household}` });
    expect(await reported(verification, 'consistent')).toMatchObject({ round: 2, items: [{ status: 'consistent' }] });
  });
});

describe('a source that does not answer', () => {
  it('is waived by the county with a day of re-check, not by the town', async () => {
    const { verification } = await incomplete();
    const waiver = { source: 'securities', reason: 'The exchange is closed for a week.', recheckOn: '2026-12-01' };
    expect((await world.officer.town.post(at(verification, '/waivers'), waiver)).body).toMatchObject({ status: 403, code: 'role' });
    expect((await world.officer.county.post(at(verification, '/waivers'), { ...waiver, recheckOn: '2026-11-22' })).body).toMatchObject({ code: 'recheck-not-ahead' });
    expect((await world.officer.county.post(at(verification, '/waivers'), { ...waiver, source: 'post-office' })).status).toBe(400);
    expect((await world.officer.county.post(at(verification, '/waivers'), { ...waiver, source: 'bank' })).body).toMatchObject({ code: 'nothing-missing' });
    expect((await world.officer.county.post(at(verification, '/waivers'), waiver)).body).toMatchObject({ outcome: 'consistent', round: 2 });
    expect(await shown(verification)).toMatchObject({ outcome: 'consistent', missing: [], waivers: [{ source: 'securities', by: 'county1', recheckOn: '2026-12-01' }] });
  });

  it('is asked at once when an officer says so', async () => {
    const { verification } = await incomplete();
    await world.simulator.set('securities', {});
    expect((await world.officer.verify.post(at(verification, '/retry'))).status).toBe(200);
    expect(await reported(verification, 'consistent')).toMatchObject({ missing: [] });
    expect((await world.officer.verify.post(at(verification, '/retry'))).body).toMatchObject({ code: 'nothing-missing' });
  });
});

describe('change notices', () => {
  const notice = (idNumber: string, id = randomUUID()): object => ({ notice: id, department: 'vehicles', kind: 'new-vehicle', on: '2026-11-21', idNumber, items: [{ kind: 'vehicle', value: null, count: 1, detail: '皖N 11111' }] });

  it('are taken once, about whomever they are, and do not tell who is known', async () => {
    const chen = family();
    await register(world, chen);
    await world.hearth.drain();
    const known = notice(chen.head.idNumber);
    const answers = [await world.officer.department.post('/api/hiavs/change-notices', known), await world.officer.department.post('/api/hiavs/change-notices', known), await world.officer.department.post('/api/hiavs/change-notices', notice(family().head.idNumber))];
    expect(answers.map((answer) => [answer.status, Object.keys(answer.body)])).toEqual([[202, ['id']], [202, ['id']], [202, ['id']]]);
    const list = await world.officer.town.get<{ items: { person: string; name: string; kind: string }[]; total: number }>('/api/hiavs/change-notices');
    expect(list.body).toMatchObject({ total: 1, items: [{ person: chen.head.id, name: chen.head.name, kind: 'new-vehicle', items: [{ kind: 'vehicle', count: 1 }] }] });
    expect((await world.officer.auditor.get('/api/hiavs/counts')).body).toMatchObject({ notices: { taken: 2, unknown: 1 } });
    const { rows: [stored] } = await world.database.query<{ text: string }>(`SELECT string_agg(data::text, '') AS text FROM hiavs.events WHERE type = 'ChangeNoticed'`);
    expect(stored?.text).not.toMatch(/皖N|99\d{4}(19|20)/);
  });

  it('are refused from anybody but a department, and with a number that cannot be', async () => {
    expect((await world.officer.town.post('/api/hiavs/change-notices', notice(family().head.idNumber))).status).toBe(403);
    const wrong = await world.officer.department.post('/api/hiavs/change-notices', notice('990101197403080011'));
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'idNumber' }] } });
    expect(wrong.text).not.toContain('990101');
    expect((await world.officer.department.post('/api/hiavs/change-notices', { ...notice(family().head.idNumber), extra: 1 })).status).toBe(400);
  });
});
