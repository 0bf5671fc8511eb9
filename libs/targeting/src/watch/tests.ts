import { incompleteBeta, studentTwoSided } from '../distribution/tails.ts';

/** Tails of distributions that the watch judges by, and the correction for looking many times. */

/** P(X ≥ k) for a binomial of n trials with probability p: exact, by the incomplete beta function. */
export function binomialUpper(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  return p >= 1 ? 1 : incompleteBeta(k, n - k + 1, p, 1 - p);
}

/** P(|Z| ≥ |z|) of a standard normal: Student's t with so many degrees of freedom that the 12th decimal no longer shows it. */
const SO_MANY = 1e13;
export const normalTwoSided = (z: number): number => (Number.isFinite(z) ? studentTwoSided(z, SO_MANY) : 0);

/**
 * Adjusted p-values by which, at level q, at most the share q of what is named is expected to be named by chance; where nothing at all is
 * amiss, the chance of naming anything is at most q. In the order given.
 * Source: Y. Benjamini and Y. Hochberg (1995), Controlling the False Discovery Rate, J. R. Stat. Soc. B 57.
 */
export function falseDiscoveryRates(p: readonly number[]): Float64Array {
  const order = p.map((_, i) => i).toSorted((a, b) => p[b]! - p[a]!);
  const adjusted = new Float64Array(p.length);
  let least = 1;
  for (const [behind, i] of order.entries()) {
    least = Math.min(least, (p[i]! * p.length) / (p.length - behind));
    adjusted[i] = least;
  }
  return adjusted;
}

/** What the mean square of a standard normal is when the outer tenths of both sides are drawn in to their quantile: 0.8 − 2cφ(c) + 0.2c², c = 1.2816. */
const DRAWN_IN = 0.678_65;
const TAIL = 0.1, ENOUGH_GROUPS = 10;

/**
 * More spread among groups than chance alone explains, at least 1: the mean square of z with its tails drawn in, so that those who are looked
 * for do not hide themselves. From ten groups on; of fewer nobody can tell. Groups differ for honest reasons too; z is divided by the root of this before it is judged.
 * Source: D. J. Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24 (multiplicative overdispersion, winsorised).
 */
export function overdispersion(z: readonly number[]): number {
  if (z.length < ENOUGH_GROUPS) return 1;
  const sorted = z.toSorted((a, b) => a - b), cut = Math.floor(TAIL * z.length);
  const low = sorted[cut]!, high = sorted[z.length - 1 - cut]!;
  const squares = z.reduce((sum, one) => sum + Math.min(high, Math.max(low, one)) ** 2, 0) / z.length;
  return Math.max(1, squares / DRAWN_IN);
}
