import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import {
  ASSESSMENT, AUTHORISATION, completed, DAY, facts, FAMILY, FATHER, signed, id, MEMBERS,
  MONEY, MOTHER, person, reported, REVIEWER, ruleSet, SERVICE, stamp, UNCLE, until, VILLAGE,
} from '../testing/case.ts';
import { applicationDecider } from './application.decider.ts';
import type { VisitFindings } from './application.events.ts';

type Command = Parameters<typeof applicationDecider.decide>[0];
const { given } = check(applicationDecider);
const verify = (over: object = {}): Command => ({ type: 'RequestVerification', verification: id('ab'), authorisation: AUTHORISATION, people: FAMILY, ...signed(), ...over });
const findings = (over: Partial<VisitFindings> = {}): VisitFindings => ({ visit: id('ac'), investigators: ['town1', 'village1'], on: DAY, incomes: null, properties: null, dwelling: null, livingConditions: null, ...over });
const visit = (over: Partial<VisitFindings> = {}, who = {}): Command => ({ type: 'RecordVisit', findings: findings(over), ...ASSESSMENT, ...signed(), ...who });
const note = (over: Parameters<typeof reported>[0] = {}): Command => ({ type: 'NoteReport', report: reported(over), ...ASSESSMENT, ...signed(SERVICE) });
const order = (reason: string, over: object = {}): ReturnType<typeof facts.requested> => facts.requested(9, { reason: reason as 'first', ...stamp(SERVICE), ...over });
const incomes = [{ person: FATHER, kind: 'wages' as const, annual: { minor: 1_000_000, currency: 'CNY' as const } }];

describe('asking the departments', () => {
  it('asks all sources of the rule set about everybody, under the authorisation', () => {
    given(until.accepted).when(verify()).then([{ type: 'VerificationRequested', data: {
      verification: id('ab'), programme: 'dibao', authorisation: AUTHORISATION.id, people: MEMBERS, sources: ruleSet('dibao-2012').procedure.verification.sources, purpose: 'dibao: application A-000000A1', ...stamp(),
    } }]);
  });
  it('asks about supporters too', () => {
    const people = [...FAMILY, person(UNCLE, '1970-01-01', 'supporter')];
    expect(() => given(until.accepted).when(verify({ people, authorisation: { ...AUTHORISATION, signers: [...AUTHORISATION.signers, UNCLE] } })).then([])).toThrow('VerificationRequested');
    expect(given(until.accepted).when(verify({ people })).rejected('authorisation-unsigned').params).toEqual({ count: 1 });
  });
  it('asks nobody without a valid authorisation', () => {
    given(until.accepted).when(verify({ authorisation: null })).rejected('authorisation-missing');
    given(until.accepted).when(verify({ authorisation: { ...AUTHORISATION, ended: true } })).rejected('authorisation-missing');
    given(until.accepted).when(verify({ authorisation: { ...AUTHORISATION, signers: [FATHER] } })).rejected('authorisation-unsigned');
  });
  it('asks once, of an accepted application, by the town, before the decision', () => {
    given([...until.accepted, facts.verification()]).when(verify()).rejected('verification-requested');
    given([facts.submitted()]).when(verify()).rejected('not-accepted');
    given(until.accepted).when(verify(signed(REVIEWER))).rejected('role');
    given(until.approved).when(verify()).rejected('decided');
    given([facts.submitted('child-money-2005-07'), facts.accepted('child-money-2005-07')]).when(verify()).rejected('verification-not-needed');
  });
  it('may ask again while a refusal is reconsidered', () => {
    const refused = [...until.forwarded, facts.refused(), facts.reconsideration()];
    given(refused).when(verify({ verification: id('ab', 2) })).then([{ type: 'VerificationRequested', data: { ...facts.verification(2).data, purpose: 'dibao: application A-000000A1' } }]);
    given([...refused, facts.verification(2)]).when(verify({ verification: id('ab', 3) })).rejected('verification-requested');
  });
});

