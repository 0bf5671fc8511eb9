import type { Income, Property, VerificationItem } from '@hearth/contracts';
import { describe, expect, it } from '@jest/globals';
import { incomesOf, propertiesOf } from './figures.ts';

const yuan = (minor: number): { minor: number; currency: 'CNY' } => ({ minor, currency: 'CNY' });
const wages = (minor: number, person = 'p'): Income => ({ person, kind: 'wages', annual: yuan(minor) });
const deposits = (minor: number | null, count = 1): Property => ({ person: 'p', kind: 'deposits', value: minor === null ? null : yuan(minor), count });
const item = (more: Partial<VerificationItem>): VerificationItem => ({
  item: 'i', person: 'p', source: 'tax', kind: 'wages', declared: null, found: null, declaredCount: null, foundCount: null, counts: null, countsCount: null, status: 'consistent', settlement: null, ...more,
});
const settled = (counts: number, at: string): VerificationItem => item({ status: 'settled', counts: yuan(counts), settlement: { decision: 'found', by: 'verify1', reason: 'payslips', at } });

describe('the income that counts', () => {
  it.each<[string, Income[] | null, Income[] | null, VerificationItem[], number, string]>([
    ['declared alone', [wages(100)], null, [], 100, 'declared'],
    ['several declared of one kind', [wages(100), wages(20)], null, [], 120, 'declared'],
    ['confirmed by a department', [wages(100)], null, [item({ declared: yuan(100), found: yuan(101), counts: yuan(101) })], 101, 'confirmed'],
    ['seen on the visit, before declared and confirmed', [wages(100)], [wages(140)], [item({ declared: yuan(100), found: yuan(100), counts: yuan(100) })], 140, 'visit'],
    ['a visit that speaks of someone else', [wages(100)], [wages(140, 'q')], [], 100, 'declared'],
    ['settled, before the visit', [wages(100)], [wages(140)], [settled(120, '2026-01-01T00:00:00Z')], 120, 'settled'],
    ['settled twice: the later one', [wages(100)], null, [settled(120, '2026-01-02T00:00:00Z'), settled(90, '2026-01-01T00:00:00Z')], 120, 'settled'],
    ['confirmed by one department, disputed by another', [wages(100)], null, [item({ counts: yuan(100) }), item({ status: 'open', found: yuan(900) })], 100, 'declared'],
    ['found, but never declared', [], null, [item({ status: 'open', found: yuan(900) })], 0, 'declared'],
  ])('%s', (_, declared, visit, items, minor, basis) => {
    expect(incomesOf('p', { declared, visit }, items)).toEqual([expect.objectContaining({ kind: 'wages', annual: yuan(minor), basis })]);
  });

  it('keeps both figures of what is open', () => {
    const open = item({ status: 'open', declared: yuan(100), found: yuan(900) });
    expect(incomesOf('p', { declared: [wages(100)], visit: null }, [open])?.[0]?.open).toEqual({ declared: yuan(100), found: yuan(900), declaredCount: null, foundCount: null });
  });

  it('is none of a person whom a statement leaves out, and unknown without a statement', () => {
    expect(incomesOf('p', { declared: [wages(1, 'q')], visit: null }, [])).toEqual([]);
    expect(incomesOf('p', { declared: null, visit: null }, [item({ counts: yuan(5) })])).toBeNull();
  });

  it('is unknown where its amounts cannot be added up', () => {
    const mixed: Income[] = [wages(1), { person: 'p', kind: 'wages', annual: { minor: 1, currency: 'MNT' } }];
    expect(incomesOf('p', { declared: mixed, visit: null }, [])?.[0]?.annual).toBeNull();
    expect(incomesOf('p', { declared: [wages(Number.MAX_SAFE_INTEGER), wages(1)], visit: null }, [])?.[0]?.annual).toBeNull();
  });
});

describe('the property that counts', () => {
  const bank = (more: Partial<VerificationItem>): VerificationItem => item({ source: 'bank', kind: 'deposits', ...more });
  it.each<[string, Property[], VerificationItem[], number | null, number, string]>([
    ['declared accounts together', [deposits(100), deposits(50)], [], 150, 2, 'declared'],
    ['one account of unknown value', [deposits(100), deposits(null)], [], null, 2, 'declared'],
    ['none, without a value', [deposits(null, 0)], [], null, 0, 'declared'],
    ['confirmed in value and number', [deposits(100)], [bank({ counts: yuan(110), countsCount: 2 })], 110, 2, 'confirmed'],
    ['settled in value alone', [deposits(100, 3)], [bank({ status: 'settled', counts: yuan(300) })], 300, 3, 'settled'],
    ['settled in number alone', [deposits(100, 3)], [bank({ status: 'settled', countsCount: 1 })], 100, 1, 'settled'],
    ['found, but never declared', [], [bank({ status: 'open', found: yuan(900), foundCount: 1 })], null, 0, 'declared'],
  ])('%s', (_, declared, items, value, count, basis) => {
    expect(propertiesOf('p', { declared, visit: null }, items)).toEqual([expect.objectContaining({ kind: 'deposits', value: value === null ? null : yuan(value), count, basis })]);
  });

  it('tells an "other" income from an "other" thing by whether it is counted in pieces', () => {
    const statements = { declared: [], visit: null };
    const [income, thing] = [item({ kind: 'other', counts: yuan(5) }), item({ kind: 'other', counts: yuan(7), countsCount: 1 })];
    expect(incomesOf('p', statements, [income, thing])).toEqual([expect.objectContaining({ kind: 'other', annual: yuan(5) })]);
    expect(propertiesOf('p', statements, [income, thing])).toEqual([expect.objectContaining({ kind: 'other', value: yuan(7), count: 1 })]);
  });
});
