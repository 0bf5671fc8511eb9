import { describe, expect, it } from '@jest/globals';
import { check, fold } from '@hearth/event-sourcing';
import { cny, id, prepared } from '../testing/samples.ts';
import { type BankCommand, instructionDecider } from './instruction.decider.ts';
import { aboutPayment, type InstructionEvent, instructionName, isTaken } from './instruction.ts';

const today = '2026-12-11';
const about = aboutPayment(prepared());
const money = cny(66_667);
const made: InstructionEvent = { type: 'InstructionPrepared', data: prepared() };
const withdrawn: InstructionEvent = { type: 'InstructionWithdrawn', data: { instruction: id(10), payroll: id(20) } };
const sent: InstructionEvent = { type: 'InstructionSent', data: { ...about, payroll: id(20), order: id(3), beneficiary: id(1), payee: id(5), money, at: '2026-12-08T02:00:00.000Z' } };
const settled = (on: string): InstructionEvent => ({ type: 'PaymentSettled', data: { ...about, money, on }, effectiveOn: on });
const booked = (on: string, reference = 'REF-1'): InstructionEvent => ({ type: 'PaymentBooked', data: { instruction: id(10), on, reference }, effectiveOn: on });
const returned = (on: string, reason = 'AC04'): InstructionEvent => ({ type: 'PaymentReturned', data: { ...about, money, reason, on }, effectiveOn: on });
const collected = (on: string): InstructionEvent => ({ type: 'PaymentCollected', data: { ...about, on, branch: 'Branch 03', collector: 'holder' }, effectiveOn: on });
const reconciled = (on: string): InstructionEvent => ({ type: 'PaymentReconciled', data: { ...about, money, on }, effectiveOn: on });

const accept = (on: string | null = null): BankCommand => ({ type: 'NoteAccepted', on, today });
const reject: BankCommand = { type: 'NoteRejected', reason: 'AC01', today };
const debit = (over: Partial<Extract<BankCommand, { type: 'NoteDebit' }>> = {}): BankCommand => ({ type: 'NoteDebit', money, on: '2026-12-10', reference: 'REF-1', today, ...over });
const back = (over: Partial<Extract<BankCommand, { type: 'NoteReturn' }>> = {}): BankCommand => ({ type: 'NoteReturn', money, on: '2026-12-10', reason: 'AC04', today, ...over });
const collect = (over: Partial<Extract<BankCommand, { type: 'NoteCollection' }>> = {}): BankCommand => ({ type: 'NoteCollection', on: '2026-12-10', branch: 'Branch 03', collector: 'holder', today, ...over });

const given = (...history: InstructionEvent[]) => check(instructionDecider).given(history);

