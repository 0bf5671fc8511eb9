import { describe, expect, it } from '@jest/globals';
import { check, fold } from '@hearth/event-sourcing';
import { cny, id, opened } from '../testing/samples.ts';
import { entitlementDecider } from './entitlement.decider.ts';
import { claimOf, type EntitlementEvent, type Opened } from './entitlement.ts';

const order = id(3);
const open = (over: Partial<Opened> = {}): EntitlementEvent => ({ type: 'EntitlementOpened', data: opened(over) });
const changed = (minor: number, from: string): EntitlementEvent => ({ type: 'EntitlementChanged', data: { order, money: cny(minor), from, reason: 'income-changed' } });
const suspended = (from: string): EntitlementEvent => ({ type: 'EntitlementSuspended', data: { order, from, reason: 'review-overdue' } });
const ended = (from: string): EntitlementEvent => ({ type: 'EntitlementEnded', data: { order, from, reason: 'income-above-standard' } });
const died = (of: 'payee' | 'beneficiary', on: string): EntitlementEvent => ({ type: 'DeathNoted', data: { order, person: id(5), of, on }, effectiveOn: on });
const claims = (history: readonly EntitlementEvent[], ...periods: string[]): unknown[] => periods.map((period) => {
  const claim = claimOf(fold(entitlementDecider, history), period);
  return claim.kind === 'due' ? claim.money.minor : claim.kind === 'held' ? claim.reason : null;
});

describe('entitlement', () => {
  it('opens once', () => {
    check(entitlementDecider).given([]).when({ type: 'Open', data: opened() }).then([open()]);
    check(entitlementDecider).given([open()]).when({ type: 'Open', data: opened() }).rejected('ordered-already');
  });

  it('is not changed before it is opened, nor into another currency', () => {
    check(entitlementDecider).given([]).when({ type: 'End', from: '2027-01', reason: 'exit' }).rejected('not-found');
    check(entitlementDecider).given([open()]).when({ type: 'Change', money: { minor: 1, currency: 'MNT' }, from: '2027-01', reason: 'x' }).rejected('other-currency');
  });

  it('ignores an end or a suspension that says nothing new', () => {
    check(entitlementDecider).given([open(), ended('2027-02')]).when({ type: 'End', from: '2027-03', reason: 'exit' }).then([]);
    check(entitlementDecider).given([open(), ended('2027-02')]).when({ type: 'End', from: '2027-01', reason: 'exit' }).then([{ type: 'EntitlementEnded', data: { order, from: '2027-01', reason: 'exit' } }]);
    check(entitlementDecider).given([open(), suspended('2027-02')]).when({ type: 'Suspend', from: '2027-02', reason: 'x' }).then([]);
  });

  it('notes the death of the payee, of the beneficiary, of one who is both, and each once', () => {
    const death = { type: 'NoteDeath', person: id(5), on: '2026-12-20' } as const;
    check(entitlementDecider).given([open()]).when(death).then([died('payee', '2026-12-20')]);
    check(entitlementDecider).given([open({ beneficiary: id(5) })]).when(death).then((['payee', 'beneficiary'] as const).map((of) => died(of, '2026-12-20')));
    check(entitlementDecider).given([open(), died('payee', '2026-12-20')]).when(death).then([]);
    check(entitlementDecider).given([open()]).when({ ...death, person: id(99) }).then([]);
  });

  it('is due from its first month to its last', () => {
    expect(claims([open()], '2026-11', '2026-12', '2027-12')).toEqual([null, 66_667, 66_667]);
    expect(claims([open({ until: '2027-02' })], '2027-02', '2027-03')).toEqual([66_667, null]);
    expect(claims([open(), ended('2027-02')], '2027-01', '2027-02')).toEqual([66_667, null]);
    expect(claims([], '2026-12')).toEqual([null]);
  });

  it('takes the amount decided last among those that reach the month', () => {
    expect(claims([open(), changed(44_444, '2027-02')], '2027-01', '2027-02')).toEqual([66_667, 44_444]);
    // A later decision for an earlier month counts for all months after it too.
    expect(claims([open(), changed(44_444, '2027-02'), changed(50_000, '2027-01')], '2026-12', '2027-01', '2027-02')).toEqual([66_667, 50_000, 50_000]);
    expect(claims([open(), changed(0, '2027-01')], '2027-01')).toEqual([null]);
  });

  it('holds money back, and says why', () => {
    expect(claims([open(), suspended('2027-01')], '2026-12', '2027-01')).toEqual([66_667, 'suspended']);
    expect(claims([open(), died('payee', '2027-01-20')], '2026-12', '2027-02')).toEqual(['dead-payee', 'dead-payee']);
    expect(claims([open(), died('beneficiary', '2027-01-20')], '2027-01', '2027-02')).toEqual([66_667, 'dead-beneficiary']);
    expect(claims([open(), died('payee', '2027-01-20'), ended('2027-02')], '2027-02')).toEqual([null]);
  });
});
