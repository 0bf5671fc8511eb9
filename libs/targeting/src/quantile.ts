/** The smallest value whose cumulative weight reaches q of the whole, within rounding: ≥ q · W · (1 − 1e-12). */
export function weightedQuantile(values: Float64Array, weight: Float64Array, q: number): number {
  const order = Uint32Array.from(values, (_, i) => i).toSorted((a, b) => values[a]! - values[b]! || a - b);
  let total = 0, reached = 0;
  for (const i of order) total += weight[i]!;
  const goal = q * total * (1 - 1e-12);
  for (const i of order) {
    reached += weight[i]!;
    if (reached >= goal) return values[i]!;
  }
  return order.length === 0 ? Number.NaN : values[order.at(-1)!]!;
}
