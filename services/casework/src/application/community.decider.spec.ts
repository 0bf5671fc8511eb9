import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { DAY, FAMILY, facts, FATHER, signed, id, MONEY, MOTHER, person, REVIEWER, SERVICE, SON, stamp, TOWN2, until, VILLAGE } from '../testing/case.ts';
import { applicationDecider } from './application.decider.ts';

type Command = Parameters<typeof applicationDecider.decide>[0];
const { given } = check(applicationDecider);
const meet = (over: object = {}): Command => ({ type: 'HoldMeeting', on: DAY, present: 15, representatives: 11, yes: 13, no: 1, abstained: 1, ...signed(), ...over });
const post = (stage: 'town' | 'county' = 'town', over: object = {}): Command => ({ type: 'PostPublication', stage, people: FAMILY, ...signed(stage === 'town' ? undefined : REVIEWER), ...over });
const forward = (over: object = {}): Command => ({ type: 'Forward', proposal: 'for', reason: 'as found', ...signed(), ...over });
const object = (stage: 'town' | 'county'): Command => ({ type: 'RaiseObjection', objection: id('ad'), stage, text: null, ...signed() });
const in2021 = [facts.submitted('dibao-2021'), facts.accepted('dibao-2021'), facts.verification(), facts.report(), facts.visit(), facts.requested(), facts.assessed()];

describe('step 6: the meeting', () => {
  it('supports when more than half of those present say yes', () => {
    given(until.assessed).when(meet()).then([facts.meeting()]);
    given(until.assessed).when(meet({ yes: 7, no: 5, abstained: 3 })).then([{ ...facts.meeting('rejects'), data: { ...facts.meeting('rejects').data, yes: 7, no: 5, abstained: 3 } }]);
  });
  it('needs representatives to be two thirds of those present, exactly two thirds are enough', () => {
    expect(given(until.assessed).when(meet({ representatives: 9 })).rejected('too-few-representatives').params).toEqual({ representatives: 9, present: 15, needed: 10 });
    given(until.assessed).when(meet({ representatives: 10 })).then([{ ...facts.meeting(), data: { ...facts.meeting().data, representatives: 10 } }]);
    given(until.assessed).when(meet({ representatives: 16 })).rejected('too-few-representatives');
  });
  it('counts no more votes than people', () => { given(until.assessed).when(meet({ no: 2 })).rejected('votes-exceed-present'); });
  it('comes after the means test, not in the future', () => {
    expect(given([...until.accepted, facts.visit()]).when(meet()).rejected('step-open').params).toEqual({ step: 5 });
    given(until.assessed).when(meet({ on: '2026-11-24' })).rejected('date-in-future');
    given(until.assessed).when(meet(signed(REVIEWER))).rejected('role');
    given(until.forwarded).when(meet()).rejected('forwarded');
  });
  it('goes on while a verification is incomplete', () => {
    const incomplete = [...until.accepted, facts.verification(), facts.report({ outcome: 'incomplete', openSources: ['bank'] }), facts.visit(), facts.requested(1, { provisional: true }), facts.assessed(1, { provisional: true })];
    given(incomplete).when(meet()).then([facts.meeting()]);
    given([...incomplete, facts.meeting()]).when(post()).then([facts.posted('town')]);
  });
  it('is held in 2021 only after an objection, and answers it', () => {
    given(in2021).when(meet()).rejected('meeting-not-needed');
    given([...in2021, facts.posted('town'), facts.objection('town')]).when(meet()).then([facts.meeting(), facts.answered(1, 'meeting')]);
  });
  it('is no step of Tekun', () => { given([facts.submitted('tekun-2021'), facts.accepted('tekun-2021'), ...in2021.slice(2)]).when(meet()).rejected('step-not-taken'); });
});

