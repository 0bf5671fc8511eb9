import type { Answer } from '@hearth/testing';
import { shipped } from '@hearth/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register, startWorld, type World } from '../testing/world.ts';

const author = { sub: 'rules1', role: 'rule-author', area: '*' };
const approver = { sub: 'rules2', role: 'rule-approver', area: '*' };
const town = { sub: 'town1', role: 'town', area: '341524100' };
const drafts = '/api/eligibility/rule-set-drafts';
const yuan = (minor: number): { minor: number; currency: 'CNY' } => ({ minor, currency: 'CNY' });

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world?.close(); });

/** The document with a standard of so many yuan from now on. */
function withStandard(yuanAMonth: number): object {
  const document = shipped('dibao-2012');
  const figures = document.eligibility['figures'] as { standard: { values: { area: string; from: string; minor: number }[] } };
  return { ...document, eligibility: { ...document.eligibility, figures: { ...figures, standard: { ...figures.standard, values: [{ area: '341524', from: '2020-01', minor: yuanAMonth * 100 }] } } } };
}
const begin = async (document: object): Promise<Answer> => world.hearth.as(author).post(drafts, { document, note: 'a higher standard' });
const idOf = (answer: Answer): string => (answer.body as { id: string }).id;

describe('a rule set without a release', () => {
  it('is written by one, tried on the households that are known, approved by another, and in force for everybody', async () => {
    const family = await register(world, [['head', '1980-05-01'], ['child', '2015-03-01']], ([head = '']) => ({ incomes: [{ person: head, kind: 'wages', annual: yuan(2_400_000) }], properties: [] }));
    expect(family.people).toHaveLength(2);
    await world.hearth.drain();
    const id = idOf(await begin(withStandard(1200)));
    expect((await world.hearth.as(approver).post(`${drafts}/${id}/approval`)).body).toMatchObject({ code: 'not-simulated' });
    expect((await world.hearth.as(author).post(`${drafts}/${id}/simulations`)).status).toBe(200);
    const { body } = await world.hearth.as(approver).get<{ simulation: object }>(`${drafts}/${id}`);
    expect(body.simulation).toMatchObject({ households: 1, of: 1, gain: 1, lose: 0, before: { eligible: 0, cost: yuan(0) }, after: { eligible: 1, cost: yuan(2 * 120_000 - 200_000) } });
    const { body: differing } = await world.hearth.as(approver).get<{ items: { path: string }[] }>(`${drafts}/${id}/differences`);
    expect(differing.items.map(({ path }) => path)).toContain('eligibility.figures.standard.values[0].minor');
    expect((await world.hearth.as(author).post(`${drafts}/${id}/approval`)).status).toBe(403);
    expect((await world.hearth.as(approver).post(`${drafts}/${id}/approval`)).status).toBe(200);
    await world.hearth.drain();
    expect(world.heard('hearth.eligibility.RuleSetInForce').filter(({ data }) => data.ruleSet === 'dibao-2012')).toHaveLength(2);
    expect((await world.hearth.as(town).get('/api/eligibility/rule-sets/dibao-2012')).body).toMatchObject({ edition: 2 });
  });

  it('with a fault is refused with the path of it, by its schema and by its meaning', async () => {
    const { procedure: _, ...unled } = shipped('dibao-2012');
    expect(await begin(unled)).toMatchObject({ status: 422, body: { code: 'rule-set', errors: [{ field: expect.stringContaining('procedure') }] } });
    const document = shipped('dibao-2012');
    expect(await begin({ ...document, eligibility: { ...document.eligibility, amount: {} } })).toMatchObject({ status: 422, body: { errors: [{ field: 'eligibility.amount.source' }] } });
  });

  it('is a matter of those who make rules', async () => {
    expect((await world.hearth.as(town).get(drafts)).status).toBe(403);
    expect((await world.hearth.as(approver).post(drafts, { document: withStandard(900), note: 'not mine to write' })).status).toBe(403);
    const id = idOf(await begin(withStandard(900)));
    expect((await world.hearth.as(approver).post(`${drafts}/${id}/rejection`, { reason: 'beyond the budget' })).status).toBe(200);
    const { body } = await world.hearth.as(author).get<{ items: object[] }>(`${drafts}?status=rejected`);
    expect(body.items).toMatchObject([{ id, status: 'rejected', decidedBy: 'rules2', reason: 'beyond the budget' }]);
    expect((await world.hearth.as(author).post(`${drafts}/${id}/simulations`)).body).toMatchObject({ code: 'draft-closed' });
  });
});
