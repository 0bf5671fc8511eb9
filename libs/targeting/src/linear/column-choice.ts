/** A column whose length, once the columns before it are taken out, is below this share of its own length depends on them. */
export const DEPENDENCE = 1e-7;

/** Least squares on some columns of a triangular factor, the response last among its columns. */
export interface ChosenFactor {
  /** Kept columns, in the order asked. */
  readonly kept: readonly number[];
  /** Columns that depend on earlier ones. */
  readonly dropped: readonly number[];
  /** Upper triangle over the kept columns, row after row, `kept.length` wide. */
  readonly r: Float64Array;
  /** Projection of the response on the kept columns. */
  readonly response: Float64Array;
  /** Residual sum of squares. */
  readonly rss: number;
  /** Other columns asked for, what is left of them outside the kept ones; each `rows` long. */
  readonly left: readonly Float64Array[];
  /** What is left of the response. */
  readonly leftResponse: Float64Array;
}

/**
 * Chooses columns of a factor in order, dropping each that depends on earlier ones.
 * @param factor R over all columns and the response, row after row, `width` wide
 * @param others columns to project away from the chosen ones (for the tests of terms that might enter)
 */
export function chooseColumns(factor: Float64Array, width: number, columns: readonly number[], others: readonly number[] = []): ChosenFactor {
  const column = (c: number): Float64Array => Float64Array.from({ length: width }, (_, i) => factor[i * width + c]!);
  const work = [...columns, ...others, width - 1].map(column);
  const kept: number[] = [], dropped: number[] = [], heads: Float64Array[] = [];
  for (const [at, c] of columns.entries()) {
    const vector = work[at]!, rank = kept.length;
    const own = Math.sqrt(squares(vector, 0)), outside = Math.sqrt(squares(vector, rank));
    if (rank >= width || outside <= DEPENDENCE * own) {
      dropped.push(c);
      continue;
    }
    eliminate(vector, rank, outside, work, at + 1);
    kept.push(c);
    heads.push(vector);
  }
  const k = kept.length, r = new Float64Array(k * k), response = work.at(-1)!;
  for (const [j, head] of heads.entries()) for (let i = 0; i <= j; i++) r[i * k + j] = head[i]!;
  const leftResponse = response.slice(k);
  return { kept, dropped, r, response: response.slice(0, k), rss: squares(response, k), left: work.slice(columns.length, -1).map((vector) => vector.slice(k)), leftResponse };
}

function squares(vector: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < vector.length; i++) sum += vector[i]! * vector[i]!;
  return sum;
}

/** Householder reflection that leaves `vector` with nothing below `rank`, applied to the columns after it. */
function eliminate(vector: Float64Array, rank: number, outside: number, work: readonly Float64Array[], next: number): void {
  const diagonal = vector[rank]! > 0 ? -outside : outside;
  const axis = vector.slice(rank);
  axis[0] = axis[0]! - diagonal;
  const scale = 2 / squares(axis, 0);
  for (let c = next; c < work.length; c++) {
    const other = work[c]!;
    let dot = 0;
    for (let i = 0; i < axis.length; i++) dot += axis[i]! * other[rank + i]!;
    const share = dot * scale;
    for (let i = 0; i < axis.length; i++) other[rank + i] = other[rank + i]! - share * axis[i]!;
  }
  vector.fill(0, rank + 1);
  vector[rank] = diagonal;
}

/** Solves R b = z for an upper triangle. */
export function backSolve(r: Float64Array, z: Float64Array): Float64Array {
  const k = z.length, b = Float64Array.from(z);
  for (let i = k - 1; i >= 0; i--) {
    for (let j = i + 1; j < k; j++) b[i] = b[i]! - r[i * k + j]! * b[j]!;
    b[i] = b[i]! / r[i * k + i]!;
  }
  return b;
}

/** (R'R)⁻¹ of an upper triangle, row after row. */
export function inverseOfGram(r: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  for (let c = 0; c < k; c++) {
    const unit = new Float64Array(k);
    unit[c] = 1;
    inverse.set(backSolve(r, unit), c * k);
  }
  // Row c of `inverse` now holds column c of R⁻¹, which is 0 beyond c.
  const product = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let j = i; j < k; j++) {
    let sum = 0;
    for (let c = j; c < k; c++) sum += inverse[c * k + i]! * inverse[c * k + j]!;
    product[i * k + j] = sum;
    product[j * k + i] = sum;
  }
  return product;
}
