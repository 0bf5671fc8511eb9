import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import { APPROVER, ASSESSMENT, completed, DAY, facts, FATHER, signed, id, MEMBERS, MONEY, MOTHER, ORDER, REVIEWER, SERVICE, stamp, until } from '../testing/case.ts';
import { applicationDecider } from './application.decider.ts';
import { gradeOf } from './benefit.decider.ts';

type Command = Parameters<typeof applicationDecider.decide>[0];
const { given } = check(applicationDecider);
const list = (over: object = {}): Command => ({ type: 'SendPaymentList', order: ORDER, ...signed(REVIEWER), ...over });
const SEALED = facts.submitted().data.accounts[0]?.number ?? '';
const ordered = (over: object = {}): never => ({ type: 'PaymentOrdered', data: {
  order: id('e1'), approval: id('f1'), programme: 'dibao', of: 'household', beneficiary: id('b1'), payee: FATHER, payeeName: SEALED, account: SEALED, money: MONEY, from: '2026-12', until: null, list: ORDER.list, ...stamp(REVIEWER), ...over,
} }) as never;

describe('step 15: the list to finance', () => {
  it('orders the payment of the household, payee and account sealed', () => { given(until.told).when(list()).then([ordered()]); });
  it('comes after the family was told, once, from the county', () => {
    expect(given(until.approved).when(list()).rejected('step-open').params).toEqual({ step: 14 });
    given([...until.told, ordered()]).when(list()).rejected('listed');
    given(until.announced).when(list()).rejected('not-approved');
    given(until.told).when(list(signed())).rejected('role');
    given(until.told).when(list(signed(APPROVER))).then([ordered(stamp(APPROVER))]);
    given(until.told).when(list({ order: { ...ORDER, names: {} } })).rejected('account-missing');
  });
});

describe('Tekun: care before payment', () => {
  const items = { eat: true, dress: true, bed: true, toilet: false, walk: false, bathe: false };
  const share = { person: FATHER, money: MONEY };
  const approved = facts.approved({ programme: 'tekun', of: 'person', shares: [share], ruleSet: 'tekun-2021' });
  const confirmed = [
    facts.submitted('tekun-2021', { programme: 'tekun' }), facts.accepted('tekun-2021'), ...until.assessed.slice(2), facts.posted('town'), facts.ended('town'), facts.forwarded(), facts.opinion(), facts.assigned(), approved, facts.informed(14),
  ];
  const assess = (over: object = {}): Command => ({ type: 'AssessCare', person: null, items, on: DAY, ...ASSESSMENT, ...signed(), ...over });
  const assessed = { type: 'CareAssessed' as const, data: { person: FATHER, items, failed: 3, grade: 'partly-lost' as const, on: DAY, ...stamp() }, effectiveOn: DAY };
  const asked = facts.requested(9, { programme: 'tekun', ruleSet: 'tekun-2021', reason: 'facts-changed', people: MEMBERS, ...stamp() });
  it('grades by the items failed', () => { expect([0, 1, 3, 4, 6].map(gradeOf)).toEqual(['able', 'partly-lost', 'partly-lost', 'fully-lost', 'fully-lost']); });
  it('grades after the confirmation and asks for the amount again', () => {
    given(confirmed).when(assess()).then([assessed, asked]);
    given(confirmed.slice(0, -2)).when(assess()).rejected('not-approved');
    given(until.approved).when(assess()).rejected('care-not-needed');
    given([...confirmed, ordered()]).when(assess()).rejected('listed');
    given(confirmed).when(assess({ person: MOTHER })).rejected('person-not-in-benefit');
    given(confirmed).when(assess({ on: '2026-12-24' })).rejected('date-in-future');
    given(confirmed).when(assess(signed(REVIEWER))).rejected('role');
  });
  it('waits with the list for the grade and the amount that goes with it', () => {
    expect(given(confirmed).when(list()).rejected('care-open').params).toEqual({ count: 1 });
    given([...confirmed, assessed, asked]).when(list()).rejected('assessment-running');
    const more = { ...MONEY, minor: 90_000 };
    const note: Command = { type: 'NoteAssessment', completed: completed(9, { money: more, shares: [{ person: FATHER, money: more, result: 'eligible' }] }), ...signed(SERVICE) };
    const noted = facts.assessed(9, { money: more, shares: [{ person: FATHER, money: more }] });
    const changed = { type: 'BenefitChanged' as const, data: { approval: id('f1'), order: null, money: more, shares: [{ person: FATHER, money: more }], orders: [], from: '2026-12', reason: 'care-grade', ...stamp(SERVICE) } };
    given([...confirmed, assessed, asked]).when(note).then([noted, changed]);
    given([...confirmed, assessed, asked, noted, changed]).when(list()).then([ordered({ programme: 'tekun', of: 'person', beneficiary: FATHER, money: more })]);
    given([...confirmed, assessed, asked, facts.assessed(9, { shares: [share] })]).when(list()).then([ordered({ programme: 'tekun', of: 'person', beneficiary: FATHER })]);
  });
  it('orders nothing for a share of nothing', () => {
    const shares = [share, { person: MOTHER, money: { ...MONEY, minor: 0 } }];
    const withNothing = [...confirmed.slice(0, -2), facts.approved({ programme: 'tekun', of: 'person', shares, ruleSet: 'tekun-2021' }), facts.informed(14), assessed, { ...assessed, data: { ...assessed.data, person: MOTHER } }];
    given(withNothing).when(list()).then([ordered({ programme: 'tekun', of: 'person', beneficiary: FATHER })]);
  });
  it('pays each person to the account named for the person', () => {
    const accounts = [{ person: null, holder: FATHER, number: SEALED }, { person: MOTHER, holder: MOTHER, number: 'eyJ2..b.c.d' }];
    const both = [facts.submitted('tekun-2021', { programme: 'tekun', accounts }), ...confirmed.slice(1, -2), facts.approved({ programme: 'tekun', of: 'person', shares: [share, { person: MOTHER, money: MONEY }], ruleSet: 'tekun-2021' }), facts.informed(14)];
    const graded = [...both, assessed, { ...assessed, data: { ...assessed.data, person: MOTHER } }];
    given(both).when(assess()).rejected('person-not-in-benefit');
    given(both).when(assess({ person: FATHER })).then([assessed]);
    given(graded).when(list()).then([ordered({ programme: 'tekun', of: 'person', beneficiary: FATHER }), ordered({ order: id('e2'), programme: 'tekun', of: 'person', beneficiary: MOTHER, payee: MOTHER, account: 'eyJ2..b.c.d' })]);
  });
});

