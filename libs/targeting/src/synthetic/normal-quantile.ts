import { incompleteBeta } from '../distribution/tails.ts';

/** P(Z < z) of the standard normal, as the limit of Student's t with very many degrees of freedom. */
const LARGE = 1e10;
const below = (z: number): number => { const tail = incompleteBeta(LARGE / 2, 0.5, LARGE / (LARGE + z * z), (z * z) / (LARGE + z * z)) / 2; return z < 0 ? tail : 1 - tail; };

/** The z with P(Z < z) = p, by bisection: used once per household of the synthetic survey, where clarity counts for more than speed. */
export function normalQuantile(p: number): number {
  let low = -10, high = 10;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
