import { randomUUID } from 'node:crypto';
import type { Answer, TestOfficer } from '@hearth/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ratioFormula, roomsFormula } from '../testing/formulas.ts';
import { brokenTree, storedPilot } from '../testing/stored-formula.ts';
import { register, type Registered, request, startWorld, type World } from '../testing/world.ts';

const formulas = '/api/eligibility/formulas';
const author = { sub: 'rules1', role: 'rule-author', area: '*' };
const approver = { sub: 'rules2', role: 'rule-approver', area: '*' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
const elsewhere = { sub: 'town1-b', role: 'town', area: '341522101' };
const finance = { sub: 'finance1', role: 'finance-maker', area: '341524' };

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world?.close(); });

const post = (officer: TestOfficer, path: string, body: object = {}): Promise<Answer> => world.hearth.as(officer).post(`${formulas}${path}`, body);
const registered = async (artefact: object): Promise<string> => (await post(author, '', { artefact, name: 'Ratio 2026', note: 'for the coming year' })).body['id'] as string;
const answers = { stove: 'coal', car: 'no', herd: 'some' };
const review = (officer: TestOfficer, id: string, more: object = {}): Promise<Answer> => post(officer, `/${id}/reviews`, { case: 'A-7', region: officer.area, officerSays: 'poor', answers: { ...answers, urban: 0 }, note: 'visited in October', ...more });
const shown = async (id: string, officer: TestOfficer = author): Promise<Record<string, unknown>> => (await world.hearth.as(officer).get(`${formulas}/${id}`)).body;

/** A family in the village of the first county, with answers of its own. */
async function family(given: Record<string, string | number | null> = answers): Promise<Registered> {
  const found = await register(world, [['head', '1980-05-01']]);
  await world.say('hearth.registry.DwellingRecorded', {
    household: found.household, record: randomUUID(), origin: 'declared', dwelling: { material: 'brick-wood', ownership: 'owned', rooms: 2 },
    livingConditions: { fuel: 'coal', toilet: 'latrine', water: 'piped', electricity: true, assets: [] }, answers: given,
  }, `household-${found.household}`);
  await world.hearth.drain();
  return found;
}

async function piloted(artefact: object, areas: readonly string[]): Promise<string> {
  const id = await registered(artefact);
  for (const officer of [town, elsewhere]) expect((await review(officer, id)).status).toBe(201);
  expect((await post(author, `/${id}/review-closed`)).body).toMatchObject({ status: 'reviewed' });
  expect((await post(author, `/${id}/pilot`, { areas, note: 'one county' })).body).toMatchObject({ status: 'pilot' });
  return id;
}

