import type { Judged } from './judge.ts';
import { ascending } from './population.ts';

/** The four quadrants of the paper's Figure 5: south-east are the wrongly included, north-west the wrongly excluded. */
export interface Quadrants {
  /** Households, unweighted as in the paper. */
  readonly count: { readonly southWest: number; readonly southEast: number; readonly northWest: number; readonly northEast: number };
  readonly weighted: Quadrants['count'];
  /** Consumption against score; at most as many points as asked for, every so many-th household. Scores that rise with poverty are drawn negated. */
  readonly points: readonly { readonly consumption: number; readonly score: number; readonly weight: number; readonly poor: boolean; readonly selected: boolean }[];
}

export function quadrants({ survey, line, scores, shares, formula }: Judged, most = 2000): Quadrants {
  const count = { southWest: 0, southEast: 0, northWest: 0, northEast: 0 }, weighted = { ...count }, points: Quadrants['points'][number][] = [];
  const step = Math.max(1, Math.ceil(survey.n / most)), sign = formula.eligibility.poorest === 'lowest' ? 1 : -1;
  for (let i = 0; i < survey.n; i++) {
    const consumption = survey.consumption![i]!, poor = consumption < line, share = shares[i]!, weight = survey.weight[i]!;
    const [inside, outside] = poor ? (['southWest', 'northWest'] as const) : (['southEast', 'northEast'] as const);
    count[inside] += share;
    count[outside] += 1 - share;
    weighted[inside] += weight * share;
    weighted[outside] += weight * (1 - share);
    if (i % step === 0) points.push({ consumption, score: sign * scores[i]!, weight, poor, selected: share > 0.5 });
  }
  return { count, weighted, points };
}

/** Households with their scores: all that a curve of errors needs. */
export type Scored = Pick<Judged, 'formula' | 'line' | 'scores'> & { readonly survey: Pick<Judged['survey'], 'n' | 'weight' | 'consumption'> };

/** One cut-off: the share of households selected, and the errors that follow, percentages. */
export interface CurvePoint { readonly score: number; readonly coverage: number; readonly inclusion: number; readonly exclusion: number }

/** Exclusion against inclusion over all cut-offs between groups of equal score, thinned to about `most` points. */
export function errorCurve({ survey, line, scores, formula }: Scored, most = 200): CurvePoint[] {
  const order = ascending(scores, formula.eligibility.poorest === 'lowest' ? 1 : -1), { weight, consumption } = survey;
  let all = 0, poor = 0, taken = 0, takenPoor = 0;
  for (let i = 0; i < survey.n; i++) {
    all += weight[i]!;
    if (consumption![i]! < line) poor += weight[i]!;
  }
  const curve: CurvePoint[] = [];
  for (const [at, i] of order.entries()) {
    taken += weight[i]!;
    if (consumption![i]! < line) takenPoor += weight[i]!;
    const last = at === order.length - 1, groupEnds = last || scores[order[at + 1]!] !== scores[i];
    if (groupEnds && (last || taken >= (all * (curve.length + 1)) / most)) curve.push({ score: scores[i]!, coverage: (100 * taken) / all, inclusion: (100 * (taken - takenPoor)) / taken, exclusion: poor > 0 ? (100 * (poor - takenPoor)) / poor : 0 });
  }
  return curve;
}
