import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { APPROVAL, CHILD, cny, ENROLMENT, HEAD, HOUSEHOLD, VILLAGE } from '../testing/family.ts';
import { beneficiaryRecord, type View, WHOLE } from './beneficiary-record.ts';
import type { RecordEntry } from './entries.ts';

let entries = 0;
/** One entry; `at` the instant it was recorded, `on` the day it is true from. */
function entry(type: string, data: Record<string, unknown>, on = '2026-11-20', at = `${on}T02:00:00.000Z`, over: Partial<RecordEntry> = {}): RecordEntry {
  entries += 1;
  return { household: HOUSEHOLD, id: `e${entries}`, type: `hearth.${type}`, service: type.split('.')[0] ?? '', area: VILLAGE, effectiveOn: on, recordedAt: new Date(at), position: entries, actor: 'town1', data, ...over };
}
const enrolment = (status: string, from: string, over: Record<string, unknown> = {}): Record<string, unknown> => ({ enrolment: ENROLMENT, programme: 'dibao', person: null, status, from, money: cny(66_667), approval: APPROVAL, referral: null, ...over });
const payment = (over: Record<string, unknown> = {}): Record<string, unknown> => ({ instruction: 'i1', programme: 'dibao', period: '2026-12', money: cny(66_667), ...over });
const onDay = (day: string): View => ({ effectiveBy: day, knownBy: null });
const knownBy = (day: string, effectiveBy: string | null = null): View => ({ effectiveBy, knownBy: { at: new Date(`${day}T23:59:59.999Z`), position: null } });
const now = (list: readonly RecordEntry[]): ReturnType<typeof beneficiaryRecord> => beneficiaryRecord(list, WHOLE);

describe('programmes', () => {
  const proposed = entry('registry.EnrolmentRecorded', enrolment('proposed', '2026-11-20'));
  const enrolled = entry('registry.EnrolmentRecorded', enrolment('enrolled', '2026-12-01'), '2026-12-01', '2026-11-25T02:00:00.000Z');
  const ended = entry('registry.EnrolmentEnded', { enrolment: ENROLMENT, programme: 'dibao', person: null, reason: 'moved', on: '2027-03-01' }, '2027-03-01', '2027-02-20T02:00:00.000Z');

  it('are one line each, at its last state', () => {
    expect(now([proposed, enrolled, ended]).programmes).toEqual([{ programme: 'dibao', status: 'ended', from: '2026-12-01', until: '2027-03-01', person: null, money: cny(66_667) }]);
    expect(now([proposed, entry('registry.EnrolmentRecorded', enrolment('enrolled', '2026-12-01', { enrolment: 'other', programme: 'medical-assistance', person: CHILD }))]).programmes.map(({ programme, person, status }) => [programme, person, status]))
      .toEqual([['dibao', null, 'proposed'], ['medical-assistance', CHILD, 'enrolled']]);
  });

  it('of a day are those true by then, whenever they were recorded', () => {
    const statuses = (day: string): (string | undefined)[] => beneficiaryRecord([proposed, enrolled, ended], onDay(day)).programmes.map(({ status }) => status);
    expect(['2026-11-19', '2026-11-20', '2026-11-30', '2026-12-01', '2027-02-28', '2027-03-01'].map(statuses)).toEqual([[], ['proposed'], ['proposed'], ['enrolled'], ['enrolled'], ['ended']]);
  });

  it('known then are those recorded by then, whenever they become true', () => {
    const known = (day: string): (string | undefined)[] => beneficiaryRecord([proposed, enrolled, ended], knownBy(day)).programmes.map(({ status }) => status);
    expect([known('2026-11-24'), known('2026-11-25'), known('2027-02-19'), known('2027-02-20')]).toEqual([['proposed'], ['enrolled'], ['enrolled'], ['ended']]);
  });

  it('are not ended by the end of something unknown', () => { expect(now([ended]).programmes).toEqual([]); });
});

describe('a correction', () => {
  const granted = entry('registry.EnrolmentRecorded', enrolment('enrolled', '2027-01-01', { money: cny(50_000) }), '2027-01-01', '2027-03-10T02:00:00.000Z');
  const raised = entry('registry.EnrolmentRecorded', enrolment('enrolled', '2027-01-01', { money: cny(70_000) }), '2027-04-01', '2027-04-10T02:00:00.000Z');
  const corrected = entry('registry.EnrolmentRecorded', enrolment('enrolled', '2027-01-01', { money: cny(60_000) }), '2027-01-01', '2027-05-20T02:00:00.000Z');
  const list = [granted, raised, corrected];
  const minor = (view: View): (number | undefined)[] => beneficiaryRecord(list, view).programmes.map(({ money }) => money?.minor);

  it('of the past holds for the past, from when it was known', () => {
    expect([minor(knownBy('2027-04-30', '2027-02-15')), minor(knownBy('2027-06-30', '2027-02-15')), minor(onDay('2027-02-15'))]).toEqual([[50_000], [60_000], [60_000]]);
  });

  it('does not undo what is true from a later day, though it was recorded after it', () => {
    expect([minor(onDay('2027-05-31')), minor(knownBy('2027-06-30', '2027-05-31')), minor(knownBy('2027-03-31', '2027-05-31')), minor(knownBy('2027-02-28', '2027-05-31'))]).toEqual([[70_000], [70_000], [50_000], []]);
  });

  it('is known by position: own facts up to it, what others said before it', () => {
    const heard = entry('casework.BenefitApproved', {}, '2027-01-01', '2027-01-01T00:00:00.000Z', { position: corrected.position });
    const at = (position: number): string[] => beneficiaryRecord([...list, heard], { effectiveBy: null, knownBy: { at: new Date(0), position } }).timeline.map(({ id }) => id);
    expect([at(granted.position), at(corrected.position), at(corrected.position + 1)]).toEqual([[granted.id], [granted.id, raised.id, corrected.id], [granted.id, raised.id, corrected.id, heard.id]]);
  });
});

