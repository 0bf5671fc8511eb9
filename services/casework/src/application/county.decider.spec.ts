import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { APPROVAL, APPROVER, ASSESSMENT, DAY, facts, FATHER, signed, id, MONEY, ORDER, RECONSIDERER, REVIEWER, ruleSet, SERVICE, SOUM, stamp, until, VILLAGE } from '../testing/case.ts';
import { applicationDecider } from './application.decider.ts';

type Command = Parameters<typeof applicationDecider.decide>[0];
const { given } = check(applicationDecider);
const opine = (over: object = {}): Command => ({ type: 'GiveOpinion', opinion: 'approve', reason: 'as found', ...signed(REVIEWER), ...over });
const spot = (over: object = {}): Command => ({ type: 'RecordSpotCheck', visitors: ['county1'], on: DAY, finding: 'agrees', ...signed(REVIEWER), ...over });
const decide = (decision: 'approve' | 'refuse' = 'approve', over: object = {}): Command => ({ type: 'Decide', decision, reason: 'over the limit', ...APPROVAL, ...signed(APPROVER), ...over });
const written = (reason: string): object => ({ zh: reason, mn: reason, en: reason });

describe('step 11: the opinion', () => {
  it('is given on a figure that counts', () => { given(until.forwarded).when(opine()).then([facts.opinion()]); });
  it('follows a proposal against as well', () => { given([...until.forwarded.slice(0, -1), facts.forwarded('against')]).when(opine({ opinion: 'refuse' })).then([facts.opinion('refuse')]); });
  const withReport = (over: object, ...more: Parameters<typeof applicationDecider.evolve>[1][]): Parameters<typeof applicationDecider.evolve>[1][] =>
    [...until.forwarded.map((event) => (event.type === 'VerificationNoted' ? facts.report(over) : event)), ...more];
  it('waits for every source, or for a waiver by name', () => {
    expect(given(withReport({ outcome: 'incomplete', openSources: ['bank', 'tax'] })).when(opine()).rejected('sources-open').params).toEqual({ sources: 'bank, tax' });
    given(withReport({ outcome: 'incomplete', waived: [{ source: 'bank', reason: 'no link', recheckOn: '2027-01-01', by: 'verify1' }] })).when(opine()).then([facts.opinion()]);
  });
  it('waits for a person to settle each discrepancy; none refuses by itself', () => {
    expect(given(withReport({ outcome: 'discrepant', openItems: 2 })).when(opine()).rejected('discrepancies-open').params).toEqual({ count: 2 });
    given(withReport({ outcome: 'discrepant', openItems: 0 })).when(opine()).then([facts.opinion()]);
  });
  it('waits for the last assessment, and takes no provisional one', () => {
    given([...until.forwarded, facts.requested(2)]).when(opine()).rejected('assessment-running');
    given([...until.forwarded, facts.requested(2), facts.assessed(2, { provisional: true })]).when(opine()).rejected('assessment-provisional');
  });
  it('cannot approve what the rules do not', () => {
    const over = [...until.forwarded, facts.requested(2), facts.ineligible(2)];
    given(over).when(opine()).rejected('assessment-not-eligible');
    given(over).when(opine({ opinion: 'refuse' })).then([facts.opinion('refuse', 2)]);
  });
  it('comes from the county, after the proposal, before the decision', () => {
    given(until.published).when(opine()).rejected('not-forwarded');
    given(until.forwarded).when(opine(signed(APPROVER))).rejected('role');
    given(until.forwarded).when(opine(signed({ sub: 'town1', role: 'county-reviewer' }))).rejected('same-person');
    given(until.approved).when(opine()).rejected('decided');
    given(until.announced).when(opine()).rejected('opinion-given');
  });
  it('is given again after an objection, even when the figures stay, and published again', () => {
    const objected = [...until.announced, facts.objection('county'), facts.visit(2), facts.answered(), facts.requested(2), facts.assessed(2)];
    expect(given(objected).when(decide()).rejected('step-open').params).toEqual({ step: 11 });
    given(objected).when(opine()).then([facts.opinion('approve', 2)]);
    expect(given([...objected, facts.opinion('approve', 2)]).when(decide()).rejected('step-open').params).toEqual({ step: 13 });
    given([...objected, facts.opinion('approve', 2), facts.posted('county'), facts.ended('county')]).when(decide()).then([facts.approved({ assessment: id('aa', 2) })]);
  });
  it('no longer holds when the figures change, and is given again', () => {
    const changed = [...until.announced, facts.requested(2), facts.assessed(2, { money: { ...MONEY, minor: 50_000 } })];
    expect(given(changed).when(decide()).rejected('step-open').params).toEqual({ step: 11 });
    given(changed).when(opine()).then([facts.opinion('approve', 2)]);
    expect(given([...changed, facts.opinion('approve', 2)]).when(decide()).rejected('step-open').params).toEqual({ step: 13 });
    const same = [...until.announced, facts.requested(2), facts.assessed(2)];
    given(same).when(decide()).then([facts.approved({ assessment: id('aa', 2) })]);
  });
});