describe('step 7: the first publication', () => {
  const met = [...until.assessed, facts.meeting()];
  it('names adults, counts minors, shows the amount, for seven plain days after the day of posting', () => {
    given(met).when(post()).then([{ type: 'PublicationPosted', data: { stage: 'town', postedOn: '2026-11-23', until: '2026-11-30', content: { applicant: FATHER, adults: [MOTHER], members: 4, minors: 2, money: MONEY, withheld: false }, ...stamp() } }]);
  });
  it('does not name an applicant who is a minor', () => {
    const young = [facts.submitted('dibao-2012', { applicant: SON }), ...met.slice(1)];
    given(young).when(post()).then([{ ...facts.posted('town'), data: { ...facts.posted('town').data, content: { applicant: null, adults: [FATHER, MOTHER], members: 4, minors: 2, money: MONEY, withheld: false } } }]);
  });
  it('withholds a household of children', () => {
    const children = FAMILY.slice(2);
    given(met).when(post('town', { people: children })).then([{ ...facts.posted('town'), data: { ...facts.posted('town').data, content: { applicant: null, adults: [], members: 2, minors: 2, money: MONEY, withheld: true } } }]);
  });
  it('names no supporter', () => {
    given(met).when(post('town', { people: [...FAMILY, person(id('c5'), '1970-01-01', 'supporter')] })).then([facts.posted('town')]);
  });
  it('comes after the meeting and an assessment, once, by the town', () => {
    expect(given(until.assessed).when(post()).rejected('step-open').params).toEqual({ step: 6 });
    given([...until.assessed.slice(0, 5), facts.meeting()]).when(post()).rejected('assessment-missing');
    given([...met, facts.requested(2)]).when(post()).rejected('assessment-running');
    given([...met, facts.posted('town')]).when(post()).rejected('publication-running');
    given(until.published).when(post()).rejected('publication-done');
    given(met).when(post('town', signed(REVIEWER))).rejected('role');
    given(until.approved).when(post()).rejected('decided');
  });
  const end = (day: string): Command => ({ type: 'EndPublication', stage: 'town', ...signed(SERVICE, day) });
  it('ends by the clock, after its seventh whole day', () => {
    const hanging = [...met, facts.posted('town')];
    given(hanging).when(end('2026-11-30')).then([]);
    given(hanging).when(end('2026-12-01')).then([facts.ended('town')]);
    given([...hanging, facts.objection('town')]).when(end('2026-12-05')).then([{ type: 'PublicationEnded', data: { stage: 'town', on: '2026-11-30', objections: 1, ...stamp(SERVICE, '2026-12-05') }, effectiveOn: '2026-11-30' }]);
    given(until.published).when(end('2026-12-05')).then([]);
    given(met).when(end('2026-12-05')).then([]);
  });
  it('may be objected to until the town forwards', () => {
    given([...met, facts.posted('town')]).when(object('town')).then([facts.objection('town')]);
    given(met).when(object('town')).rejected('publication-over');
    given(until.forwarded).when(object('town')).rejected('publication-over');
    given(until.approved).when(object('town')).rejected('decided');
  });
});

describe('the second publication', () => {
  it('shows what the opinion says', () => { given(until.reviewed).when(post('county')).then([facts.posted('county')]); });
  it('waits for opinion and spot check', () => {
    expect(given(until.forwarded).when(post('county')).rejected('step-open').params).toEqual({ step: 11 });
    expect(given([...until.forwarded, facts.opinion()]).when(post('county')).rejected('step-open').params).toEqual({ step: 12 });
    expect(given([...until.forwarded, facts.opinion(), facts.assigned(true)]).when(post('county')).rejected('step-open').params).toEqual({ step: 12 });
  });
  it('is not for a refusal', () => { given([...until.forwarded, facts.opinion('refuse'), facts.assigned()]).when(post('county')).rejected('opinion-refuses'); });
  it('is an announcement of number and amount in 2021', () => {
    const ready = [...in2021, facts.posted('town'), facts.ended('town'), facts.informed(8), facts.forwarded(), facts.opinion()];
    given(ready).when(post('county')).then([
      { type: 'PublicationPosted', data: { stage: 'county', postedOn: DAY, until: DAY, content: { applicant: FATHER, adults: [], members: 4, minors: 2, money: MONEY, withheld: false }, ...stamp(REVIEWER) } },
      { type: 'PublicationEnded', data: { stage: 'county', on: DAY, objections: 0, ...stamp(REVIEWER) } },
    ]);
  });
  it('is made again after an objection, with a new opinion', () => {
    const objected = [...until.announced.slice(0, -1), facts.objection('county')];
    given([...objected, facts.ended('county', 1)]).when(post('county')).rejected('step-open');
    const again = [...objected, facts.ended('county', 1), facts.visit(2), facts.answered(), facts.requested(2), facts.assessed(2), facts.opinion('approve', 2)];
    given(again).when(post('county')).then([facts.posted('county')]);
  });
  it('is none of Tekun’s', () => { given([facts.submitted('tekun-2021'), facts.accepted('tekun-2021')]).when(post('county')).rejected('step-not-taken'); });
});

