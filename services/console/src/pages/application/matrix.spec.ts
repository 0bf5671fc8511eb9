import { describe, expect, it } from '@jest/globals';
import type { ItemBody, ReportBody } from '../../api/casework.ts';
import { difference, matrixCells, matrixPeople } from './matrix.ts';

const cny = (minor: number) => ({ minor, currency: 'CNY' as const });
const item = (part: Partial<ItemBody>): ItemBody => ({
  item: 'i', person: 'a', source: 'bank', kind: 'deposits', declared: null, found: null, declaredCount: null, foundCount: null, status: 'consistent', settlement: null, ...part,
});
const report = (part: Partial<ReportBody>): ReportBody => ({
  verification: 'v', round: 1, outcome: 'incomplete', requestedAt: '', reportedAt: '', items: [], missing: [], waived: [], answered: 0, asked: 0, ...part,
});
const cells = (one: ReportBody, person = 'a') => matrixCells(one, person, () => 'text');

describe('the difference of an item', () => {
  it('is what was found beyond what was declared, in money or pieces', () => {
    expect(difference(item({ declared: cny(320000), found: cny(1846025) }))).toEqual({ money: cny(1526025) });
    expect(difference(item({ declared: null, found: cny(500) }))).toEqual({ money: cny(500) });
    expect(difference(item({ declaredCount: 0, foundCount: 1 }))).toEqual({ count: 1 });
    expect(difference(item({}))).toBeNull();
  });
});

describe('the matrix', () => {
  it('shows the worst of several items, and lets an open one be chosen', () => {
    const one = report({ items: [item({ item: 'x', status: 'consistent' }), item({ item: 'y', status: 'open' })] });
    expect(cells(one)['bank']).toEqual({ state: 'open', text: 'text', item: 'y' });
    expect(cells(one)['tax']).toEqual({ state: 'no-record' });
  });

  it('tells a late answer from a source that is down, and a waiver from both', () => {
    const missing = (person: string, source: string) => ({ person, source, since: '' });
    const one = report({ items: [item({})], missing: [missing('b', 'bank'), missing('a', 'securities'), missing('b', 'securities'), missing('a', 'tax')], waived: [{ source: 'tax', reason: '', recheckOn: '', by: '' }] });
    expect(cells(one, 'b')['bank']).toEqual({ state: 'waiting' });
    expect(cells(one)['securities']).toEqual({ state: 'down' });
    expect(cells(one)['tax']).toEqual({ state: 'waived' });
  });

  it('has a line for each supporter outside the household', () => {
    const people = matrixPeople({ members: [{ person: 'a', relation: 'head', name: 'A', birthDate: '1974-05-01' }], names: { a: { name: 'A' }, b: { name: 'B' } } });
    expect(people.map(({ person, relation }) => [person, relation])).toEqual([['a', 'head'], ['b', 'supporter']]);
  });
});
