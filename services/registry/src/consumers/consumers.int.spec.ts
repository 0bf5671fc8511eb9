import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BenefitApproved, Income } from '@hearth/contracts';
import { type Fact, topicOf } from '@hearth/messaging';
import { OtherServices, startHearth, type TestHearth } from '@hearth/testing';
import { RegistryModule } from '../registry.module.ts';
import { cny } from '../testing/family.ts';
import { register, type Registered } from '../testing/window.ts';

const town = { sub: 'town1', role: 'town', area: '341524100' };
const operator = { sub: 'ops1', role: 'operations', area: '*' };

interface Shown {
  readonly incomes: readonly { readonly origin: string; readonly from: string; readonly to: string; readonly incomes: readonly Income[] }[]; readonly properties: readonly { readonly origin: string }[]; readonly dwellings: readonly { readonly origin: string; readonly dwelling: object }[];
  readonly authorisations: readonly { readonly authorisation: string; readonly ended: { readonly reason: string; readonly on: string } | null }[];
  readonly enrolments: readonly { readonly programme: string; readonly person: string | null; readonly status: string; readonly from: string; readonly until: string | null; readonly money: object | null }[]; readonly programmes: readonly string[];
}
interface RecordShown { readonly timeline: readonly { readonly id: string; readonly type: string }[]; readonly programmes: readonly { readonly programme: string; readonly status: string; readonly from: string; readonly person: string | null }[]; readonly payments: readonly { readonly status: string; readonly period: string }[]; readonly later: number }

let hearth: TestHearth, others: OtherServices, family: Registered, application: string;
const said: string[] = [];

beforeAll(async () => {
  hearth = await startHearth({ modules: [RegistryModule] });
  others = new OtherServices(hearth);
  await hearth.bus.ensureTopics([{ name: topicOf('registry') }]);
  await hearth.bus.subscribe({ group: 'listener', topics: [topicOf('registry')], maxBatch: 100, onBatch: async ({ records }) => { said.push(...records.map(({ headers }) => `${headers['ce_type']} ${headers['ce_subject']}`)); return records.at(-1)?.offset ?? -1n; } });
}, 60_000);
beforeEach(async () => { family = await register(hearth.as(town)); application = randomUUID(); });
afterAll(async () => { await hearth?.close(); });

const shown = async (): Promise<Shown> => (await hearth.as(town).get<Shown>(`/api/registry/households/${family.id}`)).body;
const record = async (query = ''): Promise<RecordShown> => (await hearth.as(town).get<RecordShown>(`/api/registry/households/${family.id}/record${query}`)).body;
const about = (): { household: string; stream: string } => ({ household: family.id, stream: `application-${application}` });
const logged = async (): Promise<number> => (await hearth.database.query<{ n: number }>('SELECT count(*)::int AS n FROM registry.events')).rows[0]?.n ?? -1;
const member = (at: number): string => family.members[at]?.id ?? '';
const parked = async (): Promise<number> => (await hearth.as(operator).get<{ total: number }>('/api/registry/operations/dead-letters')).body.total;

const submitted = (): Promise<Fact> => others.say('hearth.casework.ApplicationSubmitted', { household: family.id, application, programme: 'dibao', applicant: member(0), authorisation: family.authorisation, documents: [], relativeOfStaff: false, at: hearth.clock.now().toISOString() }, about());
const approved = (over: Partial<BenefitApproved> = {}): Promise<Fact<BenefitApproved>> => others.say('hearth.casework.BenefitApproved', {
  household: family.id, application, approval: randomUUID(), programme: 'dibao', of: 'household', money: cny(66_667), shares: family.members.map(({ id }, i) => ({ person: id, money: cny(i === 0 ? 22_223 : 22_222) })), from: '2026-12', assessment: randomUUID(), ruleSet: 'dibao-2012', by: 'county2', ...over,
}, about());
const refused = (final: boolean): Promise<Fact> => others.say('hearth.casework.BenefitRefused', { household: family.id, application, reasons: [{ zh: '超标', mn: 'давсан', en: 'above the standard' }], final, on: '2026-11-25' }, about());

