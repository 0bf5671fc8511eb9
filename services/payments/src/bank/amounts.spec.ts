import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property, nat } from 'fast-check';
import { decimalOf, moneyOf } from './amounts.ts';

describe('amounts of bank messages', () => {
  it.each([[66_667, '666.67'], [5, '0.05'], [0, '0.00'], [100, '1.00'], [Number.MAX_SAFE_INTEGER, '90071992547409.91']])('writes %d minor units as %s', (minor, text) => {
    expect(decimalOf({ minor, currency: 'CNY' })).toBe(text);
  });

  it.each([['666.67', 66_667], ['666.7', 66_670], ['20', 2_000], ['1.500', 150], ['0.05', 5]])('reads %s as %d', (text, minor) => {
    expect(moneyOf(text, 'MNT')).toEqual({ minor, currency: 'MNT' });
  });

  it.each([['12,00', 'CNY'], ['1.005', 'CNY'], ['-1.00', 'CNY'], ['1e3', 'CNY'], ['', 'CNY'], [' 1', 'CNY'], ['12345678901234.00', 'CNY'], ['1.00', 'EUR']])('reads no money from "%s" %s', (text, currency) => {
    expect(moneyOf(text, currency)).toBeNull();
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('writes no %d', (minor) => { expect(() => decimalOf({ minor, currency: 'CNY' })).toThrow(RangeError); });

  it('reads what it writes, to the last unit, up to the thirteen digits that a bank message may have', () => {
    assert(property(nat({ max: 999_999_999_999_999 }), constantFrom('CNY' as const, 'MNT' as const), (minor, currency) => { expect(moneyOf(decimalOf({ minor, currency }), currency)).toEqual({ minor, currency }); }));
  });
});
