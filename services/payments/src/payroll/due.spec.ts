import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, nat, oneof, property, record, shuffledSubarray } from 'fast-check';
import { entitlementDecider } from '../entitlement/entitlement.decider.ts';
import { claimOf, type Entitlement, noEntitlement, type Opened } from '../entitlement/entitlement.ts';
import { instructionDecider } from '../instruction/instruction.decider.ts';
import { noInstruction } from '../instruction/instruction.ts';
import { FinanceOffice, TODAY } from '../testing/finance-office.ts';
import { cny, id, opened, prepared } from '../testing/samples.ts';
import { type Before, type Candidate, collectDue, outdatedReason } from './due.ts';

const key = { payroll: id(20), programme: 'dibao', period: '2026-12', currency: 'CNY' } as const;
const entitlement = (over: Partial<Opened> = {}, more: Partial<Entitlement> = {}): Entitlement => {
  const data = opened(over);
  return { ...noEntitlement, opened: data, amounts: [{ from: data.from, money: data.money }], ...more };
};
const candidate = (n: number, over: Partial<Opened> = {}, more: Partial<Candidate> = {}): Candidate => ({ entitlement: entitlement({ order: id(n), beneficiary: id(n), ...over }), instruction: id(100 + n), taken: noInstruction, payable: true, ...more });
const none: Before = new Map();
const codes = (candidates: readonly Candidate[], before = none): (string | boolean)[][] => collectDue(candidates, before, key).checks.map(({ code, blocking }) => [code, blocking]);

describe('what is due', () => {
  it('is a line for each beneficiary, in one order, with the sum as total', () => {
    const { lines, checks, total, delta } = collectDue([candidate(2, { money: cny(100) }), candidate(1)], none, key);
    expect(lines.map(({ instruction, money }) => [instruction, money.minor])).toEqual([[id(101), 66_667], [id(102), 100]]);
    expect([checks, total, delta]).toEqual([[], cny(66_767), { period: '2026-11', count: 0, total: cny(0), added: 2, changed: 0, left: 0 }]);
  });

  it('leaves out what another payroll holds, and what the month does not concern', () => {
    const taken = { ...noInstruction, status: 'sent', prepared: prepared() } as const;
    expect(collectDue([candidate(1, {}, { taken }), candidate(2, { from: '2027-01' }), candidate(3, { until: '2026-11', from: '2026-01' })], none, key)).toMatchObject({ lines: [], checks: [], total: cny(0) });
    expect(collectDue([candidate(1, {}, { taken: { ...taken, status: 'withdrawn' } })], none, key).lines).toHaveLength(1);
  });

  it('names who is not paid and why', () => {
    const dead = { entitlement: entitlement({ order: id(2), beneficiary: id(2) }, { deaths: { payee: '2026-12-01', beneficiary: null } }) };
    const suspended = { entitlement: entitlement({ order: id(3), beneficiary: id(3) }, { suspendedFrom: '2026-12' }) };
    expect(codes([candidate(2, {}, dead), candidate(3, {}, suspended), candidate(4, {}, { payable: false }), candidate(5, { money: { minor: 1, currency: 'MNT' } })]))
      .toEqual([['other-currency', true], ['missing-account', true], ['suspended', true], ['dead-payee', true]]);
  });

  it('pays one of two orders for the same beneficiary: the newer', () => {
    const two = [candidate(1, { money: cny(500) }), candidate(2, { beneficiary: id(1), from: '2026-11', money: cny(900) }, { instruction: id(101) })];
    for (const order of [two, two.toReversed()]) {
      const { lines, checks } = collectDue(order, none, key);
      expect([lines.map(({ order: paid, money }) => [paid, money.minor]), checks.map(({ code, order: other }) => [code, other])]).toEqual([[[id(1), 500]], [['second-order', id(2)]]]);
    }
  });

  it('shows what differs from the month before: amounts, who is gone, how many are new', () => {
    const before: Before = new Map([[id(1), { payee: id(5), money: cny(66_667) }], [id(2), { payee: id(5), money: cny(70_000) }], [id(9), { payee: id(5), money: cny(10_000) }]]);
    const { checks, delta } = collectDue([candidate(1), candidate(2), candidate(3)], before, key);
    expect(checks.map(({ code, beneficiary, before: was, now }) => [code, beneficiary, was?.minor, now?.minor])).toEqual([['changed', id(2), 70_000, 66_667], ['left', id(9), 10_000, undefined]]);
    expect(delta).toEqual({ period: '2026-11', count: 3, total: cny(146_667), added: 1, changed: 1, left: 1 });
  });

  it('tells lines that no longer hold', () => {
    const line = prepared();
    expect(outdatedReason(entitlement(), line)).toBeNull();
    expect(outdatedReason(entitlement({}, { amounts: [{ from: '2026-12', money: cny(1) }] }), line)).toBe('no-longer-due');
    expect(outdatedReason(entitlement({}, { endedFrom: '2026-12' }), line)).toBe('no-longer-due');
    expect(outdatedReason(entitlement({}, { suspendedFrom: '2026-12' }), line)).toBe('suspended');
    expect(outdatedReason(noEntitlement, line)).toBe('no-longer-due');
  });

  it('balances to the unit, in whatever order the candidates come', () => {
    const amounts = array(nat({ max: 10_000_000 }), { minLength: 1, maxLength: 30 });
    assert(property(amounts.chain((list) => shuffledSubarray(list.map((minor, n) => ({ minor, n })), { minLength: list.length })), (shuffled) => {
      const { lines, total } = collectDue(shuffled.map(({ minor, n }) => candidate(n, { money: cny(minor) })), none, key);
      expect(total.minor).toBe(lines.reduce((all, { money }) => all + money.minor, 0));
      expect(total.minor).toBe(shuffled.reduce((all, { minor }) => all + minor, 0));
      expect(lines.map(({ instruction }) => instruction)).toEqual(lines.map(({ instruction }) => instruction).toSorted());
    }));
  });
});

