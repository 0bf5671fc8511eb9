import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { add, allocate, compare, divideHalfUp, isMoney, money, moneyProblem, sub, sum, times, timesRatio } from './money.ts';

const fen = (minor: number) => money(minor, 'CNY');
const amounts = fc.integer({ min: -1e12, max: 1e12 });

describe('the shape of money', () => {
  it.each([[{ minor: 66667, currency: 'CNY' }], [{ minor: 0, currency: 'MNT' }]])('%j is money', (x) => expect(moneyProblem(x)).toBeUndefined());

  it.each([
    [{ minor: 1.5, currency: 'CNY' }, /integer/],
    [{ minor: Number.NaN, currency: 'CNY' }, /integer/],
    [{ minor: '1', currency: 'CNY' }, /integer/],
    [{ minor: 2 ** 53, currency: 'CNY' }, /safe/],
    [{ minor: -1, currency: 'CNY' }, /negative/],
    [{ minor: 1, currency: 'USD' }, /currency/],
    [{ minor: 1 }, /currency/],
    [null, /object/],
    ['1.00 CNY', /object/],
  ])('%j is none: %p', (x, problem) => expect(moneyProblem(x)).toMatch(problem));

  it('lets an amount below zero pass where it is allowed', () => {
    expect(moneyProblem({ minor: -1, currency: 'CNY' }, { negative: true })).toBeUndefined();
    expect(isMoney({ minor: -1, currency: 'CNY' })).toBe(true);
    expect(isMoney({ minor: 0.1, currency: 'CNY' })).toBe(false);
  });

  it.each([[0.5], [Number.NaN], [Number.MAX_SAFE_INTEGER + 1]])('cannot be made from %p units', (minor) => expect(() => fen(minor)).toThrow(RangeError));
});

describe('reckoning', () => {
  it('adds, subtracts, totals, multiplies and compares', () => {
    expect(add(fen(1), fen(2))).toEqual({ minor: 3, currency: 'CNY' });
    expect(sub(fen(1), fen(2))).toEqual(fen(-1));
    expect(sum([fen(1), fen(2), fen(3)], 'CNY')).toEqual(fen(6));
    expect(sum([], 'MNT')).toEqual({ minor: 0, currency: 'MNT' });
    expect(times(fen(25), 12)).toEqual(fen(300));
    expect([compare(fen(1), fen(2)), compare(fen(2), fen(2)), compare(fen(3), fen(2))]).toEqual([-1, 0, 1]);
  });

  it('knows no minus zero', () => {
    expect(times(fen(0), -1).minor).toBe(0);
    expect(timesRatio(fen(-1), 1, 10).minor).toBe(0);
  });

  it.each([
    ['add', () => add(fen(1), money(1, 'MNT'))],
    ['sub', () => sub(fen(1), money(1, 'MNT'))],
    ['sum', () => sum([fen(1), money(1, 'MNT')], 'CNY')],
    ['compare', () => compare(fen(1), money(1, 'MNT'))],
  ])('%s refuses mixed currencies', (_name, reckon) => {
    expect(reckon).toThrow('CNY and MNT cannot be taken together');
  });

  it.each([
    ['an overflow by add', () => add(fen(Number.MAX_SAFE_INTEGER), fen(1))],
    ['an overflow by times', () => times(fen(Number.MAX_SAFE_INTEGER), 2)],
    ['a fractional factor', () => times(fen(1), 0.5)],
    ['a fractional ratio', () => timesRatio(fen(1), 0.023, 1)],
  ])('refuses %s', (_name, reckon) => {
    expect(reckon).toThrow(RangeError);
  });

  it('subtracts what it added', () => {
    fc.assert(fc.property(amounts, amounts, (a, b) => expect(sub(add(fen(a), fen(b)), fen(b))).toEqual(fen(a))));
  });
});

describe('rounding once, half up', () => {
  it.each([
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [1n, -2n, -1n],
    [-3n, -2n, 2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-2n, 3n, -1n],
    [6n, 3n, 2n],
    [0n, -7n, 0n],
    [10n ** 30n + 1n, 2n, 5n * 10n ** 29n + 1n],
  ])('%p / %p = %p', (numerator, denominator, result) => {
    expect(divideHalfUp(numerator, denominator)).toBe(result);
  });

  it('refuses a denominator of 0', () => expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError));

  it('gives 666.67 for three people, a standard of 500.00 and 10 000.00 a year', () => {
    expect(divideHalfUp(12n * 3n * 50_000n - 1_000_000n, 12n)).toBe(66_667n);
  });

  it('is never more than half a unit off', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt().filter((d) => d !== 0n), (n, d) => {
        const error = 2n * (divideHalfUp(n, d) * d - n);
        expect(error <= (d < 0n ? -d : d) && error >= (d < 0n ? d : -d)).toBe(true);
      }),
    );
  });

  it('goes away from zero alike on both sides', () => {
    fc.assert(fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (n, d) => expect(divideHalfUp(-n, d)).toBe(-divideHalfUp(n, d))));
  });

  it.each([
    [100_000, 23, 1000, 2_300],
    [50_000, 13, 10, 65_000],
    [1_000, 1, 6, 167],
    [-1_000, 1, 6, -167],
    [1, 1, 2, 1],
  ])('%p fen × %p / %p = %p fen', (minor, numerator, denominator, result) => {
    expect(timesRatio(fen(minor), numerator, denominator)).toEqual(fen(result));
  });
});

describe('allocation', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [0, 1, 2], [0, 33, 67]],
    [5, [3, 3, 3, 3], [2, 1, 1, 1]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [0, [1, 2], [0, 0]],
  ])('%p by %p is %p', (total, weights, parts) => {
    expect(allocate(fen(total), weights).map((part) => part.minor)).toEqual(parts);
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[0.5]]])('refuses weights %j', (weights: number[]) => {
    expect(() => allocate(fen(1), weights)).toThrow(RangeError);
  });

  it('adds up exactly, each part within one unit of its share, nothing for a weight of 0', () => {
    const weights = fc.array(fc.nat(1e6), { minLength: 1, maxLength: 12 }).filter((list) => list.some((w) => w > 0));
    fc.assert(
      fc.property(amounts, weights, (total, list) => {
        const parts = allocate(fen(total), list);
        const whole = BigInt(list.reduce((a, b) => a + b, 0));
        expect(sum(parts, 'CNY')).toEqual(fen(total));
        for (const [i, part] of parts.entries()) {
          const weight = list[i] ?? 0;
          const off = BigInt(part.minor) * whole - BigInt(total) * BigInt(weight);
          expect(off < whole && off > -whole && (weight > 0 || part.minor === 0)).toBe(true);
        }
      }),
    );
  });
});