describe('a formula', () => {
  it('keeps its artefact and where it comes from, and comes once', async () => {
    const artefact = ratioFormula(3_000);
    const id = await registered(artefact);
    expect((await world.hearth.as(author).get(`${formulas}/${id}/artefact`)).body).toEqual(JSON.parse(JSON.stringify(artefact)));
    expect((await world.hearth.as(author).get(`${formulas}/${id}/scorecard`)).body).toMatchObject({ code: 'no-scorecard' });
    expect(await shown(id)).toMatchObject({ hash: artefact.hash, method: 'prr', status: 'draft', author: 'rules1', provenance: artefact.provenance, places: { urban: 'urban', stratum: null }, questions: [{ name: 'stove' }, { name: 'car' }, { name: 'herd', only: 'rural' }], history: [{ type: 'FormulaRegistered', by: 'rules1' }] });
    expect((await post(author, '', { artefact, name: 'Ratio again', note: 'the same once more' }))).toMatchObject({ status: 409, body: { code: 'formula-exists' } });
  });

  it.each<[string, object]>([
    ['was changed since it was sealed', { ...ratioFormula(), eligibility: { poorest: 'highest', when: 'above', cutoff: 0.5 } }],
    ['is none', { method: 'prr' }],
  ])('that %s is refused', async (_, artefact) => { expect(await post(author, '', { artefact, name: 'Ratio', note: 'for the coming year' })).toMatchObject({ status: 422, body: { code: 'formula', errors: [{ field: 'artefact' }] } }); });

  it('goes its way: two regions review it, another signs it, then it is retired; what comes too early is refused by name', async () => {
    const id = await registered(roomsFormula());
    const body = { answers: { rooms: 1, urban: 0 } };
    expect((await review(town, id, body)).body).toMatchObject({ agrees: true, formulaSays: { eligible: true, missing: [] } });
    expect((await post(author, `/${id}/review-closed`)).body).toMatchObject({ code: 'few-regions' });
    expect((await review(elsewhere, id, { answers: { urban: 1 }, case: 'B-1' })).body).toMatchObject({ agrees: null, formulaSays: { eligible: null, missing: ['rooms'] } });
    expect((await post(author, `/${id}/review-closed`)).body).toMatchObject({ code: 'few-regions' });
    expect((await review(elsewhere, id, { ...body, officerSays: 'not-poor' })).body).toMatchObject({ agrees: false });
    expect((await post(approver, `/${id}/put-in-force`, { from: '2030-01-01', areas: ['34'], transition: { losers: 'phase-out', months: 6 } })).body).toMatchObject({ code: 'not-in-pilot' });
    expect((await post(author, `/${id}/review-closed`)).status).toBe(200);
    expect((await post(author, `/${id}/pilot`, { areas: ['341522'], note: 'the second county' })).status).toBe(200);
    expect((await post(author, `/${id}/put-in-force`, { from: '2030-01-01', areas: ['34'], transition: { losers: 'phase-out', months: 6 } })).status).toBe(403);
    expect((await post({ ...approver, sub: 'rules1' }, `/${id}/put-in-force`, { from: '2030-01-01', areas: ['34'], transition: { losers: 'phase-out', months: 6 } })).body).toMatchObject({ code: 'own-formula' });
    expect((await post(approver, `/${id}/put-in-force`, { from: '2020-01-01', areas: ['34'], transition: { losers: 'phase-out', months: 6 } })).body).toMatchObject({ code: 'effective-date' });
    expect((await post(approver, `/${id}/put-in-force`, { from: '2030-01-01', areas: ['34'], transition: { losers: 'phase-out', months: 6 } })).body).toMatchObject({ status: 'in-force' });
    expect((await post(approver, `/${id}/retire`, { reason: 'a better one' })).body).toMatchObject({ status: 'retired' });
    expect(await shown(id)).toMatchObject({ status: 'retired', approver: 'rules2', reason: 'a better one', inForce: { from: '2030-01-01', transition: { losers: 'phase-out', months: 6 } }, reviewClosed: { agree: 1, differ: 1, undecided: 1 } });
    expect((await shown(id))['history']).toHaveLength(8);
    const list = await world.hearth.as(author).get<{ items: object[] }>(`${formulas}?status=retired&method=ols&sort=name`);
    expect(list.body.items).toEqual([expect.objectContaining({ id, questions: 1, reviews: 3, agree: 1 })]);
    expect((await world.hearth.as(author).get(formulas, { accept: 'text/csv' })).text).toContain(id);
  });
});

