/** For whole and half n up to 15: what tests with few degrees of freedom need, and where the series below is not good enough. */
const HALVES = Float64Array.from({ length: 31 }, (_, twice) => stirlingErrorDirect(twice / 2));

/** ln Γ(n+1) − (n+½) ln n + n − ½ ln 2π, by the product n! for whole and Γ(½)=√π for half n. */
function stirlingErrorDirect(n: number): number {
  if (n === 0) return 0;
  let logFactorial = Number.isInteger(n) ? 0 : 0.5 * Math.log(Math.PI);
  let factor = Number.isInteger(n) ? 1 : 0.5, product = 1;
  for (; factor <= n; factor++) product *= factor;
  logFactorial += Math.log(product);
  return logFactorial - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI);
}

/**
 * The error of Stirling's formula for ln Γ(n+1).
 * Source: C. Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
 */
export function stirlingError(n: number): number {
  if (n <= 15 && Number.isInteger(2 * n)) return HALVES[2 * n]!;
  // ln Γ(n+2) = ln Γ(n+1) + ln(n+1) brings a small n up to where the series is good.
  if (n < 15) return stirlingError(n + 1) + (n + 0.5) * Math.log1p(1 / n) - 1;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - (691 / 360360) / square) / square) / square) / square) / square) / n;
}

/** x ln(x/m) + m − x without the cancellation near x = m (Loader's deviance term). `gap` is x − m, given apart so that it keeps its digits. */
function deviance(x: number, m: number, gap: number): number {
  if (Math.abs(gap) >= 0.1 * (x + m)) return x * Math.log(x / m) - gap;
  const v = gap / (x + m);
  let sum = gap * v, term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** Γ(n+1)/(Γ(x+1)Γ(n−x+1)) pˣ qⁿ⁻ˣ for any real 0 < x < n, good to about 1e-14. `q` is 1 − p, given apart so that it keeps its digits. */
export function binomialTerm(x: number, n: number, p: number, q: number): number {
  const gap = x * q - (n - x) * p;
  const log = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p, gap) - deviance(n - x, n * q, -gap);
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}
