/** One line of a bench: ours against a yardstick, medians over interleaved rounds; ratio above 1 means ours is better. */
export interface BenchRow {
  readonly case: string;
  readonly yardstick: string;
  readonly ratio: number | null;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly unit: string;
  readonly rounds: number;
  /** Smallest and largest ratio of a round. */
  readonly spread: readonly [number, number] | null;
  readonly reason?: string;
}

/** The smallest value with at least `share` of the values at or below it. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share - 1e-12) - 1)] ?? Number.NaN;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Folds the rounds of one case. `lower`: smaller is better (times), else larger is (throughput). */
export function rowOf(name: string, yardstick: string, unit: string, rounds: readonly { readonly ours: number; readonly theirs: number }[], lower: boolean): BenchRow {
  const ratios = rounds.map(({ ours, theirs }) => (lower ? theirs / ours : ours / theirs));
  return {
    case: name, yardstick, unit, rounds: rounds.length, ratio: rounded(quantile(ratios, 0.5)), ours: rounded(quantile(rounds.map((r) => r.ours), 0.5)), theirs: rounded(quantile(rounds.map((r) => r.theirs), 0.5)),
    spread: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))],
  };
}
