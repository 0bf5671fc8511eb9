import type { Correlation, Cutoff, LimitRow, Quadrants, Quarter } from '../../api/lab.ts';

const minus = (text: string): string => text.replace('-', '−');
/** A percentage as the paper's tables write it: one decimal, the sign in the head. */
export const points = (value: number | null | undefined, digits = 1): string => (value === null || value === undefined ? '–' : minus(value.toFixed(digits)));

/** The 95 % limits of a figure, where the study has them. */
export function limitsOf(rows: readonly LimitRow[] | undefined, formula: string, figure: string, digits = 1): string | null {
  const row = rows?.find((one) => one.formula === formula && one.figure === figure);
  return row && row.low !== null && row.high !== null ? `${points(row.low, digits)}–${points(row.high, digits)}` : null;
}

/** The cut-off of a curve whose share of households selected lies nearest; the earlier of two as near. */
export function cutoffAt(curve: readonly Cutoff[], coverage: number): Cutoff | null {
  return curve.reduce<Cutoff | null>((best, one) => (best === null || Math.abs(one.coverage - coverage) < Math.abs(best.coverage - coverage) ? one : best), null);
}

/** As many points of a curve as can be told apart, the first and the last among them. */
export function thinned<T>(curve: readonly T[], most: number): readonly T[] {
  if (curve.length <= most) return curve;
  return Array.from({ length: most }, (_, n) => curve[Math.round((n / (most - 1)) * (curve.length - 1))]).filter((one): one is T => one !== undefined);
}

/** Which quarter of the plane a household lies in: south are the selected, west the poor. */
export function quarterOf([consumption, score]: readonly [number, number], { line, cutoff }: Pick<Quadrants, 'line' | 'cutoff'>): Quarter {
  const south = cutoff !== null && score <= cutoff;
  return consumption < line ? (south ? 'southWest' : 'northWest') : south ? 'southEast' : 'northEast';
}

/** The correlation over all areas, or without one of them. */
export const correlationOf = (one: Correlation | undefined, without: string | null): number | null => (without === null ? one?.all : one?.without.find(({ area }) => area === without)?.r) ?? null;

export const clamped = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
