import type { Delay } from './story.ts';

/** A percentile is the smallest time that so many of a hundred do not exceed; in milliseconds, to a tenth. */
export function percentiles(times: readonly number[]): Delay {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (percent: number): number => Math.round((sorted[Math.max(0, Math.floor((sorted.length * percent + 99) / 100) - 1)] ?? 0) * 10) / 10;
  return { p50: at(50), p95: at(95), p99: at(99), n: sorted.length };
}