describe('payments', () => {
  const facts: readonly RecordEntry[] = [
    entry('payments.InstructionSent', payment({ payee: HEAD, order: 'o', payroll: 'p' }), '2026-12-10'), entry('payments.PaymentSettled', payment(), '2026-12-11'), entry('payments.PaymentCollected', { instruction: 'i1', programme: 'dibao', period: '2026-12', branch: 'b', collector: 'holder' }, '2026-12-12'),
    entry('payments.PaymentReconciled', payment(), '2026-12-13'),
  ];
  const statuses = (list: readonly RecordEntry[]): string[] => now(list).payments.map(({ status }) => status);

  it('go from sent to reconciled; a collection without an amount keeps the one sent', () => {
    expect(facts.map((_, i) => statuses(facts.slice(0, i + 1)))).toEqual([['sent'], ['settled'], ['collected'], ['reconciled']]);
    expect(now(facts.slice(0, 3)).payments).toEqual([{ instruction: 'i1', programme: 'dibao', period: '2026-12', money: cny(66_667), status: 'collected', person: HEAD, on: '2026-12-12', reason: null }]);
  });

  it('never go back, in whatever order the facts are read; a collection alone has no amount to show', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...facts], { minLength: 1 }), (order) => {
      const furthest = ['sent', 'settled', 'collected', 'reconciled'][Math.max(...order.map((fact) => facts.indexOf(fact)))];
      const amount = order.some((fact) => fact !== facts[2]);
      expect(now(order).payments.map(({ status, money }) => [status, money.minor])).toEqual(amount ? [[furthest, 66_667]] : []);
    }));
  });

  it('that came back say why, and keep who they were for', () => {
    const returned = now([facts[0]!, entry('payments.PaymentReturned', payment({ reason: 'AC04' }), '2026-12-12')]).payments[0];
    expect(returned).toMatchObject({ status: 'returned', reason: 'AC04', person: HEAD, on: '2026-12-12' });
  });

  it('are lines of their own for each instruction', () => {
    expect(now([...facts, entry('payments.InstructionSent', payment({ instruction: 'i2', period: '2027-01', payee: HEAD }), '2027-01-10')]).payments.map(({ period, status }) => [period, status])).toEqual([['2026-12', 'reconciled'], ['2027-01', 'sent']]);
  });

  it('of a day are as they stood on it', () => {
    expect(['2026-12-09', '2026-12-10', '2026-12-12', '2026-12-31'].map((day) => beneficiaryRecord(facts, onDay(day)).payments.map(({ status }) => status))).toEqual([[], ['sent'], ['collected'], ['reconciled']]);
  });
});

describe('the time line', () => {
  it('has every fact, what it is about, who said it, and how many came later', () => {
    const list = [entry('casework.ApplicationSubmitted', { household: HOUSEHOLD, application: 'a', programme: 'dibao', documents: [{ kind: 'identity', person: HEAD }] }), entry('casework.BenefitApproved', { application: 'a', money: cny(1) }, '2026-12-01')];
    const { timeline, later } = beneficiaryRecord(list, onDay('2026-11-30'));
    expect([timeline.map(({ type, effectiveAt, recordedAt, service, actor, about }) => ({ type, effectiveAt, recordedAt, service, actor, about })), later]).toEqual([[{
      type: 'hearth.casework.ApplicationSubmitted', effectiveAt: '2026-11-20', recordedAt: '2026-11-20T02:00:00.000Z', service: 'casework', actor: 'town1', about: { application: 'a', programme: 'dibao' },
    }], 1]);
  });

  it('shows nothing sealed, no number and no name, whatever the fact holds', () => {
    const sealed = 'eyJhbGciOiJkaXIifQ..bm8taXY.bm8tdGV4dA.bm8tdGFn';
    const { timeline } = now([entry('registry.PersonRegistered', { person: HEAD, name: sealed, idNumber: sealed, idToken: 't1:x', phone: sealed }), entry('casework.PaymentOrdered', { payeeName: sealed, account: sealed, programme: 'dibao' })]);
    expect(JSON.stringify(timeline)).not.toMatch(/eyJ|t1:x/);
  });

  it.each([
    ['the same day', '2026-11-20', '2026-11-20T15:00:00.000Z', VILLAGE, false], ['the evening after, in China', '2026-11-20', '2026-11-21T15:59:00.000Z', VILLAGE, false],
    ['the second day, in China, though still the first in UTC', '2026-11-20', '2026-11-21T16:01:00.000Z', VILLAGE, true], ['the second day', '2026-11-20', '2026-11-22T02:00:00.000Z', VILLAGE, true],
    ['the second day in Ulaanbaatar', '2026-11-20', '2026-11-21T16:01:00.000Z', 'MN-073-04', true], ['the evening after, in Khovd', '2026-11-20', '2026-11-21T16:01:00.000Z', 'MN-043-01', false],
    ['before it is true', '2026-12-01', '2026-11-20T02:00:00.000Z', VILLAGE, false], ['the second day, nowhere', '2026-11-20', '2026-11-22T02:00:00.000Z', null, true],
  ])('marks late what is recorded %s', (_, on, at, area, late) => {
    expect(now([entry('casework.VisitRecorded', {}, on, at, { area })]).timeline[0]?.late).toBe(late);
  });
});
