import type { TreeNode } from '../formula/formula.ts';

export interface BoostingOptions { readonly trees: number; readonly depth: number; readonly rate: number; readonly leafShare: number }
/** Small on purpose: a formula that people must be able to follow. */
export const SMALL_BOOSTING: BoostingOptions = { trees: 100, depth: 3, rate: 0.1, leafShare: 0.01 };

const BINS = 64;
interface Feature { readonly name: string; readonly bins: Uint8Array; /** A row is in a bin below b when its value < edges[b]. */ readonly edges: Float64Array }

/**
 * Gradient boosting of regression trees on squared error: each tree is fitted to what the ones before leave over and counts by `rate`.
 * Columns are cut into at most 64 bins of their distinct values or quantiles. The same data give the same trees.
 * Source: J. H. Friedman (2001), Greedy Function Approximation: A Gradient Boosting Machine.
 * @returns trees whose values already carry the rate; the first is the weighted mean alone
 */
export function boostedTrees(names: readonly string[], columns: readonly Float64Array[], response: Float64Array, weight: Float64Array, options: BoostingOptions = SMALL_BOOSTING): TreeNode[][] {
  const n = response.length, features = columns.map((column, c) => feature(names[c]!, column));
  let total = 0, sum = 0;
  for (let i = 0; i < n; i++) { total += weight[i]!; sum += weight[i]! * response[i]!; }
  const trees: TreeNode[][] = [[leaf(sum / total)]], rest = response.map((y) => y - sum / total);
  for (let t = 0; t < options.trees; t++) {
    const tree: TreeNode[] = [], rows = Uint32Array.from({ length: n }, (_, i) => i);
    grow(tree, features, rows, rest, weight, options, options.depth, total * options.leafShare);
    trees.push(tree);
  }
  return trees;
}

const leaf = (value: number): TreeNode => ({ column: null, below: 0, yes: -1, no: -1, value });

function feature(name: string, column: Float64Array): Feature {
  const sorted = column.toSorted(), distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const picks = distinct.length <= BINS ? distinct : Float64Array.from({ length: BINS }, (_, b) => sorted[Math.floor((b * sorted.length) / BINS)]!).filter((value, i, all) => i === 0 || value !== all[i - 1]);
  // Cuts lie half-way between neighbours, so that a value between them falls on the nearer side.
  const edges = Float64Array.from({ length: picks.length - 1 }, (_, b) => (picks[b]! + picks[b + 1]!) / 2);
  const bins = Uint8Array.from(column, (value) => { let b = 0; while (b < edges.length && value >= edges[b]!) b++; return b; });
  return { name, bins, edges };
}

/** Adds the node for these rows and those below it; answers its place. Leaves take their part out of `rest`. */
function grow(tree: TreeNode[], features: readonly Feature[], rows: Uint32Array, rest: Float64Array, weight: Float64Array, options: BoostingOptions, depth: number, least: number): number {
  let total = 0, sum = 0;
  for (const i of rows) { total += weight[i]!; sum += weight[i]! * rest[i]!; }
  const value = options.rate * (sum / total), place = tree.push(leaf(value)) - 1;
  const split = depth > 0 ? bestSplit(features, rows, rest, weight, total, sum, least) : undefined;
  if (!split) {
    for (const i of rows) rest[i] = rest[i]! - value;
    return place;
  }
  const { bins, edges, name } = split.feature, inside = rows.filter((i) => bins[i]! <= split.bin), outside = rows.filter((i) => bins[i]! > split.bin);
  const yes = grow(tree, features, inside, rest, weight, options, depth - 1, least), no = grow(tree, features, outside, rest, weight, options, depth - 1, least);
  tree[place] = { column: name, below: edges[split.bin]!, yes, no, value };
  return place;
}

interface Split { readonly feature: Feature; readonly bin: number }

function bestSplit(features: readonly Feature[], rows: Uint32Array, rest: Float64Array, weight: Float64Array, total: number, sum: number, least: number): Split | undefined {
  let best: Split | undefined, gain = (sum * sum) / total * (1 + 1e-12);
  for (const one of features) {
    const totals = new Float64Array(BINS + 1), sums = new Float64Array(BINS + 1);
    for (const i of rows) {
      const b = one.bins[i]!;
      totals[b] = totals[b]! + weight[i]!;
      sums[b] = sums[b]! + weight[i]! * rest[i]!;
    }
    let left = 0, leftSum = 0;
    for (let b = 0; b < one.edges.length; b++) {
      left += totals[b]!;
      leftSum += sums[b]!;
      if (left < least || total - left < least) continue;
      const explained = (leftSum * leftSum) / left + ((sum - leftSum) * (sum - leftSum)) / (total - left);
      if (explained > gain) { gain = explained; best = { feature: one, bin: b }; }
    }
  }
  return best;
}
