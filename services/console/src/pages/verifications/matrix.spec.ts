import { describe, expect, it } from '@jest/globals';
import type { CellBody, VerificationItem } from '../../api/hiavs.ts';
import { cellsOf, differenceOf } from './matrix.ts';

const cell = (source: string, part: Partial<CellBody>): CellBody => ({ inquiry: source, person: 'a', source, finding: 'no-record', waived: false, itemIds: [], fault: null, nextTryAt: null, ...part });
const item = (part: Partial<VerificationItem>): VerificationItem => ({
  item: 'i', person: 'a', source: 'bank', kind: 'deposits', declared: null, found: null, declaredCount: null, foundCount: null, status: 'open', settlement: null, difference: null, countDifference: null, receipt: null, answeredAt: null, ...part,
});
const cells = (items: VerificationItem[], ...list: CellBody[]) => cellsOf({ items }, list, (one) => `+${one.countDifference}`);

describe('the matrix', () => {
  it('writes a difference and lets it be opened', () => {
    expect(cells([item({ countDifference: 1 })], cell('bank', { finding: 'open', itemIds: ['i'] }))).toEqual({ bank: { state: 'open', item: 'i', text: '+1' } });
    expect(cells([item({ status: 'settled' })], cell('bank', { finding: 'settled', itemIds: ['i'] }))).toEqual({ bank: { state: 'settled', item: 'i' } });
  });

  it('tells a department that is down from one that is late, and a waiver from both', () => {
    expect(cells([], cell('tax', { finding: 'late' }), cell('bank', { finding: 'late', fault: 'timeout' }), cell('vehicles', { finding: 'late', fault: 'timeout', waived: true }), cell('securities', { finding: 'not-authorised' })))
      .toEqual({ tax: { state: 'waiting' }, bank: { state: 'down' }, vehicles: { state: 'waived' }, securities: { state: 'not-authorised' } });
  });
});

describe('a difference', () => {
  it('is of money or of pieces, or none', () => {
    expect(differenceOf(item({ difference: { minor: 5, currency: 'CNY' } }))).toEqual({ kind: 'money', money: { minor: 5, currency: 'CNY' } });
    expect(differenceOf(item({ countDifference: 0 }))).toEqual({ kind: 'count', count: 0 });
    expect(differenceOf(item({}))).toBeNull();
  });
});
