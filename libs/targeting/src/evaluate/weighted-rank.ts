import type { ScoreChunk } from './score-store.ts';

const BUCKETS = 65_536;
const number = new Float64Array(1), halves = new Uint32Array(number.buffer);

/** Splits a double into two 32-bit words that order as doubles do; the low one is left in `low`. */
let low = 0;
function highWord(value: number): number {
  // Adding 0 makes one zero of two.
  number[0] = value + 0;
  const high = halves[1]!, negative = high >>> 31 === 1;
  low = (negative ? ~halves[0]! : halves[0]!) >>> 0;
  return (negative ? ~high : high ^ 0x80000000) >>> 0;
}

export interface Rank {
  /** The value at which the goal is reached; the largest where the goal is beyond the whole weight. */
  readonly value: number;
  /** Weight of lower values, and of this one. */
  readonly below: number;
  readonly at: number;
}

/** The numbers to rank in a chunk: `sign` −1 ranks from the largest. NaN does not count. */
export interface Ranked { readonly values: Float64Array; readonly weight: (i: number) => number; readonly sign: 1 | -1 }

/** The smallest value whose cumulative weight reaches `goal`, in four passes over any number of rows and memory that does not grow with them (radix selection). */
export function weightedRank(chunks: () => Iterable<ScoreChunk>, ranked: (chunk: ScoreChunk) => Ranked, goal: number): Rank | undefined {
  const known = { high: 0, highMask: 0, low: 0, lowMask: 0 };
  let below = 0, rank: Rank | undefined;
  for (const [word, shift] of [['high', 16], ['high', 0], ['low', 16], ['low', 0]] as const) {
    const buckets = weightsByDigit(chunks, ranked, known, word === 'high', shift), bucket = bucketThatReaches(buckets, goal - below);
    if (bucket < 0) return undefined;
    for (let b = 0; b < bucket; b++) below += buckets.weights[b]!;
    rank = { value: buckets.values[bucket]!, below, at: buckets.weights[bucket]! };
    known[word] = (known[word] | (bucket << shift)) >>> 0;
    known[`${word}Mask`] = shift === 16 ? 0xffff0000 : 0xffffffff;
  }
  return rank;
}

interface Digits { readonly weights: Float64Array; readonly met: Uint8Array; readonly values: Float64Array }

/** Weight by the next 16 bits of the values whose bits so far are known. */
function weightsByDigit(chunks: () => Iterable<ScoreChunk>, ranked: (chunk: ScoreChunk) => Ranked, known: { high: number; highMask: number; low: number; lowMask: number }, inHigh: boolean, shift: number): Digits {
  const weights = new Float64Array(BUCKETS), met = new Uint8Array(BUCKETS), last = new Float64Array(BUCKETS);
  for (const chunk of chunks()) {
    const { values, weight, sign } = ranked(chunk);
    for (let i = 0; i < chunk.n; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      const high = highWord(sign * value);
      if ((high & known.highMask) >>> 0 !== known.high || (low & known.lowMask) >>> 0 !== known.low) continue;
      const bucket = ((inHigh ? high : low) >>> shift) & 0xffff;
      weights[bucket] = weights[bucket]! + weight(i);
      met[bucket] = 1;
      last[bucket] = value;
    }
  }
  return { weights, met, values: last };
}

/** The first bucket at which the cumulative weight reaches the goal, the last one met when none does, −1 when none was met. */
function bucketThatReaches({ weights, met }: Digits, goal: number): number {
  let reached = 0, bucket = -1;
  for (let b = 0; b < BUCKETS; b++) {
    if (met[b] === 0) continue;
    bucket = b;
    reached += weights[b]!;
    if (reached >= goal) break;
  }
  return bucket;
}
