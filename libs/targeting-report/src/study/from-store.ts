import { byBudget, byEligibility, errorCurve, type NamedFormula, type Scored, type ScoreStore, type Selection, SplitMix, type Unit } from '@hearth/targeting';
import type { QuadrantCounts, StudiedCutoff, StudiedQuadrants } from './result.ts';

/** Households that curves are drawn through, and points of a scatter; beyond them a sample is drawn by seed. */
export const CURVE_HOUSEHOLDS = 200_000, SCATTER_POINTS = 2000;

/** Some households of a store in memory, each as likely to be there as another. */
export interface Sampled { readonly n: number; readonly weight: Float64Array; readonly consumption: Float64Array; readonly scores: readonly Float64Array[] }

/** Reservoir sampling (Vitter's algorithm R) in one pass: all households where there are no more than `most`. */
export function sampleOf(store: ScoreStore, seed: number, most: number): Sampled {
  const random = new SplitMix(seed), n = Math.min(most, store.households), column = (): Float64Array => new Float64Array(n);
  const found: Sampled = { n, weight: column(), consumption: column(), scores: Array.from({ length: store.formulas }, column) };
  let met = 0;
  for (const chunk of store.chunks()) for (let i = 0; i < chunk.n; i++, met++) {
    const place = met < most ? met : random.below(met + 1);
    if (place >= most) continue;
    found.weight[place] = chunk.weight[i]!;
    found.consumption[place] = chunk.consumption[i]!;
    for (const [f, scores] of found.scores.entries()) scores[place] = chunk.scores[f]![i]!;
  }
  return found;
}

export function curveOf({ n, weight, consumption, scores }: Sampled, f: number, { formula }: NamedFormula, line: number): StudiedCutoff[] {
  const scored: Scored = { survey: { n, weight, consumption }, formula, line, scores: scores[f]! };
  return errorCurve(scored).map(({ score, ...errors }) => ({ cutoff: score, ...errors }));
}

/** Whom a formula selects: the poorest so many, or those it calls eligible. */
export const selectionOf = (store: ScoreStore, f: number, { formula }: NamedFormula, unit: Unit, budget: number | null): Selection => (budget === null ? byEligibility(formula) : byBudget(store, f, formula, unit, budget));

/** Points are to be looked at: five digits. */
const drawn = (value: number): number => Number(value.toPrecision(5));

export function quadrantsOf(store: ScoreStore, sample: Sampled, f: number, { formula }: NamedFormula, selection: Selection, line: number): StudiedQuadrants {
  const sign = formula.eligibility.poorest === 'lowest' ? 1 : -1, { consumption, scores } = sample;
  const points = Array.from({ length: sample.n }, (_, i): [number, number] => [drawn(Math.log(consumption[i]!)), drawn(sign * scores[f]![i]!)]);
  return { points, line: Math.log(line), negated: sign < 0, ...countsOf(store, f, selection, line, sign) };
}

/** Sums over every household, in one pass; a group that the budget crosses counts by its share. */
function countsOf(store: ScoreStore, f: number, selection: Selection, line: number, sign: 1 | -1): Pick<StudiedQuadrants, 'counts' | 'weighted' | 'cutoff'> {
  const counts: Record<keyof QuadrantCounts, number> = { southWest: 0, southEast: 0, northWest: 0, northEast: 0 }, weighted = { ...counts };
  let cutoff = Number.NEGATIVE_INFINITY;
  for (const { n, consumption, weight, scores } of store.chunks()) for (let i = 0; i < n; i++) {
    const score = scores[f]![i]!, share = selection(score), [inside, outside] = consumption[i]! < line ? (['southWest', 'northWest'] as const) : (['southEast', 'northEast'] as const);
    counts[inside] += share;
    counts[outside] += 1 - share;
    weighted[inside] += weight[i]! * share;
    weighted[outside] += weight[i]! * (1 - share);
    if (share > 0 && sign * score > cutoff) cutoff = sign * score;
  }
  return { counts, weighted, cutoff: Number.isFinite(cutoff) ? cutoff : null };
}

/** Squared weighted correlation of ln consumption and each formula's score, in two passes. */
export function explainedBy(store: ScoreStore): (number | null)[] {
  const columns = store.formulas + 1, means = new Float64Array(columns), squares = new Float64Array(columns), products = new Float64Array(columns);
  let total = 0;
  const each = (add: (w: number, values: (c: number) => number) => void): void => {
    for (const chunk of store.chunks()) for (let i = 0; i < chunk.n; i++) add(chunk.weight[i]!, (c) => (c === 0 ? Math.log(chunk.consumption[i]!) : chunk.scores[c - 1]![i]!));
  };
  each((w, value) => {
    total += w;
    for (let c = 0; c < columns; c++) means[c]! += w * value(c);
  });
  for (let c = 0; c < columns; c++) means[c]! /= total;
  each((w, value) => {
    const spent = value(0) - means[0]!;
    for (let c = 0; c < columns; c++) {
      const off = value(c) - means[c]!;
      squares[c]! += w * off * off;
      products[c]! += w * off * spent;
    }
  });
  return Array.from({ length: store.formulas }, (_, f) => { const all = squares[0]! * squares[f + 1]!; return all > 0 ? products[f + 1]! ** 2 / all : null; });
}
