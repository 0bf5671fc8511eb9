import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { DAY, FAMILY, facts, FATHER, given, id, MONEY, MOTHER, person, REVIEWER, SERVICE, SON, stamp, TOWN2, until, VILLAGE } from '../../fixtures/case.ts';
import { applicationDecider } from './application.decider.ts';

type Command = Parameters<typeof applicationDecider.decide>[0];
const story = check(applicationDecider);
const meet = (over: object = {}): Command => ({ type: 'HoldMeeting', on: DAY, present: 15, representatives: 11, yes: 13, no: 1, abstained: 1, ...given(), ...over });
const post = (stage: 'town' | 'county' = 'town', over: object = {}): Command => ({ type: 'PostPublication', stage, people: FAMILY, ...given(stage === 'town' ? undefined : REVIEWER), ...over });
const forward = (over: object = {}): Command => ({ type: 'Forward', proposal: 'for', reason: 'as found', ...given(), ...over });
const object = (stage: 'town' | 'county'): Command => ({ type: 'RaiseObjection', objection: id('ad'), stage, text: null, ...given() });
const in2021 = [facts.submitted('dibao-2021'), facts.accepted('dibao-2021'), facts.verification(), facts.report(), facts.visit(), facts.requested(), facts.assessed()];

describe('step 6: the meeting', () => {
  it('supports when more than half of those present say yes', () => {
    story.given(until.assessed).when(meet()).then([facts.meeting()]);
    story.given(until.assessed).when(meet({ yes: 7, no: 5, abstained: 3 })).then([{ ...facts.meeting('rejects'), data: { ...facts.meeting('rejects').data, yes: 7, no: 5, abstained: 3 } }]);
  });
  it('needs representatives to be two thirds of those present, exactly two thirds are enough', () => {
    expect(story.given(until.assessed).when(meet({ representatives: 9 })).rejected('too-few-representatives').params).toEqual({ representatives: 9, present: 15, needed: 10 });
    story.given(until.assessed).when(meet({ representatives: 10 })).then([{ ...facts.meeting(), data: { ...facts.meeting().data, representatives: 10 } }]);
    story.given(until.assessed).when(meet({ representatives: 16 })).rejected('too-few-representatives');
  });
  it('counts no more votes than people', () => { story.given(until.assessed).when(meet({ no: 2 })).rejected('votes-exceed-present'); });
  it('comes after the means test, not in the future', () => {
    expect(story.given([...until.accepted, facts.visit()]).when(meet()).rejected('step-open').params).toEqual({ step: 5 });
    story.given(until.assessed).when(meet({ on: '2026-11-24' })).rejected('date-in-future');
    story.given(until.assessed).when(meet(given(REVIEWER))).rejected('role');
    story.given(until.forwarded).when(meet()).rejected('forwarded');
  });
  it('goes on while a verification is incomplete', () => {
    const incomplete = [...until.accepted, facts.verification(), facts.report({ outcome: 'incomplete', openSources: ['bank'] }), facts.visit(), facts.requested(1, { provisional: true }), facts.assessed(1, { provisional: true })];
    story.given(incomplete).when(meet()).then([facts.meeting()]);
    story.given([...incomplete, facts.meeting()]).when(post()).then([facts.posted('town')]);
  });
  it('is held in 2021 only after an objection, and answers it', () => {
    story.given(in2021).when(meet()).rejected('meeting-not-needed');
    story.given([...in2021, facts.posted('town'), facts.objection('town')]).when(meet()).then([facts.meeting(), facts.answered(1, 'meeting')]);
  });
  it('is no step of Tekun', () => { story.given([facts.submitted('tekun-2021'), facts.accepted('tekun-2021'), ...in2021.slice(2)]).when(meet()).rejected('step-not-taken'); });
});

