import type { Formula } from '../formula/formula.ts';
import { byEligibility, type CompareOptions, type Unit } from './compare.ts';
import { FigureSums, type Figures } from './figures.ts';

/** Evaluated households in memory; consumption per head per month. */
export interface Population { readonly n: number; readonly weight: Float64Array; readonly consumption: Float64Array; readonly children: Float64Array; readonly size: Float64Array }

/** Positions in ascending order of values; of equal values the earlier first. */
export const ascending = (values: Float64Array, sign: 1 | -1 = 1): Uint32Array => Uint32Array.from(values, (_, i) => i).toSorted((a, b) => sign * (values[a]! - values[b]!) || a - b);

export const countedIn = ({ n, children, size }: Population, weight: Float64Array, unit: Unit): Float64Array => (unit === 'household' ? weight : Float64Array.from({ length: n }, (_, i) => weight[i]! * (unit === 'child' ? children[i]! : size[i]!)));

/** Shares of each household that a budget selects: whole groups of equal score from the poorest, of the one that crosses the budget a common share. */
export function budgetShares(order: Uint32Array, scores: Float64Array, counted: Float64Array, budget: number): Float64Array {
  const shares = new Float64Array(scores.length);
  let taken = 0, start = 0;
  while (start < order.length && taken < budget) {
    const score = scores[order[start]!]!;
    let end = start, group = 0;
    for (; end < order.length && scores[order[end]!] === score; end++) group += counted[order[end]!]!;
    const share = group === 0 ? 1 : Math.min(1, (budget - taken) / group);
    for (; start < end; start++) shares[order[start]!] = share;
    taken += group;
  }
  return shares;
}

export function eligibleShares(formula: Formula, scores: Float64Array): Float64Array { return scores.map(byEligibility(formula)); }

/** A population made ready to be added up under many weights and selections. */
export class Evaluation {
  private readonly byConsumption: Uint32Array;
  constructor(readonly population: Population, readonly options: CompareOptions) { this.byConsumption = ascending(population.consumption); }

  poorIn(counted: Float64Array): number {
    const { consumption } = this.population;
    let poor = 0;
    for (let i = 0; i < counted.length; i++) if (consumption[i]! < this.options.line) poor += counted[i]!;
    return poor;
  }

  figures(weight: Float64Array, counted: Float64Array, shares: Float64Array, budget: number | null): Figures {
    const { consumption, children, n } = this.population, { line, extremeLine, bottom, bracket, amount } = this.options;
    const sums = new FigureSums({ line, extremeLine, bottom, bottomUpTo: this.bottomUpTo(counted), bracket });
    for (let i = 0; i < n; i++) if (weight[i] !== 0) sums.add(weight[i]!, counted[i]!, consumption[i]!, children[i]!, shares[i]!);
    return sums.figures(amount, budget);
  }

  private bottomUpTo(counted: Float64Array): number {
    const { consumption } = this.population;
    let all = 0, reached = 0;
    for (const i of this.byConsumption) all += counted[i]!;
    const goal = this.options.bottom * all * (1 - 1e-12);
    for (const i of this.byConsumption) {
      reached += counted[i]!;
      if (reached >= goal && counted[i]! > 0) return consumption[i]!;
    }
    return Number.NEGATIVE_INFINITY;
  }
}
