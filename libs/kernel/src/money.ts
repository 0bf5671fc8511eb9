/** Currencies Hearth pays in, by ISO 4217. Both count two minor digits: 1 CNY = 100 fen, 1 MNT = 100 möngö (möngö are no longer in use, the wire keeps them). */
export const CURRENCIES = ['CNY', 'MNT'] as const;
export type Currency = (typeof CURRENCIES)[number];

/**
 * An amount in minor units (fen, möngö), at the same time the wire shape `{"minor": 66667, "currency": "CNY"}`.
 * `minor` is a safe integer: amounts are never held in floating point.
 */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

const isCurrency = (x: unknown): x is Currency => CURRENCIES.some((currency) => currency === x);

/**
 * Why `x` is no amount of money, or undefined. Amounts below zero are refused unless `negative` is allowed (ledger lines, corrections).
 * The text never repeats the input.
 */
export function moneyProblem(x: unknown, allowed: { readonly negative?: boolean } = {}): string | undefined {
  if (typeof x !== 'object' || x === null) return 'must be an object {minor, currency}';
  const minor = 'minor' in x ? x.minor : undefined;
  if (typeof minor !== 'number' || !Number.isInteger(minor)) return 'minor must be an integer count of minor units';
  if (!Number.isSafeInteger(minor)) return 'minor is beyond the safe integers';
  if (minor < 0 && allowed.negative !== true) return 'minor must not be negative';
  return 'currency' in x && isCurrency(x.currency) ? undefined : `currency must be one of ${CURRENCIES.join(', ')}`;
}

/** Whether `x` has the shape of money; amounts below zero count as money. */
export const isMoney = (x: unknown): x is Money => moneyProblem(x, { negative: true }) === undefined;

/**
 * An amount of `minor` units.
 * @throws RangeError when `minor` is no safe integer or the currency is unknown.
 */
export function money(minor: number, currency: Currency): Money {
  const problem = moneyProblem({ minor, currency }, { negative: true });
  if (problem !== undefined) throw new RangeError(`money: ${problem}`);
  // −0 and 0 are one amount, but differ for Object.is and in comparisons of events.
  return { minor: minor === 0 ? 0 : minor, currency };
}

const ofBigInt = (minor: bigint, currency: Currency): Money => money(Number(minor), currency);

function oneCurrency(a: Money, b: Money): Currency {
  if (a.currency !== b.currency) throw new RangeError(`money: ${a.currency} and ${b.currency} cannot be taken together`);
  return a.currency;
}

/** a + b. @throws RangeError on mixed currencies or a result beyond the safe integers. */
export const add = (a: Money, b: Money): Money => money(a.minor + b.minor, oneCurrency(a, b));

/** a − b, which may fall below zero. @throws RangeError on mixed currencies or a result beyond the safe integers. */
export const sub = (a: Money, b: Money): Money => money(a.minor - b.minor, oneCurrency(a, b));

/** The total of `list`, zero `currency` if it is empty. @throws RangeError on mixed currencies or a total beyond the safe integers. */
export const sum = (list: readonly Money[], currency: Currency): Money => list.reduce(add, money(0, currency));

/** m × `integer`. @throws RangeError when the factor is no safe integer or the product is beyond them. */
export function times(m: Money, integer: number): Money {
  if (!Number.isSafeInteger(integer)) throw new RangeError('money: the factor must be a safe integer');
  return ofBigInt(BigInt(m.minor) * BigInt(integer), m.currency);
}

/** −1, 0 or 1 as a is less than, equal to or more than b. @throws RangeError on mixed currencies. */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  oneCurrency(a, b);
  if (a.minor === b.minor) return 0;
  return a.minor < b.minor ? -1 : 1;
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/**
 * numerator / denominator, rounded once to the nearest integer, a half away from zero ("half up" for amounts of zero or more).
 * The Dibao amount n · standard − income / 12 is divideHalfUp(12 · n · standard − income, 12): the whole fraction first, then one rounding.
 * @throws RangeError on denominator 0.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('divideHalfUp: the denominator is 0');
  const divisor = absolute(denominator);
  const rounded = (2n * absolute(numerator) + divisor) / (2n * divisor);
  return numerator < 0n === denominator < 0n ? rounded : -rounded;
}

/**
 * m × numerator / denominator, rounded once, half up, to the minor unit: a fee of 2.3 % is `timesRatio(m, 23, 1000)`.
 * @throws RangeError when a term is no safe integer, the denominator is 0 or the result is beyond the safe integers.
 */
export function timesRatio(m: Money, numerator: number, denominator: number): Money {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) throw new RangeError('money: both terms of a ratio must be safe integers');
  return ofBigInt(divideHalfUp(BigInt(m.minor) * BigInt(numerator), BigInt(denominator)), m.currency);
}

/**
 * Splits `total` in proportion to `weights` so that the parts add up to it exactly (largest remainder; among equal remainders the
 * earlier part gets the unit). A weight of 0 gets nothing.
 * @throws RangeError when a weight is no safe integer of 0 or more, or all are 0.
 */
export function allocate(total: Money, weights: readonly number[]): Money[] {
  if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) throw new RangeError('money: weights must be safe integers of 0 or more');
  const whole = weights.reduce((soFar, weight) => soFar + BigInt(weight), 0n);
  if (whole === 0n) throw new RangeError('money: at least one weight must be more than 0');
  const amount = absolute(BigInt(total.minor));
  const parts = weights.map((weight, index) => ({ index, units: (amount * BigInt(weight)) / whole, remainder: (amount * BigInt(weight)) % whole }));
  const left = Number(parts.reduce((rest, part) => rest - part.units, amount));
  const byRemainder = parts.toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const luckier = new Set(byRemainder.slice(0, left).map((part) => part.index));
  const sign = total.minor < 0 ? -1n : 1n;
  return parts.map((part) => ofBigInt(sign * (part.units + (luckier.has(part.index) ? 1n : 0n)), total.currency));
}
