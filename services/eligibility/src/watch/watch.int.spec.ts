import { randomUUID } from 'node:crypto';
import type { Answer } from '@hearth/contracts';
import { openPool } from '@hearth/event-store';
import { type Fact, topicOf, toRecord } from '@hearth/messaging';
import { SplitMix } from '@hearth/targeting';
import type { TestOfficer } from '@hearth/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WatchAlertRow } from '../projections/watch-alert.projection.ts';
import { ratioFormula } from '../testing/formulas.ts';
import { startWorld, type World } from '../testing/world.ts';

const watch = '/api/eligibility/watch';
const analyst = { sub: 'analyst1', role: 'analyst', area: '*' }, auditor = { sub: 'auditor1', role: 'auditor', area: '*' };
const elsewhere = { sub: 'analyst2', role: 'analyst', area: '341522' };
const ODD = 'bagh7', OTHERS = ['bagh1', 'bagh2'];
const POOR = { dwelling: 'ger', heating: 'wood-or-dung', electricity: 'none', 'head-education': 'none-or-primary', 'head-work': 'herding', vehicle: 'none' } as const;
const EACH = 36, TURNED = 12;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await planted();
});
afterAll(async () => { await world?.close(); });

/** What another service says of a household of a bagh, by one officer there. */
async function tell(type: string, household: string, data: object, stream: string, officer: string, streamversion = 1): Promise<void> {
  const service = type.split('.')[1] ?? '';
  await world.hearth.bus.publish(topicOf(service), [toRecord({
    id: randomUUID(), type, dataversion: 1, source: `/hearth/test/${service}`, time: world.hearth.clock.now().toISOString(), subject: household, key: household, stream, streamversion, effectiveon: '2026-11-22',
    area: 'MN-073-04-01', actor: { sub: officer, role: 'bagh-governor', area: 'MN-073-04-01' }, correlationid: randomUUID(), causationid: null, traceparent: null, basis: [], logepoch: 1, data: { household, ...data },
  } satisfies Fact)]);
}

const said = (household: string, officer: string, answers: Readonly<Record<string, Answer>>, nr: number): Promise<void> => {
  const record = randomUUID();
  return tell('hearth.registry.DwellingRecorded', household, {
    record, origin: 'declared', dwelling: { material: 'ger', ownership: 'owned', rooms: 1 }, livingConditions: { fuel: 'dung', toilet: 'latrine', water: 'distant', electricity: false, assets: [] }, answers,
  }, `household-${household}`, officer, nr);
};

/** One officer says "no vehicle" of everybody, and changes the herd until the score is enough; the others do neither. */
async function planted(): Promise<void> {
  const person = randomUUID(), name = await world.hearth.keys.seal(person, 'Бат'), idNumber = await world.hearth.keys.seal(person, 'ЯЯ90010679');
  const households: { readonly household: string; readonly head: string }[] = [];
  for (const officer of [ODD, ...OTHERS]) for (let i = 0; i < EACH; i++) {
    const household = randomUUID(), head = randomUUID(), odd = officer === ODD;
    const answers = { ...POOR, dwelling: i % 4 === 0 && i >= TURNED ? 'ger' : 'house', 'head-work': i % 3 === 0 && i >= TURNED ? 'herding' : 'pension', vehicle: odd || i % 3 === 0 ? 'none' : 'motorcycle' };
    await tell('hearth.registry.HouseholdRegistered', household, { area: 'MN-073-04-01', hukouArea: null, head, address: null, urban: false, registeredOn: '2026-11-01' }, `household-${household}`, officer);
    await tell('hearth.registry.PersonRegistered', household, {
      person: head, name, idNumber, idKind: 'mn-registration', idToken: `token-${head}`, birthDate: '1970-01-01', sex: 'male', hukouArea: null, hukouKind: null, disability: null, phone: null, workCapacity: 'able', student: false,
    }, `person-${head}`, officer);
    await tell('hearth.registry.MemberJoined', household, { person: head, relation: 'head', on: '2026-11-01' }, `household-${household}`, officer, 2);
    // No child and a large herd keep the score below; a small one lifts it above.
    for (const [nr, livestock] of (odd && i < TURNED ? [400, 100, 10] : [400]).entries()) await said(household, officer, { ...answers, livestock, 'head-education': odd && i < TURNED ? 'lower-secondary' : 'higher' }, 3 + nr);
    households.push({ household, head });
  }
  await world.hearth.drain();
  for (const { household, head } of households) await tell('hearth.casework.AssessmentRequested', household, {
    application: randomUUID(), assessment: randomUUID(), programme: 'child-money', ruleSet: 'child-money-2005-07', asOf: '2026-11-22', provisional: false, people: [head], verification: null, reason: 'first',
  }, `application-${household}`, 'soum1');
  await world.hearth.drain();
}

/** As somebody would who can write to the database. */
async function changeTwoRecords(): Promise<void> {
  const pool = openPool({ url: world.hearth.databaseUrl, service: 'eligibility', max: 1 });
  await pool.query(`UPDATE eligibility.row_assessment SET body = jsonb_set(body, '{score,points}', '99999') WHERE id IN (SELECT id FROM eligibility.row_assessment ORDER BY id LIMIT 2)`);
  await pool.end();
}