describe('step 12: the spot check', () => {
  const drawn = [...until.forwarded, facts.opinion(), facts.assigned(true)];
  it('is recorded by a visitor who was no investigator', () => {
    given(drawn).when(spot()).then([facts.spotChecked()]);
    given(drawn).when(spot({ visitors: ['county1', 'village1'] })).rejected('visitor-investigated');
    given(drawn).when(spot({ on: '2026-12-24' })).rejected('date-in-future');
  });
  it('is for the drawn, after the opinion, once', () => {
    given(until.reviewed).when(spot()).rejected('spot-check-not-drawn');
    expect(given([...until.forwarded, facts.assigned(true)]).when(spot()).rejected('step-open').params).toEqual({ step: 11 });
    given([...drawn, facts.spotChecked()]).when(spot()).rejected('spot-check-recorded');
    given(drawn).when(spot(signed(APPROVER))).rejected('role');
    given(until.published).when(spot()).rejected('not-forwarded');
  });
  it('that differs asks for the opinion again', () => {
    const differs = [...drawn, facts.spotChecked('differs')];
    expect(given(differs).when(decide()).rejected('step-open').params).toEqual({ step: 11 });
    given(differs).when(opine()).then([facts.opinion()]);
  });
  it('is asked for in 2021 only for relatives and complaints', () => {
    const ready = (relativeOfStaff: boolean): Parameters<typeof applicationDecider.evolve>[1][] => [
      facts.submitted('dibao-2021', { relativeOfStaff }), facts.accepted('dibao-2021'), ...until.assessed.slice(2), facts.posted('town'), facts.ended('town'), facts.informed(8), facts.forwarded(), facts.opinion(),
    ];
    given(ready(false)).when(spot()).rejected('spot-check-not-drawn');
    given(ready(true)).when(spot()).then([{ ...facts.spotChecked(), data: { ...facts.spotChecked().data, draw: null } }]);
  });
  it('assigns an application once, after it was forwarded', () => {
    const assign: Command = { type: 'AssignSpotCheck', draw: id('ae'), group: 'frame', toVisit: true, ...signed(REVIEWER) };
    given(until.forwarded).when(assign).then([facts.assigned(true)]);
    given(until.reviewed).when(assign).rejected('spot-check-assigned');
    given(until.published).when(assign).rejected('not-forwarded');
  });
});

