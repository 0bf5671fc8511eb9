import { describe, expect, it } from '@jest/globals';
import { check } from '@hearth/event-sourcing';
import { type Instruction, noInstruction } from '../instruction/instruction.ts';
import { cny, drafted, id } from '../testing/samples.ts';
import { type PayrollCommand, payrollDecider } from './payroll.decider.ts';
import { objection, type PayrollAction } from './payroll.guards.ts';
import { evolve, noPayroll, type PayrollEvent } from './payroll.ts';

const [at, today] = ['2026-12-08T02:00:00.000Z', '2026-12-08'];
const maker = { sub: 'finance1', role: 'finance-maker', area: '341524' };
const checker = { sub: 'finance2', role: 'finance-checker', area: '341524' };
const header = { messageId: id(20).replaceAll('-', ''), createdAt: at, executionDate: '2026-12-10', debtor: { name: '金寨县财政局', account: 'HF-341524-dibao', bank: 'Sample Bank' }, sha256: 'a'.repeat(64) };

const made: PayrollEvent = { type: 'PayrollDrafted', data: drafted() };
const submitted: PayrollEvent = { type: 'PayrollSubmitted', data: { payroll: id(20), by: 'finance1', at } };
const withdrawn: PayrollEvent = { type: 'PayrollWithdrawn', data: { payroll: id(20), by: 'finance2', reason: 'wrong month', at } };
const approved: PayrollEvent = { type: 'PayrollApproved', data: { payroll: id(20), programme: 'dibao', period: '2026-12', area: '341524', count: 1, total: cny(66_667), by: 'finance2', at } };
const filed: PayrollEvent = { type: 'BankFileMade', data: { payroll: id(20), ...header, count: 1, total: cny(66_667) } };
const closing = { payroll: id(20), programme: 'dibao', period: '2026-12', area: '341524', on: '2026-12-10', reconciled: 1, listed: 0, items: [], by: 'finance1' } as const;
const closed: PayrollEvent = { type: 'PeriodReconciled', data: closing };

const given = (...history: PayrollEvent[]) => check(payrollDecider).given(history);
const submit = (outdated: Extract<PayrollCommand, { type: 'Submit' }>['outdated'] = []): PayrollCommand => ({ type: 'Submit', by: maker, at, today, outdated });
const approve = (over: Partial<Extract<PayrollCommand, { type: 'Approve' }>> = {}): PayrollCommand => ({ type: 'Approve', by: checker, at, today, total: cny(66_667), outdated: [], file: header, ...over });
const close = (states: readonly Instruction[], on = '2026-12-10'): PayrollCommand => ({ type: 'Close', by: maker, at, today: on, instructions: states.map((state, i) => ({ id: id(10 + i), state })) });