describe('the report', () => {
  const asked = [...until.accepted, facts.verification()];
  it('alone leads to no assessment: the visit is missing', () => { given(asked).when(note()).then([facts.report()]); });
  it('with the visit leads to the first one', () => { given([...asked, facts.visit()]).when(note()).then([facts.report(), order('first')]); });
  it('leads to a provisional one while sources or discrepancies are open', () => {
    const missing = [{ person: FATHER, source: 'bank' as const, since: signed().at }, { person: MOTHER, source: 'bank' as const, since: signed().at }, { person: FATHER, source: 'tax' as const, since: signed().at }];
    const waived = [{ source: 'tax' as const, reason: 'no link yet', recheckOn: '2027-01-10', by: 'verify1' }];
    given([...asked, facts.visit()]).when(note({ outcome: 'incomplete', missing, waived }))
      .then([facts.report({ outcome: 'incomplete', openSources: ['bank'], waived }), order('first', { provisional: true })]);
    const item = { item: id('cc'), person: FATHER, source: 'vehicles' as const, kind: 'vehicle' as const, declared: null, found: null, declaredCount: 0, foundCount: 1, counts: null, countsCount: null, settlement: null };
    given([...asked, facts.visit()]).when(note({ outcome: 'discrepant', items: [{ ...item, status: 'open' }, { ...item, status: 'consistent' }] }))
      .then([facts.report({ outcome: 'discrepant', openItems: 1 }), order('first', { provisional: true })]);
  });
  it('counts a source as waived only when the waiver names it', () => {
    const missing = [{ person: FATHER, source: 'bank' as const, since: signed().at }];
    given([...asked]).when(note({ outcome: 'incomplete', missing, waived: [{ source: 'tax', reason: 'x', recheckOn: '2027-01-10', by: 'verify1' }] }))
      .then([facts.report({ outcome: 'incomplete', openSources: ['bank'], waived: [{ source: 'tax', reason: 'x', recheckOn: '2027-01-10', by: 'verify1' }] })]);
  });
  it('again asks for the rules again', () => {
    given(until.assessed).when(note({ round: 2 })).then([facts.report({ round: 2 }), order('verification-changed', { verification: { id: id('ab'), round: 2 } })]);
  });
  it('is noted once, in order, of this verification', () => {
    given(until.assessed).when(note({ round: 1 })).then([]);
    given(asked).when(note({ verification: id('ab', 7) })).then([]);
    given(until.accepted).when(note()).then([]);
  });
  it('after the decision is only noted', () => { given(until.approved).when(note({ round: 2 })).then([facts.report({ round: 2 })]); });
});