describe('step 7: the first publication', () => {
  const met = [...until.assessed, facts.meeting()];
  it('names adults, counts minors, shows the amount, for seven plain days after the day of posting', () => {
    story.given(met).when(post()).then([{ type: 'PublicationPosted', data: { stage: 'town', postedOn: '2026-11-23', until: '2026-11-30', content: { applicant: FATHER, adults: [MOTHER], members: 4, minors: 2, money: MONEY, withheld: false }, ...stamp() } }]);
  });
  it('does not name an applicant who is a minor', () => {
    const young = [facts.submitted('dibao-2012', { applicant: SON }), ...met.slice(1)];
    story.given(young).when(post()).then([{ ...facts.posted('town'), data: { ...facts.posted('town').data, content: { applicant: null, adults: [FATHER, MOTHER], members: 4, minors: 2, money: MONEY, withheld: false } } }]);
  });
  it('withholds a household of children', () => {
    const children = FAMILY.slice(2);
    story.given(met).when(post('town', { people: children })).then([{ ...facts.posted('town'), data: { ...facts.posted('town').data, content: { applicant: null, adults: [], members: 2, minors: 2, money: MONEY, withheld: true } } }]);
  });
  it('names no supporter', () => {
    story.given(met).when(post('town', { people: [...FAMILY, person(id('c5'), '1970-01-01', 'supporter')] })).then([facts.posted('town')]);
  });
  it('comes after the meeting and an assessment, once, by the town', () => {
    expect(story.given(until.assessed).when(post()).rejected('step-open').params).toEqual({ step: 6 });
    story.given([...until.assessed.slice(0, 5), facts.meeting()]).when(post()).rejected('assessment-missing');
    story.given([...met, facts.requested(2)]).when(post()).rejected('assessment-running');
    story.given([...met, facts.posted('town')]).when(post()).rejected('publication-running');
    story.given(until.published).when(post()).rejected('publication-done');
    story.given(met).when(post('town', given(REVIEWER))).rejected('role');
    story.given(until.approved).when(post()).rejected('decided');
  });
  const end = (day: string): Command => ({ type: 'EndPublication', stage: 'town', ...given(SERVICE, day) });
  it('ends by the clock, after its seventh whole day', () => {
    const hanging = [...met, facts.posted('town')];
    story.given(hanging).when(end('2026-11-30')).then([]);
    story.given(hanging).when(end('2026-12-01')).then([facts.ended('town')]);
    story.given([...hanging, facts.objection('town')]).when(end('2026-12-05')).then([{ type: 'PublicationEnded', data: { stage: 'town', on: '2026-11-30', objections: 1, ...stamp(SERVICE, '2026-12-05') }, effectiveOn: '2026-11-30' }]);
    story.given(until.published).when(end('2026-12-05')).then([]);
    story.given(met).when(end('2026-12-05')).then([]);
  });
  it('may be objected to until the town forwards', () => {
    story.given([...met, facts.posted('town')]).when(object('town')).then([facts.objection('town')]);
    story.given(met).when(object('town')).rejected('publication-over');
    story.given(until.forwarded).when(object('town')).rejected('publication-over');
    story.given(until.approved).when(object('town')).rejected('decided');
  });
});

describe('the second publication', () => {
  it('shows what the opinion says', () => { story.given(until.reviewed).when(post('county')).then([facts.posted('county')]); });
  it('waits for opinion and spot check', () => {
    expect(story.given(until.forwarded).when(post('county')).rejected('step-open').params).toEqual({ step: 11 });
    expect(story.given([...until.forwarded, facts.opinion()]).when(post('county')).rejected('step-open').params).toEqual({ step: 12 });
    expect(story.given([...until.forwarded, facts.opinion(), facts.assigned(true)]).when(post('county')).rejected('step-open').params).toEqual({ step: 12 });
  });
  it('is not for a refusal', () => { story.given([...until.forwarded, facts.opinion('refuse'), facts.assigned()]).when(post('county')).rejected('opinion-refuses'); });
  it('is an announcement of number and amount in 2021', () => {
    const ready = [...in2021, facts.posted('town'), facts.ended('town'), facts.informed(8), facts.forwarded(), facts.opinion()];
    story.given(ready).when(post('county')).then([
      { type: 'PublicationPosted', data: { stage: 'county', postedOn: DAY, until: DAY, content: { applicant: FATHER, adults: [], members: 4, minors: 2, money: MONEY, withheld: false }, ...stamp(REVIEWER) } },
      { type: 'PublicationEnded', data: { stage: 'county', on: DAY, objections: 0, ...stamp(REVIEWER) } },
    ]);
  });
  it('is made again after an objection, with a new opinion', () => {
    const objected = [...until.announced.slice(0, -1), facts.objection('county')];
    story.given([...objected, facts.ended('county', 1)]).when(post('county')).rejected('step-open');
    const again = [...objected, facts.ended('county', 1), facts.visit(2), facts.answered(), facts.requested(2), facts.assessed(2), facts.opinion('approve', 2)];
    story.given(again).when(post('county')).then([facts.posted('county')]);
  });
  it('is none of Tekun’s', () => { story.given([facts.submitted('tekun-2021'), facts.accepted('tekun-2021')]).when(post('county')).rejected('step-not-taken'); });
});