describe('a benefit that is approved', () => {
  it('enrols the household from the first month it is paid for, and says so', async () => {
    await approved();
    expect((await shown()).enrolments).toMatchObject([{ programme: 'dibao', person: null, status: 'enrolled', from: '2026-12-01', until: null, money: cny(66_667) }]);
    expect([(await shown()).programmes, (await record()).programmes]).toEqual([['dibao'], [expect.objectContaining({ programme: 'dibao', status: 'enrolled', from: '2026-12-01' })]]);
    expect(said).toContain(`hearth.registry.EnrolmentRecorded ${family.id}`);
  });

  it('enrols each person or child it is paid for, with their share', async () => {
    await approved({ programme: 'tekun', of: 'person', shares: [{ person: member(0), money: cny(80_000) }], money: cny(80_000) });
    await approved({ programme: 'child-money', of: 'child', shares: [1, 2].map((at) => ({ person: member(at), money: { minor: 2_000_000, currency: 'MNT' as const } })), money: { minor: 4_000_000, currency: 'MNT' } });
    expect((await shown()).enrolments.map(({ programme, person, money }) => [programme, person, money])).toEqual([['tekun', member(0), cny(80_000)], ['child-money', member(1), { minor: 2_000_000, currency: 'MNT' }], ['child-money', member(2), { minor: 2_000_000, currency: 'MNT' }]]);
  });

  it('ends for all it enrolled', async () => {
    const { data: { approval } } = await approved({ of: 'person', programme: 'tekun', shares: [0, 1].map((at) => ({ person: member(at), money: cny(1) })) });
    await others.say('hearth.casework.BenefitEnded', { household: family.id, application, approval, from: '2027-03', reason: 'moved' }, about());
    expect((await shown()).enrolments.map(({ status, until }) => [status, until])).toEqual([['ended', '2027-03-01'], ['ended', '2027-03-01']]);
    expect([(await shown()).programmes, (await record()).programmes.map(({ status }) => status)]).toEqual([[], ['ended', 'ended']]);
  });

  it('changes nothing when it is heard again', async () => {
    const fact = await approved();
    const [before, events, entries] = [await shown(), await logged(), (await record()).timeline.length];
    await others.repeat(fact);
    await others.repeat({ ...fact, streamversion: fact.streamversion });
    expect([await shown(), await logged(), (await record()).timeline.length, await parked()]).toEqual([before, events, entries, 0]);
  });
});

describe('a refusal', () => {
  it('that is final ends the authorisation the application ran under, and no other', async () => {
    const other = (await hearth.as(town).post<{ id: string }>(`/api/registry/households/${family.id}/authorisations`, { programme: 'tekun', agent: member(0), signers: [member(0)] })).body.id;
    await submitted();
    await refused(true);
    expect((await shown()).authorisations.map(({ authorisation, ended }) => [authorisation, ended?.reason ?? null, ended?.on ?? null])).toEqual([[family.authorisation, 'refusal-final', '2026-11-25'], [other, null, null]]);
    expect(said).toContain(`hearth.registry.AuthorisationEnded ${family.id}`);
  });

  it('that is not final leaves it', async () => {
    await submitted();
    await refused(false);
    expect((await shown()).authorisations[0]?.ended).toBeNull();
  });

  it('ends it once, whoever ended it first', async () => {
    await submitted();
    await hearth.as(town).post(`/api/registry/authorisations/${family.authorisation}/end`, { reason: 'withdrawn' });
    await others.repeat(await refused(true));
    expect([(await shown()).authorisations[0]?.ended?.reason, await parked()]).toEqual(['withdrawn', 0]);
  });
});

describe('what investigators find', () => {
  const incomes = (): Income[] => [{ person: member(0), kind: 'wages', annual: cny(2_000_000) }];
  const visit = (over: object = {}): Promise<Fact> => others.say('hearth.casework.VisitRecorded', {
    household: family.id, application, visit: randomUUID(), investigators: ['village1', 'town2'], on: '2026-11-21', incomes: incomes(), properties: [], dwelling: { material: 'earth', ownership: 'owned', rooms: 2 },
    livingConditions: { fuel: 'straw', toilet: 'latrine', water: 'distant', electricity: true, assets: ['phone'] }, ...over,
  }, about());

  it('stands beside what the family declared', async () => {
    await visit();
    const { incomes: statements, properties, dwellings } = await shown();
    expect(statements.map(({ origin, incomes: [first] }) => [origin, first?.annual.minor])).toEqual([['declared', 1_740_000], ['visit', 2_000_000]]);
    expect(statements[1]).toMatchObject({ from: '2025-11-21', to: '2026-11-20' });
    expect([properties.map(({ origin }) => origin), dwellings.map(({ origin, dwelling }) => [origin, dwelling])]).toEqual([['declared', 'visit'], [['visit', { material: 'earth', ownership: 'owned', rooms: 2 }]]]);
  });

  it('is only what they looked at', async () => {
    await visit({ incomes: null, properties: null, dwelling: null, livingConditions: null });
    const { incomes: statements, dwellings } = await shown();
    expect([statements.map(({ origin }) => origin), dwellings]).toEqual([['declared'], []]);
  });

  it('is replaced by a second visit, and not by the first one heard again', async () => {
    const first = await visit();
    await visit({ incomes: [{ person: member(1), kind: 'business', annual: cny(1) }] });
    const [before, events] = [await shown(), await logged()];
    await others.repeat(first);
    expect([await shown(), await logged()]).toEqual([before, events]);
    expect(before.incomes.at(-1)).toMatchObject({ origin: 'visit', incomes: [{ kind: 'business' }] });
  });
});