describe('steps 16 to 19', () => {
  const paid = [...until.told, ordered()];
  it('keep what finance and the bank report', () => {
    const service = signed(SERVICE);
    given(paid).when({ type: 'NotePayroll', instruction: id('1a'), payroll: id('1b'), order: id('e1'), period: '2026-12', ...service })
      .then([{ type: 'PayrollIncluded', data: { instruction: id('1a'), payroll: id('1b'), order: id('e1'), period: '2026-12', ...stamp(SERVICE) } }]);
    given(paid).when({ type: 'NotePayment', instruction: id('1a'), outcome: 'settled', period: '2026-12', on: DAY, ...service })
      .then([{ type: 'PaymentNoted', data: { instruction: id('1a'), outcome: 'settled', period: '2026-12', on: DAY, ...stamp(SERVICE) }, effectiveOn: DAY }]);
    given(paid).when({ type: 'NoteReconciled', payroll: id('1b'), period: '2026-12', on: DAY, ...service })
      .then([{ type: 'FundsReconciled', data: { payroll: id('1b'), period: '2026-12', on: DAY, ...stamp(SERVICE) }, effectiveOn: DAY }]);
    given([]).when({ type: 'NoteReconciled', payroll: id('1b'), period: '2026-12', on: DAY, ...service }).then([]);
  });
  it('changes one of several orders by its own amount, and never all of them by one', () => {
    const half = { ...MONEY, minor: 20_000 }, less = { ...MONEY, minor: 5_000 };
    const shares = [{ person: FATHER, money: half }, { person: MOTHER, money: half }];
    const two = [...until.told.filter((event) => event.type !== 'BenefitApproved'), facts.approved({ of: 'child', money: { ...MONEY, minor: 40_000 }, shares }),
      ordered({ of: 'child', beneficiary: FATHER, money: half }), ordered({ of: 'child', order: id('0c'), beneficiary: MOTHER, money: half })];
    const change: Command = { type: 'ChangeBenefit', order: id('0c'), money: less, from: '2027-01', reason: 'income-changed', ...signed(REVIEWER) };
    given(two).when(change).then([{ type: 'BenefitChanged', data: {
      approval: id('f1'), order: id('0c'), money: { ...MONEY, minor: 25_000 }, shares: [{ person: FATHER, money: half }, { person: MOTHER, money: less }], orders: [{ order: id('0c'), money: less }], from: '2027-01', reason: 'income-changed', ...stamp(REVIEWER),
    } }]);
    given(two).when({ ...change, order: null }).rejected('order-needed');
    given(two).when({ ...change, order: id('0d') }).rejected('order-unknown');
  });
  it('change, suspend and end a benefit', () => {
    const orderId = (ordered() as { data: { order: string } }).data.order;
    const less = { ...MONEY, minor: 40_000 };
    const change: Command = { type: 'ChangeBenefit', order: null, money: less, from: '2027-01', reason: 'income-changed', ...signed(REVIEWER) };
    given(paid).when(change).then([{ type: 'BenefitChanged', data: { approval: id('f1'), order: null, money: less, shares: [{ person: FATHER, money: MONEY }], orders: [{ order: orderId, money: less }], from: '2027-01', reason: 'income-changed', ...stamp(REVIEWER) } }]);
    const end: Command = { type: 'EndBenefit', from: '2027-01', reason: 'moved', ...signed(REVIEWER) };
    const ended = { type: 'BenefitEnded' as const, data: { approval: id('f1'), from: '2027-01', reason: 'moved', ...stamp(REVIEWER) } };
    given(paid).when(end).then([ended]);
    given([...paid, ended]).when(change).rejected('benefit-not-active');
    given(paid).when({ type: 'SuspendBenefit', from: '2027-01', reason: 'moved', ...signed(REVIEWER) }).then([{ ...ended, type: 'BenefitSuspended' }]);
    given(until.announced).when(end).rejected('not-approved');
    given(paid).when({ ...end, ...signed() }).rejected('role');
  });
  it('note a death once, for an officer to look at', () => {
    const death: Command = { type: 'NoteDeath', person: MOTHER, on: DAY, ...signed(SERVICE) };
    const noted = { type: 'DeathNoted' as const, data: { person: MOTHER, on: DAY, ...stamp(SERVICE) }, effectiveOn: DAY };
    given(paid).when(death).then([noted]);
    given([...paid, noted]).when(death).then([]);
    given(until.announced).when(death).then([]);
  });
});
