import type { BenchRow } from './statistics.ts';

/** What a row must reach: a ratio; of a time, no more than so many ms above the yardstick; or so many a second, on a machine of the class the targets were set for. */
interface Target { readonly ratio?: number; readonly aboveMs?: number; readonly perSecond?: number }

const TARGETS: Readonly<Record<string, Target>> = {
  'append/1 event, 1 writer/emmett': { ratio: 1.4 },
  'append/1 event, 8 writers/emmett': { ratio: 2 },
  'append/1 event, 32 writers/emmett': { ratio: 2 },
  'append/1 event, 32 writers/pgbench': { ratio: 1 },
  'append/10 events, 8 writers/emmett': { ratio: 1.4 },
  'read/10 events/emmett': { ratio: 1.5 },
  'read/100 events/emmett': { ratio: 1.3 },
  'tail/100k events/emmett': { ratio: 5, perSecond: 40_000 },
  'exchange/200/s p95/kafkajs': { aboveMs: 25 },
  'exchange/saturation/kafkajs': { ratio: 0.25 },
  'verify/export/sha256': { ratio: 0.4 },
  'verify/database/sha256': { perSecond: 50_000 },
  'score/1M households, 20 columns/numpy': { ratio: 1 },
  'score/1M households, 60 columns/numpy': { ratio: 0.3 },
  'score/CSV, 20 columns/csv-parse': { perSecond: 200_000 },
  'stepwise/20k households, 60 candidates/statsmodels': { ratio: 1 },
};

/** In words, what a row falls short of; null when it reaches what it must, or need not reach anything. */
export function shortfall(bench: string, { case: name, yardstick, ratio, ours, theirs }: BenchRow): string | null {
  const target = TARGETS[`${bench}/${name}/${yardstick}`];
  if (!target || ratio === null || ours === null || theirs === null) return null;
  if (target.ratio !== undefined && ratio < target.ratio) return `must reach ${target.ratio} × ${yardstick}`;
  if (target.aboveMs !== undefined && ours > theirs + target.aboveMs) return `must be within ${target.aboveMs} ms of ${yardstick}`;
  if (target.perSecond !== undefined && ours < target.perSecond) return `must reach ${target.perSecond} a second`;
  return null;
}