describe('the decision', () => {
  it('approves what was published, from the month after', () => { given(until.announced).when(decide()).then([facts.approved()]); });
  it('follows the second publication', () => {
    expect(given(until.reviewed).when(decide()).rejected('step-open').params).toEqual({ step: 13 });
    expect(given(until.announced.slice(0, -1)).when(decide()).rejected('step-open').params).toEqual({ step: 13 });
    given(until.announced.slice(0, -1)).when(decide('refuse')).rejected('publication-running');
  });
  it('is never made by who proposed or gave the opinion', () => {
    given(until.announced).when(decide('approve', signed({ sub: 'county1', role: 'county-approver' }))).rejected('same-person');
    given(until.announced).when(decide('approve', signed({ sub: 'town1', role: 'county-approver' }))).rejected('same-person');
    given(until.announced).when(decide('approve', signed(REVIEWER))).rejected('role');
  });
  it('is made once', () => { given(until.approved).when(decide()).rejected('decided'); });
  it('refuses in writing with the reasons of the rules and its own', () => {
    const over = [...until.published, facts.informed(8), facts.forwarded('against'), facts.requested(2), facts.ineligible(2), facts.opinion('refuse', 2), facts.assigned()];
    given(over).when(decide('approve')).rejected('opinion-refuses');
    given(over).when(decide('refuse')).then([{ type: 'BenefitRefused', data: { reasons: [{ zh: '超标', mn: 'их', en: 'over the limit' }, written('over the limit') as never], final: false, on: DAY, ...stamp(APPROVER) } }]);
    expect(given(over.slice(0, -1)).when(decide('refuse')).rejected('step-open').params).toEqual({ step: 12 });
  });
  it('waits for objections at the county', () => {
    expect(given([...until.announced, facts.objection('county')]).when(decide('refuse')).rejected('step-open').params).toEqual({ step: 11 });
  });
  it('pays nobody whom another programme of the group pays', () => {
    const enrolled = (over: object): object => ({ enrolments: [{ person: FATHER, programme: 'tekun', approval: id('f1', 9), ...over }] });
    given(until.announced).when(decide('approve', enrolled({}))).rejected('already-in-tekun');
    given(until.announced).when(decide('approve', enrolled({ programme: 'dibao' }))).rejected('already-in-dibao');
    given(until.announced).when(decide('approve', enrolled({ person: null, approval: null, programme: 'dibao' }))).rejected('already-in-dibao');
    given(until.announced).when(decide('approve', enrolled({ person: id('c9') }))).then([facts.approved()]);
    given(until.announced).when(decide('approve', enrolled({ programme: 'medical-assistance' }))).then([facts.approved()]);
  });
  const scored = [facts.submitted('child-money-2005-07', { programme: 'child-money' }), facts.accepted('child-money-2005-07'), facts.requested(1, { verification: null })];
  const two = facts.assessed(1, { shares: [{ person: id('c3'), money: MONEY }, { person: id('c4'), money: MONEY }], money: { ...MONEY, minor: 133_334 } });
  it('of Child Money is the soum’s, and orders the payment of each child at once', () => {
    const approved = { type: 'BenefitApproved' as const, data: { approval: id('f1'), programme: 'child-money' as const, of: 'child' as const, money: { ...MONEY, minor: 133_334 }, shares: two.data.shares, from: '2026-12', assessment: id('aa'), ruleSet: ruleSet('child-money-2005-07').id, ...stamp(SOUM) } };
    const order = (n: number, child: string): object => ({ type: 'PaymentOrdered', data: { order: id('e1'.replace('1', String(n))), approval: id('f1'), programme: 'child-money', of: 'child', beneficiary: child, payee: FATHER, payeeName: ORDER.names[FATHER], account: facts.submitted().data.accounts[0]?.number, money: MONEY, from: '2026-12', until: null, list: ORDER.list, ...stamp(SOUM) } });
    given([...scored, two]).when(decide('approve', signed(SOUM))).then([approved, order(1, id('c3')) as never, order(2, id('c4')) as never]);
    given([...scored, two]).when(decide()).rejected('role');
    given(scored).when(decide('approve', signed(SOUM))).rejected('assessment-running');
    given([...scored, facts.assessed(1, { result: 'undecided', money: null, shares: [] })]).when(decide('approve', signed(SOUM))).rejected('assessment-not-eligible');
    given([...scored, two]).when(decide('approve', { ...signed(SOUM), order: { ...ORDER, names: {} } })).rejected('account-missing');
  });
  it('cannot be made before any assessment', () => { given(scored.slice(0, 2)).when(decide('refuse', signed(SOUM))).rejected('assessment-missing'); });
});

