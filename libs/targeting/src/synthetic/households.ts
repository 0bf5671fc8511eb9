import { SplitMix } from '../random.ts';

/** The survey's four strata: share of households, PSUs, and how they differ. Invented, but for what README.md cites. */
export interface StratumPlan { readonly name: string; readonly urban: boolean; readonly share: number; readonly psus: number; /** How modern life is there, on the scale of the latent wealth. */ readonly modern: number; /** Mean ln consumption beside the others. */ readonly level: number; readonly area: string }
export const STRATA: readonly StratumPlan[] = [
  { name: 'capital', urban: true, share: 0.33, psus: 70, modern: 1.1, level: 0.3, area: 'capital' },
  { name: 'aimag-centre', urban: true, share: 0.22, psus: 60, modern: 0.35, level: 0.02, area: 'aimag' },
  { name: 'soum-centre', urban: false, share: 0.15, psus: 50, modern: -0.55, level: -0.16, area: 'aimag' },
  { name: 'countryside', urban: false, share: 0.3, psus: 70, modern: -1.45, level: -0.22, area: 'aimag' },
];

/** What is drawn for a household before its answers: members, and the latent amounts that answers and consumption have in common. */
export interface Latent {
  readonly stratum: StratumPlan;
  readonly psu: string;
  readonly aimag: string;
  readonly size: number;
  readonly children: number;
  /** Wealth that shows in dwelling and durables. */
  readonly wealth: number;
  /** Schooling of the adults. */
  readonly schooling: number;
  /** Work of the adults. */
  readonly work: number;
  readonly herd: number;
  readonly headAge: number;
  readonly headFemale: boolean;
  readonly spouse: boolean;
  /** ln consumption per head, before it is fitted to its margin. */
  readonly welfare: number;
}

/** How much each latent amount moves ln consumption per head; tuned so that scores come out correlated with it as the conventions say. */
export const EFFECTS = { size: -0.85, wealth: 0.18, schooling: 0.06, work: 0.02, idle: 0.05, herd: 0.22, spouse: 0.05, age: 0.05, psu: 0.08, rest: 0.42, shock: 0.8 } as const;

/** Share of households that a bad year has struck: the poverty that no question shows. */
const SHOCKED = 0.07;

/** Work below this is none at all. */
export const IDLE = -1;

/** A count with a mean, by Knuth's product of uniforms. */
function poisson(random: SplitMix, mean: number): number {
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > floor; product *= random.uniform()) count++;
  return count;
}

/** Draws one household of a PSU. */
export function drawLatent(random: SplitMix, stratum: StratumPlan, psu: string, aimag: string, psuEffect: number): Latent {
  const withChildren = random.uniform() < 0.8;
  const headAge = Math.round(withChildren ? 24 + 22 * random.uniform() + 16 * random.uniform() ** 2 : 22 + 58 * random.uniform());
  const spouse = random.uniform() < (withChildren ? 0.82 : 0.42), headFemale = random.uniform() < (spouse ? 0.05 : 0.7);
  const children = withChildren ? Math.min(9, 1 + poisson(random, stratum.urban ? 1.15 : 1.55)) : 0;
  const size = 1 + (spouse ? 1 : 0) + children + Math.min(3, poisson(random, 0.35));
  const wealth = random.normal() + psuEffect, schooling = 0.4 * wealth + 0.9 * random.normal() + 0.25 * stratum.modern, work = random.normal();
  const herd = stratum.urban ? 0 : Math.round(Math.exp((stratum.name === 'countryside' ? 4.2 : 2.3) + 0.5 * wealth + 0.9 * random.normal()));
  const E = EFFECTS;
  const welfare = stratum.level + E.size * Math.log(size / 4) + E.wealth * wealth + E.schooling * schooling + E.work * work - (work < IDLE ? E.idle : 0) + (stratum.urban ? 0 : E.herd * (Math.log1p(herd) - (stratum.name === 'countryside' ? 4.2 : 2.3)))
    + (spouse ? E.spouse : 0) - E.age * ((headAge - 45) / 15) ** 2 + E.psu * psuEffect + E.rest * random.normal() - (random.uniform() < SHOCKED ? E.shock : 0);
  return { stratum, psu, aimag, size, children, wealth, schooling, work, herd, headAge, headFemale, spouse, welfare };
}
