import { designOf } from '../design/design.ts';
import { DesignRows } from '../design/design-rows.ts';
import { variablePlaces } from '../evaluate/score-survey.ts';
import { SurveyProblem } from '../problems.ts';
import type { VariableMap } from '../survey/column-map.ts';
import type { Households } from '../survey/household-reader.ts';
import type { Formula } from './formula.ts';
import { simdMemory, type AddFour } from './simd-module.ts';

const BLOCK_ROWS = 1024, ABREAST = 4, NUMBER = 8;

/**
 * A design matrix held in memory to be scored many times: by every formula of a comparison, or again whenever one changes.
 * Columns lie in the memory of a small SIMD module, which adds four of them at a time, two rows at once. Scores equal the Scorer's to the last bit.
 */
export class ScoringMatrix {
  private readonly buffer: ArrayBuffer;
  private readonly addFour: AddFour;
  /** Bytes from one column to the next; an even number of rows. */
  private readonly stride: number;
  private readonly sums: Float64Array;

  /** @param n rows @param width columns, the constant not counted */
  constructor(readonly n: number, readonly width: number) {
    this.stride = NUMBER * (n + (n % 2));
    // Two columns more: the sums, and one of zeros that fills the last group of four.
    const memory = simdMemory(this.stride * (width + 2));
    if (!memory) throw new SurveyProblem('too-many-rows', {}, `${n} households with ${width} columns do not fit into a scoring matrix`);
    this.buffer = memory.buffer;
    this.addFour = memory.addFour;
    this.sums = new Float64Array(this.buffer, this.stride * width, n);
  }

  /** One column, to be filled by the caller. */
  column(c: number): Float64Array { return new Float64Array(this.buffer, this.stride * c, this.n); }

  /** constant + Σ slope · column for every row. The answer is overwritten by the next call. */
  scores(constant: number, slopes: ArrayLike<number>): Float64Array {
    const { n, width, stride, addFour } = this, sums = stride * width, zeros = sums + stride;
    const place = (c: number): number => (c < width ? c * stride : zeros), slope = (c: number): number => (c < width ? slopes[c]! : 0);
    for (let from = 0; from < n; from += BLOCK_ROWS) {
      this.sums.fill(constant, from, from + BLOCK_ROWS);
      const at = from * NUMBER, bytes = Math.min(stride, at + BLOCK_ROWS * NUMBER) - at;
      for (let c = 0; c < width; c += ABREAST) addFour(sums + at, place(c) + at, place(c + 1) + at, place(c + 2) + at, place(c + 3) + at, bytes, slope(c), slope(c + 1), slope(c + 2), slope(c + 3));
    }
    return this.sums;
  }

  /**
   * The columns that a linear formula with one equation makes of households, and its scores on them. Every answer must be known to the formula.
   * @param variables what the households' variables are
   */
  static of(formula: Formula, households: Households, variables: readonly VariableMap[]): { matrix: ScoringMatrix; constant: number; slopes: Float64Array } {
    const [equation, more] = formula.equations;
    if (!equation || more || formula.loadings.length > 0) throw new SurveyProblem('formula', {}, `a scoring matrix is for a formula with one linear equation, not for ${formula.method} with ${formula.equations.length}`);
    const design = designOf(formula.variables), places = variablePlaces(formula, variables), own: Households = { ...households, variables: places.map((place) => households.variables[place]!) };
    const rows = new DesignRows(design, own, Int32Array.from({ length: households.n }, (_, i) => i)), matrix = new ScoringMatrix(households.n, design.columns.length), estimates = new Map(equation.coefficients.map(({ name, estimate }) => [name, estimate]));
    const block = new Float64Array(BLOCK_ROWS * rows.width), columns = design.columns.map((_, c) => matrix.column(c));
    for (let from = 0; from < households.n; from += BLOCK_ROWS) {
      const to = Math.min(households.n, from + BLOCK_ROWS);
      rows.write(from, to, block, BLOCK_ROWS);
      for (const [c, column] of columns.entries()) column.set(block.subarray((c + 1) * BLOCK_ROWS, (c + 1) * BLOCK_ROWS + to - from), from);
    }
    return { matrix, constant: estimates.get('(constant)') ?? 0, slopes: Float64Array.from(design.columns, ({ name }) => estimates.get(name) ?? 0) };
  }
}