describe('payroll', () => {
  it('is drafted for this month or an earlier one, never empty, once', () => {
    given().when({ type: 'Draft', data: drafted(), today }).then([made]);
    given().when({ type: 'Draft', data: drafted({ period: '2026-01' }), today }).then([{ type: 'PayrollDrafted', data: drafted({ period: '2026-01' }) }]);
    expect(given().when({ type: 'Draft', data: drafted({ period: '2027-01' }), today }).rejected('future-period').status).toBe(422);
    given().when({ type: 'Draft', data: drafted({ instructions: [] }), today }).rejected('nothing-due');
    given(made).when({ type: 'Draft', data: drafted(), today }).rejected('already-drafted');
  });

  it('goes from its maker to somebody else, who types the total', () => {
    given(made).when(submit()).then([submitted]);
    given(made, submitted).when(approve()).then([approved, filed]);
    expect(given(made, submitted).when(approve({ by: maker })).rejected('same-person').status).toBe(403);
    given(made, { type: 'PayrollSubmitted', data: { payroll: id(20), by: 'finance2', at } }).when(approve()).rejected('same-person');
    expect(given(made, submitted).when(approve({ total: cny(66_666) })).rejected('total-differs').status).toBe(422);
    given(made, submitted).when(approve({ total: { minor: 66_667, currency: 'MNT' } })).rejected('total-differs');
  });

  it('goes no further with lines that no longer hold', () => {
    const outdated = [{ field: id(10), code: 'dead-payee', detail: 'does not hold any more' }];
    expect(given(made).when(submit(outdated)).rejected('payroll-outdated').errors).toEqual(outdated);
    given(made, submitted).when(approve({ outdated })).rejected('payroll-outdated');
  });

  it.each([
    ['submit', [], submit(), 'not-found'], ['submit twice', [made, submitted], submit(), 'not-draft'], ['approve', [], approve(), 'not-found'], ['approve a draft', [made], approve(), 'not-submitted'],
    ['approve twice', [made, submitted, approved, filed], approve(), 'not-submitted'], ['approve what was withdrawn', [made, submitted, withdrawn], approve(), 'not-submitted'],
    ['close a draft', [made], close([]), 'not-approved'], ['close twice', [made, submitted, approved, filed, closed], close([]), 'already-closed'],
  ] as const)('is refused to %s', (_, history, command, code) => { given(...history).when(command).rejected(code); });

  it('is withdrawn until it is approved', () => {
    const command: PayrollCommand = { type: 'Withdraw', by: checker, at, today, reason: 'wrong month' };
    given(made).when(command).then([withdrawn]);
    given(made, submitted).when(command).then([withdrawn]);
    given(made, submitted, approved, filed).when(command).rejected('not-open');
  });

  it('closes from the pay day on, with a reason for each payment that is not reconciled', () => {
    const of = (over: Partial<Instruction>): Instruction => ({ ...noInstruction, ...over });
    const day = '2026-12-10';
    const states = [
      of({ status: 'reconciled' }), of({ status: 'sent' }), of({ status: 'settled', settledOn: day }), of({ status: 'settled', settledOn: day, booked: { on: day, reference: 'R' } }),
      of({ status: 'returned', returned: { on: day, reason: 'AC04' } }), of({ status: 'collected', collected: { on: day, branch: 'B', collector: 'agent' } }),
    ];
    const items = [
      { instruction: id(11), reason: 'no-answer', code: null }, { instruction: id(12), reason: 'not-on-statement', code: null }, { instruction: id(13), reason: 'not-collected', code: null },
      { instruction: id(14), reason: 'returned', code: 'AC04' }, { instruction: id(15), reason: 'not-on-statement', code: null },
    ] as const;
    given(made, submitted, approved, filed).when(close(states)).then([{ type: 'PeriodReconciled', data: { ...closing, reconciled: 1, listed: 5, items } }]);
    given(made, submitted, approved, filed).when(close(states, '2026-12-09')).rejected('too-early');
  });

  it('tells each officer what may be done next, and the rule against the rest', () => {
    const next = (history: readonly PayrollEvent[], by = maker, on = today): Record<PayrollAction, string> => {
      const state = history.reduce(evolve, noPayroll);
      const of = (action: PayrollAction): string => objection(action, state, by, on)?.code ?? 'allowed';
      return { 'submission': of('submission'), 'withdrawal': of('withdrawal'), 'approval': of('approval'), 'bank-file': of('bank-file'), 'period-close': of('period-close') };
    };
    expect(next([made])).toEqual({ 'submission': 'allowed', 'withdrawal': 'allowed', 'approval': 'role', 'bank-file': 'not-approved', 'period-close': 'not-approved' });
    expect(next([made, submitted], checker)).toEqual({ 'submission': 'role', 'withdrawal': 'allowed', 'approval': 'allowed', 'bank-file': 'not-approved', 'period-close': 'role' });
    expect(next([made, submitted], { ...checker, sub: 'finance1' }).approval).toBe('same-person');
    expect(next([made, submitted, approved, filed])).toEqual({ 'submission': 'not-draft', 'withdrawal': 'not-open', 'approval': 'role', 'bank-file': 'allowed', 'period-close': 'too-early' });
    expect(next([made, submitted, approved, filed], maker, '2026-12-10')['period-close']).toBe('allowed');
  });
});
