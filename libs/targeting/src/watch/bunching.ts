import { fitLogLinear } from './poisson.ts';
import { normalTwoSided } from './tests.ts';

/** A scored household; the weight is 1 where each stands for itself. */
export interface ScoredWeight { readonly score: number; readonly weight?: number }

export interface BunchingOptions {
  readonly cutoff: number;
  /** On which side of the cut-off a household gets something. */
  readonly eligible: 'below' | 'above';
  /** Bins of equal width on either side; a bin is a 1/`bins` part of what the scores near the cut-off span. */
  readonly bins?: number;
  /** Bins on either side that may be out of line. */
  readonly window?: number;
  /** Degree of the polynomial through ln of the counts. */
  readonly degree?: number;
}

/** What was found beside the cut-off. */
export interface Bunching {
  readonly households: number;
  readonly binWidth: number;
  /** Weighted counts in the bins nearest to the cut-off: where something is got, and on the other side; what the rest of the distribution leads to expect. */
  readonly inside: { readonly found: number; readonly expected: number };
  readonly outside: { readonly found: number; readonly expected: number };
  /** ln of how many times too many there are on the eligible side against the other. */
  readonly excess: number;
  readonly z: number;
  /** Of as much or more on the eligible side, by chance alone. */
  readonly p: number;
}

export const BUNCHING_METHOD = 'log-linear polynomial through binned counts, the bins beside the cut-off left free (R. Chetty et al. 2011, QJE 126; H. Kleven 2016, Annual Review of Economics 8; as a test of the difference across the cut-off cf. J. McCrary 2008, J. Econometrics 142), Poisson with overdispersion';

const FEWEST = 200;
const TAIL = 0.02;

/**
 * Whether more households lie just on the eligible side of a cut-off, and fewer just beyond it, than the distribution around leads to expect.
 * Null where there are fewer than 200 households or too few bins hold any.
 */
export function bunching(scored: readonly ScoredWeight[], options: BunchingOptions): Bunching | null {
  const { cutoff, eligible, bins = 12, window = 1, degree = 3 } = options;
  const near = nearTo(scored, cutoff);
  if (near === null || near.households < FEWEST) return null;
  const binWidth = near.reach / bins, counts = new Float64Array(2 * bins), squares = new Float64Array(2 * bins);
  for (const { score, weight = 1 } of scored) {
    const bin = bins + positionOf(score, cutoff, binWidth, eligible);
    if (bin < 0 || bin >= 2 * bins) continue;
    counts[bin]! += weight;
    squares[bin]! += weight * weight;
  }
  return judged(counts, squares, { bins, window, degree, binWidth, side: eligible === 'below' ? 'low' : 'high' });
}

/** A score of the cut-off itself is not above it: it belongs to the bin below where more is eligible, and is not below it where less is. */
const positionOf = (score: number, cutoff: number, width: number, eligible: 'below' | 'above'): number =>
  (eligible === 'below' ? Math.floor((score - cutoff) / width) : Math.ceil((score - cutoff) / width) - 1);

/** How far the scores reach on both sides of the cut-off, tails aside. */
function nearTo(scored: readonly ScoredWeight[], cutoff: number): { readonly households: number; readonly reach: number } | null {
  const sorted = Float64Array.from(scored, ({ score }) => score).toSorted();
  const off = Math.floor(TAIL * sorted.length), [low = Number.NaN, high = Number.NaN] = [sorted[off], sorted[sorted.length - 1 - off]];
  const reach = Math.min(cutoff - low, high - cutoff);
  return reach > 0 ? { households: sorted.filter((score) => Math.abs(score - cutoff) <= reach).length, reach } : null;
}

interface Judging { readonly bins: number; readonly window: number; readonly degree: number; readonly binWidth: number; readonly side: 'low' | 'high' }

function judged(counts: Float64Array, squares: Float64Array, { bins, window, degree, binWidth, side }: Judging): Bunching | null {
  const total = sum(counts), scale = sum(squares) / total;
  // Weighted counts behave as so many households as their weights are worth (Kish).
  const effective = Array.from(counts, (count) => count / scale);
  const inside = (bin: number): boolean => (side === 'low' ? bin >= bins - window && bin < bins : bin >= bins && bin < bins + window);
  const outside = (bin: number): boolean => (side === 'low' ? bin >= bins && bin < bins + window : bin >= bins - window && bin < bins);
  const rows = effective.map((_, bin) => [...Array.from({ length: degree + 1 }, (_power, power) => ((bin + 0.5 - bins) / bins) ** power), inside(bin) ? 1 : 0, outside(bin) ? 1 : 0]);
  // An empty bin of the window would need an infinite slope: half a household stands in it.
  const fit = fitLogLinear(rows, effective.map((count, bin) => (inside(bin) || outside(bin) ? Math.max(0.5, count) : count)));
  if (fit === null) return null;
  const k = degree + 3, at = (i: number, j: number): number => fit.covariance[i * k + j]!;
  const excess = fit.estimates[k - 2]! - fit.estimates[k - 1]!;
  const z = excess / Math.sqrt(fit.dispersion * (at(k - 2, k - 2) + at(k - 1, k - 1) - 2 * at(k - 2, k - 1)));
  const part = (belongs: (bin: number) => boolean, slope: number): Bunching['inside'] => {
    const own = [...counts.keys()].filter(belongs);
    return { found: own.reduce((all, bin) => all + counts[bin]!, 0), expected: own.reduce((all, bin) => all + (fit.expected[bin]! / Math.exp(slope)) * scale, 0) };
  };
  return {
    households: Math.round(sum(counts) / scale), binWidth, inside: part(inside, fit.estimates[k - 2]!), outside: part(outside, fit.estimates[k - 1]!), excess, z,
    p: z > 0 ? normalTwoSided(z) / 2 : 1 - normalTwoSided(z) / 2,
  };
}

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
