import { SurveyProblem } from '../problems.ts';
import { byCodePoint } from '../text-order.ts';
import type { Judged } from './judge.ts';

export interface AreaRow {
  readonly area: string;
  readonly families: number;
  readonly children: number;
  readonly cost: number;
  /** % of the area's households, and of its children, that are selected. */
  readonly coverage: number;
  readonly childCoverage: number;
  /** % of its households that are poor. */
  readonly poverty: number;
  readonly inclusion: number | null;
  readonly exclusion: number | null;
}
/** Pearson's correlation of coverage and poverty over areas, each area counted once as in the paper's figures; and without one area at a time. */
export interface AreaCorrelation { readonly all: number | null; readonly without: readonly { readonly area: string; readonly correlation: number | null }[] }

/** Who is selected where, set against who is poor where. @throws SurveyProblem when the map has no area */
export function areaTable({ survey, line, shares }: Judged, amount: number): { rows: AreaRow[]; correlation: AreaCorrelation } {
  const { area, weight, consumption, children } = survey;
  if (!area) throw new SurveyProblem('column-map', {}, 'column map, area: is needed for tables by area');
  const sums = area.levels.map(() => ({ all: 0, poor: 0, taken: 0, takenPoor: 0, children: 0, takenChildren: 0 }));
  for (let i = 0; i < survey.n; i++) {
    const one = sums[area.codes[i]!]!, w = weight[i]!, taken = w * shares[i]!, kids = children?.[i] ?? 1;
    one.all += w;
    one.taken += taken;
    one.children += w * kids;
    one.takenChildren += taken * kids;
    if (consumption![i]! >= line) continue;
    one.poor += w;
    one.takenPoor += taken;
  }
  const share = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null);
  const rows = sums.flatMap((one, a): AreaRow[] => (one.all === 0 ? [] : [{
    area: area.levels[a]!, families: one.taken, children: one.takenChildren, cost: one.takenChildren * amount * 12, coverage: (100 * one.taken) / one.all, childCoverage: share(one.takenChildren, one.children) ?? 0,
    poverty: (100 * one.poor) / one.all, inclusion: share(one.taken - one.takenPoor, one.taken), exclusion: share(one.poor - one.takenPoor, one.poor),
  }])).toSorted((a, b) => byCodePoint(a.area, b.area));
  return { rows, correlation: { all: correlation(rows), without: rows.map((left) => ({ area: left.area, correlation: correlation(rows.filter((row) => row !== left)) })) } };
}

function correlation(rows: readonly AreaRow[]): number | null {
  const mean = (of: (row: AreaRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const x = mean(({ poverty }) => poverty), y = mean(({ coverage }) => coverage);
  const xx = mean(({ poverty }) => (poverty - x) ** 2), yy = mean(({ coverage }) => (coverage - y) ** 2), xy = mean(({ poverty, coverage }) => (poverty - x) * (coverage - y));
  return rows.length > 1 && xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