describe('reconsideration', () => {
  const refused = [...until.forwarded, facts.opinion('refuse'), facts.assigned(), facts.refused()];
  const ask: Command = { type: 'RequestReconsideration', reconsideration: id('af'), reason: 'new papers', ...ASSESSMENT, ...signed() };
  const again = (result: 'upheld' | 'granted', over: object = {}): Command => ({ type: 'DecideReconsideration', reconsideration: id('af'), result, reason: 'looked again', ...APPROVAL, ...signed(RECONSIDERER), ...over });
  const decided = (result: 'upheld' | 'granted'): object => ({ type: 'ReconsiderationDecided', data: { reconsideration: id('af'), result, reason: 'looked again', on: DAY, ...stamp(RECONSIDERER) } });
  it('looks at whatever the family brings: the rules are applied again', () => {
    given(refused).when(ask).then([facts.reconsideration(), facts.requested(9, { reason: 'facts-changed', ...stamp() })]);
    given(until.announced).when(ask).rejected('not-refused');
    given([...refused.slice(0, -1), facts.refused(true)]).when(ask).rejected('refusal-final');
    given([...refused, facts.reconsideration()]).when(ask).rejected('reconsideration-open');
  });
  const asked = [...refused, facts.reconsideration(), facts.requested(2)];
  it('upheld is final', () => {
    given([...asked, facts.ineligible(2)]).when(again('upheld')).then([decided('upheld') as never,
      { type: 'BenefitRefused', data: { reasons: [{ zh: '超标', mn: 'их', en: 'over the limit' }, written('looked again') as never], final: true, on: DAY, ...stamp(RECONSIDERER) } }]);
  });
  it('granted rests on a new assessment', () => {
    given([...asked, facts.assessed(2)]).when(again('granted')).then([decided('granted') as never, facts.approved({ assessment: id('aa', 2), ...stamp(RECONSIDERER) })]);
    given(asked).when(again('granted')).rejected('assessment-running');
    given([...asked, facts.ineligible(2)]).when(again('granted')).rejected('assessment-not-eligible');
  });
  it('is for somebody who never decided', () => {
    for (const sub of ['county1', 'county2', 'town1']) given([...asked, facts.assessed(2)]).when(again('granted', signed({ sub, role: 'county-reconsideration' }))).rejected('same-person');
    given([...asked, facts.assessed(2)]).when(again('granted', signed(VILLAGE))).rejected('role');
    given(refused).when(again('upheld')).rejected('no-reconsideration');
    given(asked).when(again('upheld', { reconsideration: id('af', 2) })).rejected('no-reconsideration');
  });
  it('granted is published, told and listed like any other', () => {
    const granted = [...asked, facts.assessed(2), decided('granted') as never, facts.approved({ assessment: id('aa', 2) })];
    expect(given(granted).when({ type: 'Inform', step: 14, ...signed(REVIEWER) }).rejected('step-open').params).toEqual({ step: 13 });
    given(granted).when({ type: 'PostPublication', stage: 'county', people: [], ...signed(REVIEWER) }).then([{ ...facts.posted('county'), data: { ...facts.posted('county').data, content: { applicant: null, adults: [], members: 0, minors: 0, money: MONEY, withheld: true } } }]);
    given([...granted, facts.posted('county'), facts.ended('county')]).when({ type: 'Inform', step: 14, ...signed(REVIEWER) }).then([{ ...facts.informed(14), data: { ...facts.informed(14).data, ...stamp(REVIEWER) } }]);
  });
  it('not asked for in time leaves the refusal final', () => {
    const close = (day: string): Command => ({ type: 'CloseRefusal', lastDay: '2027-01-22', ...signed(SERVICE, day) });
    given(refused).when(close('2027-01-22')).then([]);
    given(refused).when(close('2027-01-23')).then([{ type: 'BenefitRefused', data: { reasons: facts.refused().data.reasons, final: true, on: '2027-01-22', ...stamp(SERVICE, '2027-01-23') }, effectiveOn: '2027-01-22' }]);
    given(asked).when(close('2027-01-23')).then([]);
    given([...refused, facts.refused(true)]).when(close('2027-01-23')).then([]);
  });
});
