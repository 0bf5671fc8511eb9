import { fisherUpper } from '../distribution/tails.ts';
import { backSolve, chooseColumns, DEPENDENCE, inverseOfGram, type ChosenFactor } from './column-choice.ts';
import type { TriangularFactor } from './triangular-factor.ts';

/** Columns of a factor that enter and leave together. */
export interface Candidate { readonly name: string; readonly columns: readonly number[] }

export interface StepwiseOptions {
  /** A term leaves at p ≥ this. */
  readonly remove: number;
  /** A term enters at p < this. */
  readonly enter: number;
}
export const PAPER_STEPWISE: StepwiseOptions = { remove: 0.2, enter: 0.1 };

export interface StepwiseStep { readonly step: 'removed' | 'entered'; readonly term: string; readonly p: number }
export interface StepwiseResult {
  /** Positions of the candidates in the model, in order. */
  readonly selected: readonly number[];
  readonly steps: readonly StepwiseStep[];
  /** The search came back to a set it had seen, and was stopped there. */
  readonly cycled: boolean;
}

/**
 * Backward stepwise selection with re-entry, on the triangular factor alone: the data are not read again.
 * Removes the term with the largest p ≥ `remove` until there is none; then in turn adds the excluded term with the smallest p < `enter`
 * and removes the largest p ≥ `remove`, until nothing changes. p is of the classic F test of all columns of a term.
 * Of equal p the later term leaves and the earlier enters.
 */
export function stepwise(factor: TriangularFactor, candidates: readonly Candidate[], n: number, options = PAPER_STEPWISE): StepwiseResult {
  const steps: StepwiseStep[] = [], seen = new Set<string>();
  let inModel = candidates.map((_, position) => position);
  const leave = (): boolean => {
    const worst = largestP(factor, candidates, inModel, n);
    if (!worst || worst.p < options.remove) return false;
    inModel = inModel.filter((position) => position !== worst.position);
    steps.push({ step: 'removed', term: candidates[worst.position]!.name, p: worst.p });
    return true;
  };
  const enter = (): boolean => {
    const best = smallestP(factor, candidates, inModel, n);
    if (!best || !(best.p < options.enter)) return false;
    inModel = [...inModel, best.position].toSorted((a, b) => a - b);
    steps.push({ step: 'entered', term: candidates[best.position]!.name, p: best.p });
    return true;
  };
  while (leave());
  for (;;) {
    const set = inModel.join(' ');
    if (seen.has(set)) return { selected: inModel, steps, cycled: true };
    seen.add(set);
    const entered = enter(), left = leave();
    if (!entered && !left) return { selected: inModel, steps, cycled: false };
  }
}

interface Tested { readonly position: number; readonly p: number }

const columnsOf = (candidates: readonly Candidate[], inModel: readonly number[]): number[] => [0, ...inModel.flatMap((position) => candidates[position]!.columns)];

/** The F test of each term in the model: b' [(X'WX)⁻¹ of its columns]⁻¹ b / q over s². */
function largestP(factor: TriangularFactor, candidates: readonly Candidate[], inModel: readonly number[], n: number): Tested | undefined {
  const chosen = chooseColumns(factor.values, factor.width, columnsOf(candidates, inModel)), k = chosen.kept.length;
  const estimates = backSolve(chosen.r, chosen.response), inverse = inverseOfGram(chosen.r, k), place = new Map(chosen.kept.map((column, at) => [column, at]));
  let worst: Tested | undefined;
  for (const position of inModel) {
    const at = candidates[position]!.columns.flatMap((column) => place.get(column) ?? []);
    // A term all of whose columns depend on others explains nothing of its own.
    const p = at.length === 0 ? 1 : fisherUpper(explainedBy(at, estimates, inverse, k) / at.length / (chosen.rss / (n - k)), at.length, n - k);
    if (!worst || p >= worst.p) worst = { position, p };
  }
  return worst;
}

/** How much the residual sum grows when the columns at these places leave. */
function explainedBy(at: readonly number[], estimates: Float64Array, inverse: Float64Array, k: number): number {
  if (at.length === 1) return estimates[at[0]!]! ** 2 / inverse[at[0]! * k + at[0]!]!;
  const q = at.length, upper = new Float64Array(q * q), z = new Float64Array(q);
  // Cholesky of the block, then forward substitution: b' B⁻¹ b = |L⁻¹ b|².
  for (let i = 0; i < q; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = inverse[at[i]! * k + at[j]!]!;
      for (let l = 0; l < j; l++) sum -= upper[i * q + l]! * upper[j * q + l]!;
      upper[i * q + j] = i === j ? Math.sqrt(sum) : sum / upper[j * q + j]!;
    }
    let value = estimates[at[i]!]!;
    for (let l = 0; l < i; l++) value -= upper[i * q + l]! * z[l]!;
    z[i] = value / upper[i * q + i]!;
  }
  return z.reduce((sum, value) => sum + value * value, 0);
}

/** The F test of each term not in the model, were it to enter. */
function smallestP(factor: TriangularFactor, candidates: readonly Candidate[], inModel: readonly number[], n: number): Tested | undefined {
  const outside = candidates.flatMap((_, position) => (inModel.includes(position) ? [] : [position]));
  const others = outside.flatMap((position) => candidates[position]!.columns);
  const chosen = chooseColumns(factor.values, factor.width, columnsOf(candidates, inModel), others);
  let best: Tested | undefined, next = 0;
  for (const position of outside) {
    const { columns } = candidates[position]!, left = chosen.left.slice(next, next + columns.length);
    next += columns.length;
    const gain = gainOf(left, columns.map((column) => length(factor, column)), chosen);
    const df = n - chosen.kept.length - gain.rank;
    const p = gain.rank === 0 ? 1 : fisherUpper(gain.explained / gain.rank / ((chosen.rss - gain.explained) / df), gain.rank, df);
    if (!best || p < best.p) best = { position, p };
  }
  return best;
}

const length = (factor: TriangularFactor, column: number): number => {
  let sum = 0;
  for (let i = 0; i <= column; i++) sum += factor.values[i * factor.width + column]! ** 2;
  return Math.sqrt(sum);
};

/** What columns, already freed of the model's, explain of the response's rest (Gram–Schmidt, twice for accuracy), and how many of them count. */
function gainOf(columns: readonly Float64Array[], lengths: readonly number[], { leftResponse }: ChosenFactor): { explained: number; rank: number } {
  const basis: Float64Array[] = [];
  let explained = 0;
  for (const [c, column] of columns.entries()) {
    const rest = Float64Array.from(column);
    for (let pass = 0; pass < 2; pass++) for (const axis of basis) {
      const share = dot(axis, rest);
      for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! - share * axis[i]!;
    }
    const size = Math.sqrt(dot(rest, rest));
    if (size <= DEPENDENCE * lengths[c]!) continue;
    basis.push(rest.map((value) => value / size));
    explained += dot(basis.at(-1)!, leftResponse) ** 2;
  }
  return { explained, rank: basis.length };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