describe('the visit', () => {
  it('is recorded with who went and when', () => { given(until.accepted).when(visit()).then([facts.visit()]); });
  it('leads to the assessment when the report is there', () => {
    given([...until.accepted, facts.verification(), facts.report()]).when(visit()).then([facts.visit(), order('first', stamp())]);
  });
  it('with findings waits until the registry has recorded them, all of them', () => {
    const dwelling = { material: 'earth' as const, ownership: 'owned' as const, rooms: 2 };
    const livingConditions = { fuel: 'wood' as const, toilet: 'latrine' as const, water: 'piped' as const, electricity: true, assets: [] };
    const found = { incomes, dwelling, livingConditions };
    const before = [...until.accepted, facts.verification(), facts.report()];
    given(before).when(visit(found)).then([facts.visit(1, found)]);
    const registered = (kind: 'incomes' | 'dwelling'): Command => ({ type: 'NoteVisitFacts', visit: id('ac'), facts: [kind], ...ASSESSMENT, ...signed(SERVICE) });
    const first = { type: 'VisitFactsRegistered' as const, data: { visit: id('ac'), facts: ['incomes' as const], ...stamp(SERVICE) } };
    given([...before, facts.visit(1, found)]).when(registered('incomes')).then([first]);
    given([...before, facts.visit(1, found), first]).when(registered('incomes')).then([]);
    given([...before, facts.visit(1, found), first]).when(registered('dwelling')).then([{ ...first, data: { ...first.data, facts: ['dwelling'] } }, order('first')]);
    given([...before, facts.visit(1, found)]).when({ type: 'NoteVisitFacts', visit: id('ac', 5), facts: ['incomes'], ...ASSESSMENT, ...signed(SERVICE) }).then([]);
  });
  it('needs two different investigators', () => {
    expect(given(until.accepted).when(visit({ investigators: ['town1'] })).rejected('too-few-investigators').params).toEqual({ needed: 2 });
    given(until.accepted).when(visit({ investigators: ['town1', 'town1'] })).rejected('too-few-investigators');
  });
  it('lies neither in the future nor before the acceptance', () => {
    given(until.accepted).when(visit({ on: '2026-11-24' })).rejected('date-in-future');
    given(until.accepted).when(visit({ on: '2026-11-22' })).rejected('before-acceptance');
  });
  it('states dwelling and living conditions together, and facts of the household’s people', () => {
    given(until.accepted).when(visit({ dwelling: { material: 'earth', ownership: 'owned', rooms: 2 } })).rejected('findings-unpaired');
    given(until.accepted).when(visit({ incomes: [{ person: UNCLE, kind: 'wages', annual: { minor: 1, currency: 'CNY' } }] })).rejected('person-not-in-household');
  });
  it('is for village and town, before the decision, where the rule set has one', () => {
    given(until.accepted).when(visit({}, signed(REVIEWER))).rejected('role');
    given(until.accepted).when(visit({}, signed(VILLAGE))).then([facts.visit(1, stamp(VILLAGE))]);
    given([facts.submitted()]).when(visit()).rejected('not-accepted');
    given(until.approved).when(visit()).rejected('decided');
    given([facts.submitted('child-money-2005-07'), facts.accepted('child-money-2005-07')]).when(visit()).rejected('visit-not-needed');
  });
  it('answers the objections that ask for a re-investigation', () => {
    const before = [...until.published, facts.objection('town')];
    given(before).when(visit({ visit: id('ac', 2) })).then([facts.visit(2), facts.answered(), order('facts-changed', stamp())]);
  });
});

describe('assessments', () => {
  it('come again when facts change before the decision', () => {
    const changed: Command = { type: 'NoteFactsChanged', ...ASSESSMENT, ...signed(SERVICE) };
    given(until.assessed).when(changed).then([order('facts-changed')]);
    given(until.forwarded).when(changed).then([order('facts-changed')]);
    given([facts.submitted()]).when(changed).then([]);
    given(until.accepted).when(changed).then([]);
    given(until.approved).when(changed).then([]);
    given([...until.forwarded, facts.refused()]).when(changed).then([]);
    given([...until.forwarded, facts.refused(), facts.reconsideration()]).when(changed).then([order('facts-changed')]);
  });
  const noted = (n: number, over = {}): Command => ({ type: 'NoteAssessment', completed: completed(n, over), ...signed(SERVICE) });
  it('are kept with what they pay, or why not', () => {
    const open = [...until.accepted, facts.verification(), facts.report(), facts.visit(), facts.requested()];
    given(open).when(noted(1)).then([facts.assessed()]);
    const trace = [{ rule: 'income', source: 'art. 3', inputs: {}, result: false, reason: { zh: '超标', mn: 'их', en: 'over the limit' } }, { rule: 'property', source: 'art. 4', inputs: {}, result: true, reason: { zh: '1', mn: '1', en: '1' } }];
    given(open).when(noted(1, { result: 'ineligible', money: null, shares: [], trace })).then([facts.ineligible()]);
  });
  it('are taken once and only for the last order', () => {
    given(until.assessed).when(noted(1)).then([]);
    given([...until.assessed, facts.requested(2)]).when(noted(1)).then([]);
    given([...until.assessed, facts.requested(2)]).when(noted(2, { money: { ...MONEY, minor: 60_000 } })).then([facts.assessed(2, { money: { ...MONEY, minor: 60_000 } })]);
  });
});