describe('who may do what', () => {
  it('is a matter of the role: finance sees nothing, authors do not review, reviewers do not register', async () => {
    const id = await registered(ratioFormula(2_000));
    expect((await world.hearth.as(finance).get(formulas)).status).toBe(403);
    expect((await review({ ...author, area: '341524100' }, id)).status).toBe(403);
    expect((await post(town, '', { artefact: ratioFormula(), name: 'Ratio', note: 'not mine to write' })).status).toBe(403);
    expect((await post(author, `/${id}/retire`, { reason: 'not mine to end' })).status).toBe(403);
    expect((await post(approver, `/${id}/reject`, { reason: 'beyond the budget' })).body).toMatchObject({ status: 'rejected' });
    expect((await review(town, id)).body).toMatchObject({ code: 'not-draft' });
    expect((await review(town, randomUUID())).status).toBe(404);
  });

  it('is a matter of the area: a household elsewhere is nobody\'s case, and its answers are not shown', async () => {
    const { household } = await family();
    const id = await registered(ratioFormula(1_000));
    const of = { household, case: undefined, region: undefined, answers: undefined };
    expect((await review(elsewhere, id, of)).status).toBe(403);
    expect((await review(elsewhere, id, { region: '341524100' })).body).toMatchObject({ code: 'outside-area' });
    expect((await post(elsewhere, `/${id}/explain`, { household })).status).toBe(403);
    expect((await review(town, id, of)).body).toMatchObject({ agrees: true, formulaSays: { score: (14_000 + 12_000 + 7_000) / 30_000 } });
    expect((await shown(id, town))['reviews']).toMatchObject([{ household, region: '341524100001', answers: { ...answers, urban: 0 } }]);
    expect((await shown(id, elsewhere))['reviews']).toEqual([]);
    expect((await review(town, id, { ...of, region: '341522' })).body).toMatchObject({ code: 'invalid', errors: [{ field: 'region' }] });
  });

  it('explains a score by each variable', async () => {
    const id = await registered(ratioFormula(1_500));
    expect((await post(town, `/${id}/explain`, { answers: { ...answers, urban: false } })).body).toMatchObject({
      score: 1.1, eligible: true, missing: [],
      contributions: [{ variable: 'stove', level: 'coal', value: null, contribution: 14_000 }, { variable: 'car', level: 'no', contribution: 12_000 }, { variable: 'herd', level: 'some', contribution: 7_000 }],
    });
    expect((await post(town, `/${id}/explain`, {})).status).toBe(422);
    expect((await post(town, `/${id}/explain`, { answers: { stove: { deep: 1 } } })).body).toMatchObject({ code: 'answers' });
  });
});

describe('a pilot', () => {
  it('scores in the shadow of the formula in force, and changes nothing for the family', async () => {
    const strict = await piloted(ratioFormula(500), ['341524']);
    expect((await post(approver, `/${strict}/put-in-force`, { from: world.hearth.clock.now().toISOString().slice(0, 10), areas: ['34'], transition: { losers: 'keep-until-review', months: 12 } })).status).toBe(200);
    const chen = await family({ ...answers, car: 'yes' });
    await request(world, chen, 'dibao-2012', 'dibao');
    await world.hearth.drain();
    const [before] = world.heard('hearth.eligibility.AssessmentCompleted').filter(({ data }) => data.household === chen.household);
    const id = await piloted(ratioFormula(9_500), ['341524100']);
    const assessment = await request(world, chen, 'dibao-2012', 'dibao');
    await request(world, await family({ stove: 'coal' }), 'dibao-2012', 'dibao');
    await world.hearth.drain();
    const after = world.heard('hearth.eligibility.AssessmentCompleted').find(({ data }) => data.assessment === assessment);
    expect(after?.data).toEqual({ ...before?.data, assessment, application: after?.data.application });
    const { body } = await world.hearth.as(town).get<{ items: object[]; total: number }>(`${formulas}/${id}/shadow-scores?household=${chen.household}`);
    expect(body.items).toMatchObject([{ assessment, score: (14_000 + 9_500 + 7_000) / 30_000, eligible: true, against: strict, former: false, differs: true }]);
    expect((await world.hearth.as(author).get<{ items: object[] }>(`${formulas}/${id}/shadow-scores?missing=herd`)).body.items).toEqual([expect.objectContaining({ score: null, eligible: null, differs: null, missing: ['car', 'herd'] })]);
    expect((await world.hearth.as(elsewhere).get(`${formulas}/${id}/shadow-scores`)).body).toMatchObject({ total: 0 });
  });

  it('that fails on a household stops no assessment', async () => {
    const broken = await storedPilot(world.hearth, brokenTree(), ['341524']);
    await world.hearth.drain();
    const poor = await family({ rooms: 1 }), other = await family({ rooms: 3 });
    for (const one of [poor, other]) await request(world, one, 'dibao-2012', 'dibao');
    await world.hearth.drain();
    expect(world.heard('hearth.eligibility.AssessmentCompleted').filter(({ data }) => [poor, other].some(({ household }) => household === data.household))).toHaveLength(2);
    expect((await world.hearth.as(author).get(`${formulas}/${broken}/shadow-scores`)).body).toMatchObject({ total: 1, items: [{ household: other.household, score: 4 }] });
  });
});
