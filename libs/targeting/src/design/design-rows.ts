import type { Households } from '../survey/household-reader.ts';
import type { Design, DesignVariable } from './design.ts';

/** Rows taken at a time: a block of them with some sixty columns stays in the processor's second cache. */
export const BLOCK_ROWS = 256;

/** Position in the design's levels of each code the households use; −1 where the design has no such level. */
export function levelPositions(variable: DesignVariable, levels: readonly string[]): Int32Array {
  const position = new Map(variable.levels.map((level, at) => [level, at]));
  return Int32Array.from(levels, (level) => position.get(level) ?? -1);
}

/** A design matrix that is never whole in memory: some rows of some households, written out block by block. */
export class DesignRows {
  private readonly positions: readonly (Int32Array | null)[];
  /** @param rows positions of the households that count, in order. */
  constructor(readonly design: Design, readonly households: Households, readonly rows: Int32Array) {
    this.positions = design.variables.map((variable, v) => {
      const answers = households.variables[v]!;
      return answers.kind === 'category' ? levelPositions(variable, answers.levels) : null;
    });
  }

  get n(): number { return this.rows.length; }
  /** The constant and the design's columns. */
  get width(): number { return this.design.columns.length + 1; }

  /** Writes rows `from` to `to` into `block`, column after column, `stride` numbers from one column to the next; column 0 is the constant. */
  write(from: number, to: number, block: Float64Array, stride: number): void {
    const { rows } = this, count = to - from;
    block.fill(1, 0, count);
    for (const [c, column] of this.design.columns.entries()) {
      const start = (c + 1) * stride, answers = this.households.variables[column.variable]!;
      if (answers.kind === 'numeric') {
        for (let i = 0; i < count; i++) block[start + i] = power(answers.values[rows[from + i]!]!, column.power);
      } else {
        const positions = this.positions[column.variable]!, { codes } = answers;
        for (let i = 0; i < count; i++) {
          const code = codes[rows[from + i]!]!;
          block[start + i] = code >= 0 && positions[code] === column.level ? 1 : 0;
        }
      }
    }
  }

  /** The whole matrix, column after column: for methods that need it at once. */
  dense(): Float64Array {
    const matrix = new Float64Array(this.n * this.width);
    this.write(0, this.n, matrix, this.n);
    return matrix;
  }
}

/** x to a whole power, by multiplication from the left, as everywhere a formula is applied. */
export function power(x: number, exponent: number): number {
  let product = x;
  for (let p = 1; p < exponent; p++) product *= x;
  return product;
}