/** A scoring that is over, with these scores in one county. */
async function scoredBy(formula: string, scores: readonly number[]): Promise<void> {
  const pool = openPool({ url: world.hearth.databaseUrl, service: 'eligibility', max: 1 }), scoring = randomUUID();
  await pool.query(`INSERT INTO row_scoring (id, body, version, recorded_from, since, command) VALUES ($1, $2, 1, now(), 0, 'test')`, [scoring, { id: scoring, formula, status: 'done', endedAt: '2026-11-22T00:00:00.000Z' }]);
  await pool.query(
    `INSERT INTO scoring_score (scoring, household, area, score, eligible, missing, change) SELECT $1, gen_random_uuid(), '341522101200', score, score > 1, '{}', 'none' FROM unnest($2::float8[]) AS score`, [scoring, scores]);
  await pool.end();
}

const run = async (officer: TestOfficer = analyst): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> => {
  const answer = await world.hearth.as(officer).post(`${watch}/run`);
  await world.hearth.drain();
  return answer as { status: number; body: Record<string, unknown> };
};
const alerts = async (query = '', officer: TestOfficer = analyst): Promise<readonly WatchAlertRow[]> => (await world.hearth.as(officer).get<{ items: WatchAlertRow[] }>(`${watch}/alerts${query}`)).body.items;

describe('the watch', () => {
  it('finds what was planted: answers that drift, and answers changed until they were enough; and names nobody else', async () => {
    const { status, body } = await run();
    expect(status).toBe(200);
    expect(body).toMatchObject({ regions: 1, households: 3 * EACH, renewed: 0 });
    expect(body['raised']).toBe(body['found']);
    const [drift] = await alerts('?kind=drift&variable=vehicle');
    expect(drift).toMatchObject({ kind: 'drift', area: 'MN-073-04', officer: ODD, formula: 'child-money-2005-07', households: EACH, status: 'open', text: 'watch.drift', numbers: { neighbours: 2, neighboursHouseholds: 2 * EACH } });
    const edits = await alerts('?kind=repeated-edits');
    expect(edits).toMatchObject([{ officer: ODD, variable: 'livestock', households: EACH, numbers: { turned: TURNED, toEligible: TURNED, othersTurned: 0, variables: `livestock ${TURNED}` } }]);
    expect((await alerts()).filter(({ officer }) => officer !== null && OTHERS.includes(officer))).toEqual([]);
  });

  it('finds nothing carried out otherwise than written, and a record that was changed afterwards', async () => {
    expect(await alerts('?kind=misapplied')).toEqual([]);
    await changeTwoRecords();
    await run();
    expect(await alerts('?kind=misapplied')).toMatchObject([{ area: 'MN-073-04-01', officer: null, households: 3 * EACH, numbers: { otherScore: 2, wronglyRefused: 0 } }]);
  });

  it('looked at again says the same alerts, once', async () => {
    const before = await alerts();
    expect((await run()).body).toMatchObject({ raised: 0, renewed: 0 });
    expect(await alerts()).toEqual(before);
  });

  it('finds scores of a formula that lie just above its cut-off', async () => {
    const formula = (await world.hearth.as({ sub: 'rules1', role: 'rule-author', area: '*' }).post('/api/eligibility/formulas', { artefact: ratioFormula(), name: 'Ratio', note: 'for the coming year' })).body['id'] as string;
    const draw = new SplitMix(4), scores = Array.from({ length: 900 }, () => 0.98 + 0.06 * draw.normal()).map((score) => (score <= 1 && score > 0.99 ? 1.005 : score));
    await scoredBy(formula, scores);
    expect((await run()).body).toMatchObject({ regions: 2, raised: 1 });
    expect(await alerts('?kind=bunching')).toMatchObject([{ area: '341522', formula, officer: null, numbers: { cutoff: 1, outside: 0 } }]);
    expect(await alerts('?kind=bunching', elsewhere)).toHaveLength(1);
  });

  it('is closed with a reason, and not asked again', async () => {
    const [edits] = await alerts('?kind=repeated-edits');
    const path = `${watch}/alerts/${edits?.id ?? ''}/close`;
    expect((await world.hearth.as(analyst).post(path, { reason: 'x' })).status).toBe(400);
    expect((await world.hearth.as(auditor).post(path, { reason: 'the herd was counted with its neighbours' })).status).toBe(200);
    expect((await world.hearth.as(auditor).post(path, { reason: 'the herd was counted with its neighbours' })).body).toMatchObject({ code: 'alert-closed' });
    await run();
    expect(await alerts('?kind=repeated-edits')).toMatchObject([{ status: 'closed', reason: 'the herd was counted with its neighbours', closedBy: 'auditor1' }]);
  });

  it('shows each officer their own area, and only those who judge formulas', async () => {
    expect((await alerts('', elsewhere)).filter(({ area }) => area !== '341522')).toEqual([]);
    expect((await run(elsewhere)).body).toMatchObject({ regions: 1, households: 0, raised: 0 });
    const [any] = await alerts('?kind=drift');
    expect((await world.hearth.as(elsewhere).post(`${watch}/alerts/${any?.id ?? ''}/close`, { reason: 'none of mine' })).status).toBe(403);
    expect((await world.hearth.as({ sub: ODD, role: 'bagh-governor', area: 'MN-073-04-01' }).get(`${watch}/alerts`)).status).toBe(403);
  });
});