describe('steps 8 to 10', () => {
  const inform = (step: 8 | 14, over: object = {}): Command => ({ type: 'Inform', step, ...given(), ...over });
  it('tells the family the finding after the publication, once', () => {
    story.given(until.published).when(inform(8)).then([facts.informed(8)]);
    story.given([...until.published, facts.informed(8)]).when(inform(8)).rejected('already-informed');
    expect(story.given(until.published.slice(0, -1)).when(inform(8)).rejected('step-open').params).toEqual({ step: 7 });
    story.given(until.published).when(inform(8, given(VILLAGE))).rejected('role');
    story.given(until.published).when(inform(14)).rejected('step-open');
  });
  const review: Command = { type: 'RequestReview', ...given() };
  const answer = (who = TOWN2): Command => ({ type: 'AnswerReview', result: 'kept', reason: 'the figures stand', ...given(who) });
  const asked = { type: 'ReviewRequested' as const, data: { on: DAY, ...stamp() } };
  it('lets a dissatisfied family ask for a review, answered by somebody else', () => {
    const told = [...until.published, facts.informed(8)];
    story.given(told).when(review).then([asked]);
    expect(story.given(until.published).when(review).rejected('step-open').params).toEqual({ step: 8 });
    story.given([...told, asked]).when(review).rejected('review-open');
    expect(story.given([...told, asked]).when(answer({ sub: 'town1', role: 'town' })).rejected('same-person').status).toBe(403);
    story.given([...told, asked]).when(answer()).then([{ type: 'ReviewAnswered', data: { result: 'kept', reason: 'the figures stand', ...stamp(TOWN2) } }]);
    expect(story.given([...told, asked]).when(forward()).rejected('step-open').params).toEqual({ step: 9 });
    story.given(told).when(answer()).rejected('no-review');
  });
  it('forwards with a proposal, for or against', () => {
    const told = [...until.published, facts.informed(8)];
    story.given(told).when(forward()).then([facts.forwarded()]);
    story.given(told).when(forward({ proposal: 'against' })).then([facts.forwarded('against')]);
    story.given(until.forwarded).when(forward()).rejected('forwarded');
    expect(story.given(until.published).when(forward()).rejected('step-open').params).toEqual({ step: 8 });
    story.given(told).when(forward(given(VILLAGE))).rejected('role');
  });
  it('handles objections before the proposal', () => {
    const told = [...until.published, facts.objection('town'), facts.informed(8)];
    expect(story.given(told).when(forward()).rejected('objections-open').params).toEqual({ count: 1 });
    story.given([...told, facts.visit(2), facts.answered()]).when(forward()).then([facts.forwarded()]);
  });
  it('publishes again at the town where the rule asks for it (Tekun)', () => {
    const tekun = [facts.submitted('tekun-2021', { programme: 'tekun' }), facts.accepted('tekun-2021'), ...in2021.slice(2), facts.posted('town'), facts.objection('town'), facts.ended('town', 1)];
    expect(story.given(tekun).when(forward()).rejected('step-open').params).toEqual({ step: 7 });
    const visited = [...tekun, facts.visit(2), facts.answered(), facts.requested(2), facts.assessed(2)];
    expect(story.given(visited).when(forward()).rejected('step-open').params).toEqual({ step: 7 });
    story.given(visited).when(post()).then([facts.posted('town')]);
    story.given([...visited, facts.posted('town'), facts.ended('town')]).when(forward()).then([facts.forwarded()]);
  });
  it('flags a doubtful case before the decision', () => {
    const flag: Command = { type: 'Flag', flag: 'doubtful', reason: 'car in the yard', ...given() };
    story.given(until.assessed).when(flag).then([{ type: 'CaseFlagged', data: { flag: 'doubtful', reason: 'car in the yard', ...stamp() } }]);
    story.given(until.approved).when(flag).rejected('decided');
  });
});