describe('payment instruction', () => {
  it('has one name for programme, beneficiary and period, whatever the order or the payroll', () => {
    expect(instructionName('dibao', id(1), '2026-12')).toBe(instructionName('dibao', id(1), '2026-12'));
    expect(new Set([instructionName('dibao', id(1), '2026-12'), instructionName('tekun', id(1), '2026-12'), instructionName('dibao', id(2), '2026-12'), instructionName('dibao', id(1), '2027-01')]).size).toBe(4);
  });

  it('is prepared once, and again only when it was withdrawn', () => {
    given().when({ type: 'Prepare', data: prepared() }).then([made]);
    given(made).when({ type: 'Prepare', data: prepared() }).then([]);
    given(made).when({ type: 'Prepare', data: prepared({ payroll: id(21) }) }).rejected('already-instructed');
    given(made, sent).when({ type: 'Prepare', data: prepared() }).rejected('already-instructed');
    given(made, sent, returned('2026-12-10')).when({ type: 'Prepare', data: prepared({ payroll: id(21) }) }).rejected('already-instructed');
    given(made, withdrawn).when({ type: 'Prepare', data: prepared({ payroll: id(21) }) }).then([{ type: 'InstructionPrepared', data: prepared({ payroll: id(21) }) }]);
  });

  it('is withdrawn and sent by its own payroll only', () => {
    given(made).when({ type: 'Withdraw', payroll: id(20) }).then([withdrawn]);
    given(made, withdrawn).when({ type: 'Withdraw', payroll: id(20) }).then([]);
    given(made, sent).when({ type: 'Withdraw', payroll: id(20) }).rejected('not-prepared');
    given(made).when({ type: 'Send', payroll: id(20), at: '2026-12-08T02:00:00.000Z' }).then([sent]);
    given(made, sent).when({ type: 'Send', payroll: id(20), at: '2026-12-09T02:00:00.000Z' }).then([]);
    for (const history of [[], [made, withdrawn]]) given(...history).when({ type: 'Send', payroll: id(20), at: '2026-12-08T02:00:00.000Z' }).rejected('not-prepared');
    given(made).when({ type: 'Send', payroll: id(21), at: '2026-12-08T02:00:00.000Z' }).rejected('not-prepared');
  });

  it.each([['nothing was prepared', [], 'unknown-instruction'], ['it was not sent', [made], 'not-sent'], ['it was withdrawn', [made, withdrawn], 'not-sent']] as const)('hears nothing of the bank while %s', (_, history, code) => {
    for (const command of [accept(), reject, debit(), back(), collect()]) given(...history).when(command).rejected(code);
  });

  it.each([['the bank’s day', '2026-12-10', '2026-12-10'], ['today at the latest', '2027-03-01', today], ['the day it was sent at the earliest', '2025-01-01', '2026-12-08'], ['today when the bank names none', null, today]])('settles on %s', (_, on, expected) => {
    given(made, sent).when(accept(on)).then([settled(expected)]);
  });

  it('is settled by the statement too, and once', () => {
    given(made, sent).when(debit()).then([booked('2026-12-10'), settled('2026-12-10')]);
    given(made, sent, settled('2026-12-09')).when(debit()).then([booked('2026-12-10')]);
    given(made, sent, booked('2026-12-10'), settled('2026-12-10')).when(accept()).then([]);
  });

  it('is reconciled when it stands on the statement and was collected, whichever came last', () => {
    given(made, sent, settled('2026-12-09'), collected('2026-12-11')).when(debit()).then([booked('2026-12-10'), reconciled('2026-12-11')]);
    given(made, sent, settled('2026-12-09'), booked('2026-12-10')).when(collect({ on: '2026-12-11' })).then([collected('2026-12-11'), reconciled('2026-12-11')]);
    given(made, sent).when(collect()).then([collected('2026-12-10')]);
  });

  it('hears every message again without saying anything new', () => {
    const all = [made, sent, settled('2026-12-08'), booked('2026-12-10'), collected('2026-12-10'), reconciled('2026-12-10')];
    for (const command of [accept(), debit(), collect()]) given(...all).when(command).then([]);
    const back1 = [made, sent, settled('2026-12-08'), booked('2026-12-10'), returned('2026-12-10')];
    for (const command of [accept(), debit(), back(), reject]) given(...back1).when(command).then([]);
  });

  it('is returned by the statement or rejected by the status, with the reason', () => {
    given(made, sent).when(reject).then([returned(today, 'AC01')]);
    given(made, sent, settled('2026-12-09'), booked('2026-12-10')).when(back()).then([returned('2026-12-10')]);
  });

  it('books the debit of a return that was heard of first', () => {
    given(made, sent, settled('2026-12-09'), returned('2026-12-10')).when(debit()).then([booked('2026-12-10')]);
  });

  it.each([
    ['another amount', [made, sent], debit({ money: cny(66_666) }), 'amount-differs'], ['another currency', [made, sent], debit({ money: { minor: 66_667, currency: 'MNT' } }), 'amount-differs'],
    ['another amount returned', [made, sent], back({ money: cny(1) }), 'amount-differs'], ['a booking of tomorrow', [made, sent], debit({ on: '2026-12-12' }), 'date-in-future'],
    ['a return of tomorrow', [made, sent], back({ on: '2026-12-12' }), 'date-in-future'], ['a collection of tomorrow', [made, sent], collect({ on: '2026-12-12' }), 'date-in-future'],
    ['a second booking', [made, sent, settled('2026-12-10'), booked('2026-12-10')], debit({ reference: 'REF-2' }), 'booked-twice'],
    ['a debit after a rejection', [made, sent, returned('2026-12-09', 'AC01')], debit(), 'was-returned'], ['an acceptance after a rejection', [made, sent, returned('2026-12-09', 'AC01')], accept(), 'was-returned'],
    ['a collection of returned money', [made, sent, settled('2026-12-09'), returned('2026-12-10')], collect(), 'was-returned'],
    ['a return of collected money', [made, sent, collected('2026-12-10')], back(), 'was-collected'],
    ['another collection', [made, sent, collected('2026-12-10')], collect({ branch: 'Branch 04' }), 'collected-differently'],
  ] as const)('refuses %s, for somebody to look at', (_, history, command, code) => { given(...history).when(command).rejected(code); });

  it('keeps its period taken from the payroll on, unless withdrawn', () => {
    const taken = (...history: InstructionEvent[]): boolean => isTaken(fold(instructionDecider, history));
    expect([taken(), taken(made), taken(made, withdrawn), taken(made, sent), taken(made, sent, returned('2026-12-10'))]).toEqual([false, true, false, true, true]);
  });
});