const PERIODS = ['2027-03', '2027-04', '2027-05', '2027-06'] as const;
const period = constantFrom(...PERIODS);
const which = nat({ max: 5 });
const happening = (...names: readonly string[]) => record({ do: constantFrom(...names), which, period, minor: nat({ max: 100_000 }) });
const step = oneof({ weight: 2, arbitrary: happening('order', 'change', 'suspend', 'end', 'die') }, { weight: 3, arbitrary: happening('draft', 'race') }, { weight: 4, arbitrary: happening('submit', 'approve', 'approve', 'withdraw', 'reject') });
type Step = { readonly do: string; readonly which: number; readonly period: string; readonly minor: number };

function take(office: FinanceOffice, { do: what, which: n, period: month, minor }: Step): void {
  const order = office.orders[n % Math.max(1, office.orders.length)] ?? '', payroll = office.payrolls.at(-1 - (n % 3)) ?? '';
  const taken: Readonly<Record<string, () => unknown>> = {
    order: () => { office.order(n, minor, month); },
    change: () => office.do(entitlementDecider, order, { type: 'Change', money: cny(minor), from: month, reason: 'x' }),
    suspend: () => office.do(entitlementDecider, order, { type: 'Suspend', from: month, reason: 'x' }),
    end: () => office.do(entitlementDecider, order, { type: 'End', from: month, reason: 'x' }),
    die: () => office.do(entitlementDecider, order, { type: 'NoteDeath', person: id(500 + n), on: `${month}-10` }),
    draft: () => office.carryOut(office.plan(month)),
    race: () => [office.plan(month), office.plan(month)].map((plan) => office.carryOut(plan)),
    submit: () => office.submit(payroll),
    approve: () => [office.submit(payroll), office.approve(payroll), office.approve(payroll)],
    withdraw: () => office.withdraw(payroll),
    reject: () => office.sent().map(({ instruction }) => office.do(instructionDecider, instruction, { type: 'NoteRejected', reason: 'AC01', today: TODAY })),
  };
  taken[what]?.();
}

describe('whatever is retried, raced, withdrawn or changed', () => {
  it('pays a beneficiary once a period, never more than the entitlement said when it was sent, and every payroll balances', () => {
    let everSent = 0;
    assert(property(array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const office = new FinanceOffice();
      for (const beneficiary of [0, 1, 2]) office.order(beneficiary, 60_000 + beneficiary, '2027-03');
      let counted = 0;
      for (const one of steps) {
        take(office, one);
        const sent = office.sent();
        for (const { order, period: month, money } of sent.slice(counted)) expect(claimOf(office.state(entitlementDecider, order), month)).toEqual({ kind: 'due', money });
        counted = sent.length;
        expect(office.unbalanced()).toEqual([]);
      }
      const keys = office.sent().map(({ programme, beneficiary, period: month }) => `${programme} ${beneficiary} ${month}`);
      expect(new Set(keys).size).toBe(keys.length);
      everSent += keys.length;
    }), { numRuns: 300 });
    // The property is about payments that were made, not about an office that pays nobody.
    expect(everSent).toBeGreaterThan(300);
  });
});