describe('steps 8 to 10', () => {
  const inform = (step: 8 | 14, over: object = {}): Command => ({ type: 'Inform', step, ...signed(), ...over });
  it('tells the family the finding after the publication, once', () => {
    given(until.published).when(inform(8)).then([facts.informed(8)]);
    given([...until.published, facts.informed(8)]).when(inform(8)).rejected('already-informed');
    expect(given(until.published.slice(0, -1)).when(inform(8)).rejected('step-open').params).toEqual({ step: 7 });
    given(until.published).when(inform(8, signed(VILLAGE))).rejected('role');
    given(until.published).when(inform(14)).rejected('step-open');
  });
  const review: Command = { type: 'RequestReview', ...signed() };
  const answer = (who = TOWN2): Command => ({ type: 'AnswerReview', result: 'kept', reason: 'the figures stand', ...signed(who) });
  const asked = { type: 'ReviewRequested' as const, data: { on: DAY, ...stamp() } };
  it('lets a dissatisfied family ask for a review, answered by somebody else', () => {
    const told = [...until.published, facts.informed(8)];
    given(told).when(review).then([asked]);
    expect(given(until.published).when(review).rejected('step-open').params).toEqual({ step: 8 });
    given([...told, asked]).when(review).rejected('review-open');
    expect(given([...told, asked]).when(answer({ sub: 'town1', role: 'town' })).rejected('same-person').status).toBe(403);
    given([...told, asked]).when(answer()).then([{ type: 'ReviewAnswered', data: { result: 'kept', reason: 'the figures stand', ...stamp(TOWN2) } }]);
    expect(given([...told, asked]).when(forward()).rejected('step-open').params).toEqual({ step: 9 });
    given(told).when(answer()).rejected('no-review');
  });
  it('forwards with a proposal, for or against', () => {
    const told = [...until.published, facts.informed(8)];
    given(told).when(forward()).then([facts.forwarded()]);
    given(told).when(forward({ proposal: 'against' })).then([facts.forwarded('against')]);
    given(until.forwarded).when(forward()).rejected('forwarded');
    expect(given(until.published).when(forward()).rejected('step-open').params).toEqual({ step: 8 });
    given(told).when(forward(signed(VILLAGE))).rejected('role');
  });
  it('handles objections before the proposal', () => {
    const told = [...until.published, facts.objection('town'), facts.informed(8)];
    expect(given(told).when(forward()).rejected('objections-open').params).toEqual({ count: 1 });
    given([...told, facts.visit(2), facts.answered()]).when(forward()).then([facts.forwarded()]);
  });
  it('publishes again at the town where the rule asks for it (Tekun)', () => {
    const tekun = [facts.submitted('tekun-2021', { programme: 'tekun' }), facts.accepted('tekun-2021'), ...in2021.slice(2), facts.posted('town'), facts.objection('town'), facts.ended('town', 1)];
    expect(given(tekun).when(forward()).rejected('step-open').params).toEqual({ step: 7 });
    const visited = [...tekun, facts.visit(2), facts.answered(), facts.requested(2), facts.assessed(2)];
    expect(given(visited).when(forward()).rejected('step-open').params).toEqual({ step: 7 });
    given(visited).when(post()).then([facts.posted('town')]);
    given([...visited, facts.posted('town'), facts.ended('town')]).when(forward()).then([facts.forwarded()]);
  });
  it('flags a doubtful case before the decision', () => {
    const flag: Command = { type: 'Flag', flag: 'doubtful', reason: 'car in the yard', ...signed() };
    given(until.assessed).when(flag).then([{ type: 'CaseFlagged', data: { flag: 'doubtful', reason: 'car in the yard', ...stamp() } }]);
    given(until.approved).when(flag).rejected('decided');
  });
});
