/**
 * The triangular factor R of a QR decomposition, built from blocks of rows: R'R = M'M for all rows added so far.
 * Householder reflections applied to [R; block]; rows are not kept. All that weighted least squares needs of the data —
 * every coefficient, residual sum and covariance of every subset of columns — can be had from R.
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., 5.2 and 6.5 (row updating).
 */
export class TriangularFactor {
  /** R, row after row; below the diagonal 0. */
  readonly values: Float64Array;
  constructor(readonly width: number) { this.values = new Float64Array(width * width); }

  /** Folds `count` rows in. `block` holds them column after column, `stride` apart; it is overwritten. */
  add(block: Float64Array, count: number, stride: number): void {
    const { width, values } = this;
    for (let j = 0; j < width; j++) {
      const start = j * stride;
      const below = sumOfSquares(block, start, count);
      if (below === 0) continue;
      const top = values[j * width + j]!, length = Math.sqrt(top * top + below);
      const diagonal = top > 0 ? -length : length, head = top - diagonal;
      const scale = 2 / (head * head + below);
      values[j * width + j] = diagonal;
      for (let l = j + 1; l < width; l++) reflect(values, j * width + l, head, block, start, l * stride, count, scale);
    }
  }
}

function sumOfSquares(block: Float64Array, start: number, count: number): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += block[i]! * block[i]!;
  return sum;
}

/** Reflects column `to` (its number in R at `at`) by the vector (head, column `from`). Four sums at once: they do not wait for one another. */
function reflect(values: Float64Array, at: number, head: number, block: Float64Array, from: number, to: number, count: number, scale: number): void {
  let a = 0, b = 0, c = 0, d = 0, i = 0;
  const whole = count - (count % 4);
  for (; i < whole; i += 4) {
    a += block[from + i]! * block[to + i]!;
    b += block[from + i + 1]! * block[to + i + 1]!;
    c += block[from + i + 2]! * block[to + i + 2]!;
    d += block[from + i + 3]! * block[to + i + 3]!;
  }
  for (; i < count; i++) a += block[from + i]! * block[to + i]!;
  const share = (a + b + c + d + head * values[at]!) * scale;
  values[at] = values[at]! - share * head;
  for (i = 0; i < count; i++) block[to + i] = block[to + i]! - share * block[from + i]!;
}
