import { fold } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { APPROVER, by, facts, signed, id, REVIEWER, SERVICE, stamp, TOWN, until, VILLAGE } from '../testing/case.ts';
import { actionsFor } from './actions.ts';
import { applicationDecider } from './application.decider.ts';
import type { ApplicationEvent } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { nextOf, openSteps, settled } from './next.ts';
import { DECISION, stepsOf } from './steps.ts';

const state = (events: readonly ApplicationEvent[]): ApplicationState => fold(applicationDecider, events);
const marks = { done: '✓', open: 'o', waiting: '.', 'not-taken': '-' };
/** The nineteen positions as one line: done ✓, open o, waiting ., not taken -. */
const line = (events: readonly ApplicationEvent[]): string => stepsOf(state(events)).map((step) => marks[step.state]).join('');
const paid: ApplicationEvent[] = [
  ...until.told,
  { type: 'PaymentOrdered', data: { order: id('e1'), approval: id('f1'), programme: 'dibao', of: 'household', beneficiary: id('b1'), payee: id('c1'), payeeName: 'x', account: 'x', money: { minor: 1, currency: 'CNY' }, from: '2026-12', until: null, list: id('e0'), ...stamp(REVIEWER) } },
];
const finance: ApplicationEvent[] = [
  { type: 'PayrollIncluded', data: { instruction: id('1a'), payroll: id('1b'), order: id('e1'), period: '2026-12', ...stamp(SERVICE) } },
  { type: 'PaymentNoted', data: { instruction: id('1a'), outcome: 'collected', period: '2026-12', on: '2026-12-11', ...stamp(SERVICE) } },
  { type: 'FundsReconciled', data: { payroll: id('1b'), period: '2026-12', on: '2026-12-20', ...stamp(SERVICE) } },
];

describe('the nineteen positions', () => {
  it.each<[string, readonly ApplicationEvent[], string]>([
    ['submitted', [facts.submitted()], '✓o.................'],
    ['returned', [facts.submitted(), facts.returned()], '✓✓.✓...............'],
    ['accepted', until.accepted, '✓✓✓-o..............'],
    ['means-tested', until.assessed, '✓✓✓-✓o.............'],
    ['met and published', until.published, '✓✓✓-✓✓✓o...........'],
    ['forwarded', until.forwarded, '✓✓✓-✓✓✓✓-✓o........'],
    ['drawn for a visit', [...until.forwarded, facts.opinion(), facts.assigned(true)], '✓✓✓-✓✓✓✓-✓✓o.......'],
    ['reviewed', until.reviewed, '✓✓✓-✓✓✓✓-✓✓✓o......'],
    ['announced', until.announced, '✓✓✓-✓✓✓✓-✓✓✓✓......'],
    ['approved', until.approved, '✓✓✓-✓✓✓✓-✓✓✓✓o.....'],
    ['told', until.told, '✓✓✓-✓✓✓✓-✓✓✓✓✓o....'],
    ['on the list', paid, '✓✓✓-✓✓✓✓-✓✓✓✓✓✓o...'],
    ['paid and reconciled', [...paid, ...finance], '✓✓✓-✓✓✓✓-✓✓✓✓✓✓✓✓.✓'],
    ['refused', [...until.forwarded, facts.opinion('refuse'), facts.assigned(), facts.refused()], '✓✓✓-✓✓✓✓-✓✓✓-o-----'],
    ['opinion upset by a spot check', [...until.forwarded, facts.opinion(), facts.assigned(true), facts.spotChecked('differs')], '✓✓✓-✓✓✓✓-✓o✓.......'],
  ])('when %s', (_, events, expected) => { expect(line(events)).toBe(expected); });

  it('shows what 2021 and Tekun do not take', () => {
    const as = (name: 'dibao-2021' | 'tekun-2021' | 'child-money-2005-07'): string => line([facts.submitted(name), facts.accepted(name)]);
    expect(as('dibao-2021')).toBe('✓✓✓-o..............');
    expect(as('tekun-2021')).toBe('✓✓✓-o-.--...-......');
    expect(as('child-money-2005-07')).toBe('✓✓✓----------......');
    expect(line([facts.submitted('dibao-2021'), facts.accepted('dibao-2021'), ...until.assessed.slice(2), facts.posted('town'), facts.objection('town'), facts.ended('town', 1)])).toBe('✓✓✓-✓o✓............');
  });

  it('says who did a step and when', () => {
    const [first, , third] = stepsOf(state(until.accepted));
    expect([first?.by, third?.by, third?.at]).toEqual(['village1', 'town1', signed().at]);
  });
});

