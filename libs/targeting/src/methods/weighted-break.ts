import { SurveyProblem } from '../problems.ts';

/**
 * The row at whose kink a falling, convex, piecewise linear objective stops falling: residual r changes at `rate`, so row i has its kink at −r/rate > 0,
 * where the slope grows by w |rate|. Found by repeated partition, so in time that grows with the rows, not with their order.
 * @param skip rows without a kink
 */
export function weightedBreak(residuals: Float64Array, rates: Float64Array, weight: Float64Array, slope: number, skip: readonly number[]): number {
  const skipped = new Set(skip);
  let rows: number[] = [];
  for (let i = 0; i < residuals.length; i++) if (residuals[i]! * rates[i]! < 0 && Math.abs(rates[i]!) > 1e-12 && !skipped.has(i)) rows.push(i);
  const kink = (i: number): number => -residuals[i]! / rates[i]!;
  let before = slope;
  while (rows.length > 0) {
    const pivot = kink(rows[rows.length >> 1]!);
    const earlier: number[] = [], same: number[] = [], later: number[] = [];
    let gainEarlier = 0, gainSame = 0;
    for (const i of rows) {
      const at = kink(i), gain = weight[i]! * Math.abs(rates[i]!);
      if (at < pivot) { earlier.push(i); gainEarlier += gain; } else if (at === pivot) { same.push(i); gainSame += gain; } else later.push(i);
    }
    if (before + gainEarlier >= 0) rows = earlier;
    else if (before + gainEarlier + gainSame >= 0 || later.length === 0) return same[0]!;
    else {
      before += gainEarlier + gainSame;
      rows = later;
    }
  }
  throw new SurveyProblem('no-convergence', {}, 'the quantile regression has no least value');
}
