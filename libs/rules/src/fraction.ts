import { divideHalfUp } from '@hearth/kernel';

/** An exact number: numerator over a denominator above 0. Figures are rounded once, at the end. */
export interface Fraction { readonly n: bigint; readonly d: bigint }

export const fraction = (n: bigint | number, d: bigint | number = 1): Fraction => ({ n: BigInt(n), d: BigInt(d) });
export const ZERO = fraction(0);

export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
export const floorAtZero = (a: Fraction): Fraction => (a.n < 0n ? ZERO : a);

/** Below 0, 0 or above 0 as a is less than, equal to or more than b. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** To the nearest multiple of `unit`, a half upwards. */
export const rounded = (a: Fraction, unit = 1n): bigint => divideHalfUp(a.n, a.d * unit) * unit;

/** What the list adds up to; null as soon as a part is unknown. */
export function total(parts: readonly (Fraction | null)[]): Fraction | null {
  let sum = ZERO;
  for (const part of parts) {
    if (part === null) return null;
    sum = plus(sum, part);
  }
  return sum;
}