describe('a referral', () => {
  const referral = (): string => randomUUID();
  const propose = (id: string, person: string): Promise<Fact> => others.say('hearth.casework.ReferralProposed', { household: family.id, referral: id, programme: 'medical-assistance', person, need: 'uninsured', on: '2026-11-22' }, { household: family.id, stream: `referral-${id}` });
  const answer = (id: string, person: string, said2: 'enrolled' | 'declined', from: string | null): Promise<Fact> => others.say('hearth.casework.ReferralAnswered', { household: family.id, referral: id, programme: 'medical-assistance', person, answer: said2, from }, { household: family.id, stream: `referral-${id}` });

  it('is proposed, then answered; the record has where it stands', async () => {
    const [yes, no] = [referral(), referral()];
    await propose(yes, member(2));
    await propose(no, member(1));
    expect((await record()).programmes.map(({ status, person, from }) => [status, person, from])).toEqual([['proposed', member(2), '2026-11-22'], ['proposed', member(1), '2026-11-22']]);
    await answer(yes, member(2), 'enrolled', '2026-12-05');
    await answer(no, member(1), 'declined', null);
    expect((await record()).programmes.map(({ status, person, from }) => [status, person, from])).toEqual([['enrolled', member(2), '2026-12-05'], ['declined', member(1), '2026-11-22']]);
    expect((await shown()).programmes).toEqual(['medical-assistance']);
  });

  it('that is answered is not proposed again by a question heard twice', async () => {
    const id = referral();
    const question = await propose(id, member(2));
    const reply = await answer(id, member(2), 'enrolled', '2026-12-05');
    const events = await logged();
    await others.repeat(question);
    await others.repeat(reply);
    expect([(await shown()).enrolments.map(({ status }) => status), await logged()]).toEqual([['enrolled'], events]);
  });
});

describe('the record', () => {
  it('keeps everything anybody said about the household, once, and nothing said of another', async () => {
    const fact = await others.say('hearth.payments.InstructionSent', { household: family.id, application, instruction: randomUUID(), payroll: randomUUID(), order: randomUUID(), programme: 'dibao', period: '2026-12', beneficiary: family.id, payee: member(0), money: cny(66_667), at: '2026-12-10T02:00:00.000Z' }, { household: family.id, stream: 'instruction-1', effectiveOn: '2026-12-10' });
    await others.repeat(fact);
    const { payments, timeline } = await record();
    expect([payments.map(({ status, period }) => [status, period]), timeline.filter(({ id }) => id === fact.id).length]).toEqual([[['sent', '2026-12']], 1]);
    const another = await register(hearth.as(town));
    expect((await hearth.as(town).get<RecordShown>(`/api/registry/households/${another.id}/record`)).body.payments).toEqual([]);
  });

  it('is as it was known then, or as is known now about then', async () => {
    const before = hearth.clock.now().toISOString();
    hearth.clock.advance('P2D');
    await approved();
    const at = async (query: string): Promise<string[]> => (await record(query)).programmes.map(({ status }) => status);
    expect([await at(''), await at(`?asOf=${before}&known=then`), await at('?asOf=2026-11-30&known=now'), await at('?asOf=2026-12-01&known=now'), await at('?asOf=2026-12-01')]).toEqual([['enrolled'], [], [], ['enrolled'], ['enrolled']]);
  });

  it('counts a day as the office does: late in the evening in UTC is the next day in China', async () => {
    const night = '2026-11-30T17:00:00.000Z';
    await others.say('hearth.casework.CareAssessed', { household: family.id, application, person: member(0), grade: 'able', failed: 0, on: '2026-12-01' }, { ...about(), effectiveOn: '2026-12-01', time: night });
    const heard = async (asOf: string): Promise<boolean> => (await record(`?asOf=${asOf}`)).timeline.some(({ type }) => type === 'hearth.casework.CareAssessed');
    expect([await heard(night), await heard('2026-11-30T15:00:00.000Z'), await heard('2026-11-30'), await heard('2026-12-01')]).toEqual([true, false, false, true]);
  });

  it('takes in what cannot change it here: an unknown event type is counted, not stopped at', async () => {
    await others.sayAnyway('hearth.casework.SomethingNew', { household: family.id }, about());
    await approved();
    expect([await parked(), (await shown()).programmes]).toEqual([0, ['dibao']]);
    const { body } = await hearth.as(operator).get<{ inbox: { unknown: Record<string, number> } }>('/api/registry/operations/status');
    expect(body.inbox.unknown['hearth.casework.SomethingNew']).toBe(1);
  });

  it('parks the household whose fact is not as promised, and no other', async () => {
    await others.sayAnyway('hearth.casework.BenefitApproved', { household: family.id, approval: 'none' }, about());
    await approved();
    expect([await parked(), (await shown()).programmes]).toEqual([1, []]);
    family = await register(hearth.as(town));
    await approved();
    expect((await shown()).programmes).toEqual(['dibao']);
  });
});