describe('what comes next', () => {
  const next = (events: readonly ApplicationEvent[]): (string | number | undefined)[] => { const found = nextOf(state(events)); return [found?.step, found?.action, found?.who.join(' ')]; };
  it.each<[readonly ApplicationEvent[], (string | number | undefined)[]]>([
    [[facts.submitted()], [2, 'check', 'town']],
    [[facts.submitted(), facts.returned()], [4, 'await-family', 'village town']],
    [until.accepted, [5, 'request-verification', 'village town']],
    [[...until.accepted, facts.verification()], [5, 'record-visit', 'village town']],
    [[...until.accepted, facts.verification(), facts.visit()], [5, 'await-report', 'village town']],
    [until.assessed, [6, 'hold-meeting', 'town']],
    [[...until.assessed, facts.meeting()], [7, 'publish-town', 'town']],
    [[...until.assessed, facts.meeting(), facts.posted('town')], [7, 'await-publication', 'town']],
    [until.forwarded, [11, 'give-opinion', 'county-reviewer']],
    [[...until.forwarded, facts.report({ round: 2, openItems: 1 })], [11, 'settle', 'county-reviewer']],
    [[...until.forwarded, facts.opinion()], [12, 'draw', 'county-reviewer']],
    [until.announced, [DECISION, 'decide', 'county-approver']],
    [until.approved, [14, 'inform-decision', 'county-reviewer county-approver']],
    [until.told, [15, 'send-payment-list', 'county-reviewer county-approver']],
    [paid, [16, 'await-finance', 'finance-maker finance-checker']],
    [[...paid, ...finance], [undefined, undefined, undefined]],
    [[...until.forwarded, facts.refused(), facts.reconsideration()], [DECISION, 'decide-reconsideration', 'county-reconsideration']],
  ])('case %#', (events, expected) => { expect(next(events)).toEqual(expected); });

  it('is settled once the list is sent, or the refusal told', () => {
    expect([until.told, paid, [...until.forwarded, facts.opinion('refuse'), facts.assigned(), facts.refused()], [...until.forwarded, facts.opinion('refuse'), facts.assigned(), facts.refused(), facts.informed(14, 'refused')]].map((events) => settled(state(events)))).toEqual([false, true, false, true]);
  });
  it('lists the decision among the open steps', () => { expect(openSteps(state(until.announced))).toEqual([DECISION]); });
});

describe('next actions', () => {
  const named = (events: readonly ApplicationEvent[], who: { sub: string; role: string }): Record<string, string | null> => Object.fromEntries(actionsFor(state(events), who).map((a) => [a.action, a.allowed ? null : a.code]));
  it('are each allowed or carry the rule that forbids them', () => {
    expect(named(until.accepted, TOWN)).toEqual({
      'request-verification': null, 'record-visit': null, 'hold-meeting': 'step-open', 'publish-town': 'step-open', 'inform-finding': 'step-open', 'request-review': 'step-open', forward: 'step-open', flag: null,
    });
    expect(named(until.forwarded, REVIEWER)).toEqual({ 'give-opinion': null, 'publish-county': 'step-open', 'inform-decision': 'step-open', flag: null });
  });
  it('give the reason in three languages', () => {
    const forward = actionsFor(state(until.published), TOWN).find((a) => a.action === 'forward');
    expect(forward?.reason).toEqual({ zh: '第8步尚未完成。', mn: '8-р алхам дуусаагүй байна.', en: 'Step 8 is not done yet.' });
  });
  it('show nobody what is for others', () => {
    expect(Object.keys(named(until.accepted, VILLAGE))).toEqual(['request-verification', 'record-visit']);
    expect(named(until.announced, APPROVER)).toMatchObject({ approve: null });
    expect(named(until.announced, by('county1', 'county-approver'))).toMatchObject({ approve: 'same-person' });
    expect(named(until.accepted, by('analyst1', 'analyst'))).toEqual({});
  });
});
