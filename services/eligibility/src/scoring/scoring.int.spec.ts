import { randomUUID } from 'node:crypto';
import type { Answer as Questionnaire } from '@hearth/contracts';
import type { Formula } from '@hearth/targeting';
import { startHearth, type TestHearth, type TestOfficer } from '@hearth/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answersFor, scoreAnswers } from '../formula/score-answers.ts';
import { membersFormula, ratioFormula } from '../testing/formulas.ts';
import { brokenTree, storedPilot } from '../testing/stored-formula.ts';
import { register, startWorld, type World } from '../testing/world.ts';
import type { HouseholdScore } from './score-page.ts';
import type { ShownScoring } from './scoring.controller.ts';

const scorings = '/api/eligibility/scorings', formulas = '/api/eligibility/formulas';
const author = { sub: 'rules1', role: 'rule-author', area: '*' }, approver = { sub: 'rules2', role: 'rule-approver', area: '*' };
const analyst = { sub: 'analyst1', role: 'analyst', area: '341522' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
/** A page of two households, and one page a turn. */
const SLOW = { scoringPage: '2', scoringSliceMs: '0' };
const FIRST = '341524100001', SECOND = '341522101200';
const HOUSEHOLDS: readonly (readonly [string, Record<string, Questionnaire>])[] = [
  [FIRST, { stove: 'coal', car: 'yes', herd: 'some' }], [FIRST, { stove: 'coal', car: 'yes', herd: 'none' }], [FIRST, { stove: 'gas', car: 'yes', herd: 'some' }], [FIRST, { stove: 'coal', car: 'yes' }], [FIRST, {}],
  [SECOND, { stove: 'coal', car: 'no', herd: 'some' }], [SECOND, { stove: 'gas', car: 'no', herd: 'some' }], [SECOND, { stove: 'peat', car: 'no', herd: 'some' }],
];
const OLD = ratioFormula(1_500), NEW = ratioFormula(9_500);

let ground: TestHearth, world: World;
beforeAll(async () => {
  ground = await startHearth({ modules: [] });
  world = await startWorld(SLOW, ground);
  for (const [area, answers] of HOUSEHOLDS) await household(area, answers);
  await world.hearth.drain();
  await inForce(OLD, ['341524']);
});
afterAll(async () => {
  await world?.close();
  await ground?.close();
});

async function household(area: string, answers: Record<string, Questionnaire>): Promise<void> {
  const id = randomUUID(), stream = `household-${id}`;
  await world.say('hearth.registry.HouseholdRegistered', { household: id, area, hukouArea: null, head: randomUUID(), address: null, urban: false, registeredOn: '2026-11-01' }, stream);
  await world.say('hearth.registry.DwellingRecorded', {
    household: id, record: randomUUID(), origin: 'declared', dwelling: { material: 'wood', ownership: 'owned', rooms: 2 },
    livingConditions: { fuel: 'coal', toilet: 'latrine', water: 'piped', electricity: true, assets: [] }, answers,
  }, stream);
}

const registered = async (artefact: Formula): Promise<string> => (await world.hearth.as(author).post(formulas, { artefact, name: 'Ratio', note: 'for the coming year' })).body['id'] as string;

async function inForce(artefact: Formula, areas: readonly string[]): Promise<void> {
  const id = await registered(artefact);
  const answers = { stove: 'coal', car: 'no', urban: 1 };
  for (const area of ['341524100', '341522101']) await world.hearth.as({ sub: `town-${area}`, role: 'town', area }).post(`${formulas}/${id}/reviews`, { case: 'A-1', region: area, officerSays: 'poor', answers, note: 'visited' });
  for (const [path, body] of [['review-closed', {}], ['pilot', { areas, note: 'one county' }], ['put-in-force', { areas, from: world.hearth.clock.now().toISOString().slice(0, 10), transition: { losers: 'phase-out', months: 3 } }]] as const) {
    expect((await world.hearth.as(approver).post(`${formulas}/${id}/${path}`, body)).status).toBe(200);
  }
}

const begun = async (formula: string, officer: TestOfficer = author, body: object = {}): Promise<string> => (await world.hearth.as(officer).post(scorings, { formula, ...body })).body['id'] as string;
const one = async (id: string, officer: TestOfficer = author): Promise<ShownScoring> => (await world.hearth.as(officer).get<ShownScoring>(`${scorings}/${id}`)).body;
const turn = async (): Promise<void> => { for (const service of world.hearth.services) await service.runDue(world.hearth.clock.now()); };
async function over(id: string): Promise<ShownScoring> {
  for (let turns = 0; turns < 20 && (await one(id)).status === 'running'; turns += 1) await turn();
  await world.hearth.drain();
  return one(id);
}
const listed = async (id: string, query = '', officer: TestOfficer = author): Promise<{ items: HouseholdScore[]; total: number; next: string | null }> =>
  (await world.hearth.as(officer).get<{ items: HouseholdScore[]; total: number; next: string | null }>(`${scorings}/${id}/scores${query}`)).body;

const EXPECTED = {
  households: 8, eligible: 3, ineligible: 2, undecided: 3, gain: 1, lose: 0, same: 2, before: { eligible: 1, ineligible: 2, undecided: 2, none: 3 },
  missing: [{ variable: 'herd', households: 2 }, { variable: 'stove', households: 2 }, { variable: 'car', households: 1 }],
  areas: [
    { area: '341522', households: 3, eligible: 1, ineligible: 1, undecided: 1, gain: 0, lose: 0 },
    { area: '341524', households: 5, eligible: 2, ineligible: 1, undecided: 2, gain: 1, lose: 0 },
  ],
};

describe('a scoring of all households', () => {
  let id = '', formula = '';

  it('goes on where it was when the service is closed in the middle and another starts', async () => {
    formula = await registered(NEW);
    id = await begun(formula);
    await turn();
    await turn();
    const middle = await one(id);
    expect(middle).toMatchObject({ status: 'running', result: null, progress: { of: 8 } });
    expect(middle.progress.looked).toBeGreaterThan(0);
    expect(middle.progress.looked).toBeLessThan(8);
    await world.close();
    world = await startWorld(SLOW, ground);
    expect((await one(id)).progress.looked).toBeGreaterThanOrEqual(middle.progress.looked);
    expect(await over(id)).toMatchObject({ status: 'done', progress: { looked: 8, of: 8, scored: 8, undecided: 3 }, result: EXPECTED });
  });

  it('counts and names what undecided households miss, and compares with the formula in force where there is one', async () => {
    const { items, total } = await listed(id);
    expect(total).toBe(8);
    expect(new Set(items.map((score) => score.household)).size).toBe(8);
    const scores = HOUSEHOLDS.map(([, answers]) => scoreAnswers(NEW, answersFor(NEW, { urban: false, members: null, answers })).score);
    expect(items.map(({ score }) => String(score)).toSorted()).toEqual(scores.map(String).toSorted());
    expect(items.filter(({ score }) => score === null).map(({ eligible, missing }) => `${eligible} ${missing.join()}`).toSorted()).toEqual(['null herd', 'null stove', 'null stove,car,herd']);
    expect((await listed(id, '?change=gain')).items).toMatchObject([{ score: (14_000 + 9_500 + 7_000) / 30_000, eligible: true, former: false }]);
    expect((await listed(id, '?missing=car')).total).toBe(1);
  });

  it('comes to the same without a stop', async () => { expect((await over(await begun(formula))).result).toEqual((await one(id)).result); });

  it('is read in pages by score, those without one last, and exported whole', async () => {
    const seen: (number | null)[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await listed(id, `?sort=-score&limit=3&cursor=${cursor}`);
      seen.push(...page.items.map(({ score }) => score));
      cursor = page.next;
    }
    const decided = seen.filter((score) => score !== null);
    expect(seen).toEqual([...decided.toSorted((a, b) => b - a), null, null, null]);
    const { text, headers } = await world.hearth.as(author).get(`${scorings}/${id}/scores`, { accept: 'text/csv' });
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text.trim().split('\n')).toHaveLength(9);
    expect((await world.hearth.as(author).get(scorings, { accept: 'text/csv' })).text).toContain(id);
  });

  it('shows an officer the households and the counts of their own area, and nobody else', async () => {
    expect((await listed(id, '', analyst)).items.map(({ area }) => area)).toEqual([SECOND, SECOND, SECOND]);
    expect((await world.hearth.as(analyst).get(`${scorings}/${id}/scores`, { accept: 'text/csv' })).text).not.toContain(FIRST);
    expect((await world.hearth.as(analyst).get(`${scorings}/${id}/scores?area=341524`)).status).toBe(403);
    expect((await one(id, analyst)).result?.areas.map(({ area }) => area)).toEqual(['341522']);
    expect((await world.hearth.as(town).get(`${scorings}/${id}/scores`)).status).toBe(403);
    expect((await world.hearth.as(town).post(scorings, { formula })).status).toBe(403);
    expect((await world.hearth.as(analyst).post(scorings, { formula, areas: ['34'] })).status).toBe(403);
    expect((await over(await begun(formula, analyst))).result).toMatchObject({ households: 3, areas: [{ area: '341522' }] });
  });

  it('can be given up, and then leaves nothing', async () => {
    const given = await begun(formula);
    await turn();
    expect((await world.hearth.as(author).post(`${scorings}/${given}/cancel`)).status).toBe(200);
    expect(await over(given)).toMatchObject({ status: 'cancelled', result: null });
    expect((await listed(given)).total).toBe(0);
    expect((await world.hearth.as(author).post(`${scorings}/${given}/cancel`)).body).toMatchObject({ code: 'scoring-over' });
  });

  it.each([['sort=area', 'sort'], ['sort=constructor', 'sort'], ['eligible=perhaps', 'invalid-query'], ['colour=red', 'unknown-parameter'], ['cursor=abc', 'invalid-query'], ['limit=0', 'limit'], ['area=nowhere', 'area']])('refuses ?%s', async (query, code) => {
    expect((await world.hearth.as(author).get(`${scorings}/${id}/scores?${query}`))).toMatchObject({ status: 400, body: { code } });
  });

  it('knows how many live in a household without asking', async () => {
    const family = await register(world, [['head', '1980-05-01'], ['spouse', '1982-07-01'], ['child', '2015-03-01']]);
    await world.hearth.drain();
    const counted = await begun(await registered(membersFormula()), author, { areas: ['341524'] });
    expect((await over(counted)).result).toMatchObject({ households: 6, eligible: 1, undecided: 5, missing: [{ variable: 'members', households: 5 }] });
    expect((await listed(counted, '?eligible=true')).items).toMatchObject([{ household: family.household, score: 2.5 }]);
  });

  it('fails, and says so, where the formula cannot be reckoned with', async () => {
    await household(SECOND, { rooms: 1 });
    const failed = await over(await begun(await storedPilot(world.hearth, brokenTree(), ['MN-073'])));
    expect(failed).toMatchObject({ status: 'failed', result: null, reason: expect.stringContaining('could not score') });
    expect((await listed(failed.id)).total).toBe(0);
  });

  it('is of a formula that is registered', async () => { expect((await world.hearth.as(author).post(scorings, { formula: randomUUID() }))).toMatchObject({ status: 422, body: { code: 'no-formula' } }); });
});
