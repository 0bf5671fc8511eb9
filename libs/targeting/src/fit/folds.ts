import { SurveyProblem } from '../problems.ts';
import { SplitMix } from '../random.ts';
import type { Households } from '../survey/household-reader.ts';
import { byCodePoint } from '../text-order.ts';

export interface Folds { readonly count: number; /** Fold of each household, from 0. */ readonly of: Int32Array }

/**
 * Deals whole clusters into folds by a seeded shuffle; a `fold` column of the survey wins. The deal depends on the clusters' names, not on the order of rows.
 * Without clusters each household is dealt for itself, by position.
 */
export function foldCodes({ n, fold, cluster, stratum }: Households, count: number, seed: number): Folds {
  if (fold) {
    const levels = [...new Set(Array.from(fold.codes.subarray(0, n), (code) => fold.levels[code]!))].toSorted(byCodePoint);
    if (levels.length < 2) throw new SurveyProblem('folds', { column: 'fold' }, 'has one fold only');
    return { count: levels.length, of: Int32Array.from({ length: n }, (_, i) => levels.indexOf(fold.levels[fold.codes[i]!]!)) };
  }
  if (!Number.isInteger(count) || count < 2) throw new SurveyProblem('option', {}, `folds is ${count}; it must be a whole number from 2`);
  const nameOf = (i: number): string => (cluster ? `${stratum ? stratum.levels[stratum.codes[i]!]! : ''}\0${cluster.levels[cluster.codes[i]!]!}` : String(i));
  const names = Array.from({ length: n }, (_, i) => nameOf(i)), distinct = cluster ? [...new Set(names)].toSorted(byCodePoint) : names;
  if (distinct.length < count) throw new SurveyProblem('folds', {}, `${distinct.length} clusters cannot make ${count} folds`);
  const order = shuffled(distinct.length, seed), dealt = new Map(distinct.map((name, at) => [name, order[at]! % count]));
  return { count, of: Int32Array.from(names, (name) => dealt.get(name)!) };
}

/** 0 … n − 1 in a seeded order (Fisher and Yates). */
export function shuffled(n: number, seed: number): Int32Array {
  const random = new SplitMix(seed), order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1), kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}
