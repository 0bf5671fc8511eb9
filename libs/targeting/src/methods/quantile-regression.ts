import { inverse, Matrix } from 'ml-matrix';
import { SurveyProblem } from '../problems.ts';
import { SplitMix } from '../random.ts';
import { weightedBreak } from './weighted-break.ts';

/** Columns of a matrix, each n long; response and weights of its rows. */
export interface QuantileProblem { readonly columns: readonly Float64Array[]; readonly response: Float64Array; readonly weight: Float64Array; readonly tau: number }
export interface QuantileFit { readonly estimates: Float64Array; readonly objective: number; /** False where the objective is flat along an edge from the optimum, so that other planes may fit as well. */ readonly unique: boolean }

const MOST_PIVOTS = 20_000;
/** Ties are broken by shifting each response by a share of this of its spread; the answer is reckoned from the responses as they are. */
const SHIFT = 1e-11;

/**
 * Linear quantile regression: the exact minimum of Σ w ρ_τ(y − Xb) by the simplex method, moving from vertex to vertex along the edge with the
 * steepest descent and along each edge past every kink that still leads down.
 * A vertex is k rows that the plane goes through. Sources: I. Barrodale and F. Roberts (1973); R. Koenker and V. d'Orey (1987), Algorithm AS 229.
 * @param start a plane near the optimum (least squares), whose nearest rows make the first vertex
 */
export function quantileRegression(problem: QuantileProblem, start: Float64Array): QuantileFit {
  const scales = problem.columns.map((column) => column.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1);
  const columns = problem.columns.map((column, c) => column.map((value) => value / scales[c]!));
  const scaled = { ...problem, columns, response: shifted(problem.response) };
  const vertex = firstVertex(columns, residualsOf({ ...problem, columns }, start.map((value, c) => value * scales[c]!)));
  for (let pivot = 0; pivot < MOST_PIVOTS; pivot++) {
    const across = inverse(new Matrix(vertex.map((row) => columns.map((column) => column[row]!))));
    const residuals = residualsOf(scaled, across.mmul(Matrix.columnVector(vertex.map((row) => scaled.response[row]!))).getColumn(0));
    const edge = steepestEdge(scaled, vertex, across, residuals);
    if ('flat' in edge) return { ...answer(problem, vertex, across, columns, scales), unique: !edge.flat };
    vertex[edge.leaves] = weightedBreak(residuals, edge.rates, problem.weight, edge.slope, vertex);
  }
  throw new SurveyProblem('no-convergence', {}, `the quantile regression found no optimum in ${MOST_PIVOTS} pivots`);
}

function shifted(response: Float64Array): Float64Array {
  const random = new SplitMix(1), mean = response.reduce((sum, y) => sum + y, 0) / response.length;
  const spread = Math.sqrt(response.reduce((sum, y) => sum + (y - mean) ** 2, 0) / response.length) || 1;
  return response.map((y) => y + SHIFT * spread * (random.uniform() - 0.5));
}

function residualsOf({ columns, response }: QuantileProblem, estimates: ArrayLike<number>): Float64Array {
  const residuals = Float64Array.from(response);
  for (const [c, column] of columns.entries()) {
    const b = estimates[c]!;
    if (b !== 0) for (let i = 0; i < residuals.length; i++) residuals[i] = residuals[i]! - b * column[i]!;
  }
  return residuals;
}

/** The k independent rows nearest to a plane. */
function firstVertex(columns: readonly Float64Array[], residuals: Float64Array): number[] {
  const order = Uint32Array.from(residuals, (_, i) => i).toSorted((a, b) => Math.abs(residuals[a]!) - Math.abs(residuals[b]!) || a - b);
  const axes: Float64Array[] = [], rows: number[] = [];
  for (const row of order) {
    const rest = Float64Array.from(columns, (column) => column[row]!), own = Math.hypot(...rest);
    for (let pass = 0; pass < 2; pass++) for (const axis of axes) {
      const share = axis.reduce((sum, value, c) => sum + value * rest[c]!, 0);
      for (let c = 0; c < rest.length; c++) rest[c] = rest[c]! - share * axis[c]!;
    }
    const size = Math.hypot(...rest);
    if (size < 1e-4 * own) continue;
    axes.push(rest.map((value) => value / size));
    if (rows.push(row) === columns.length) return rows;
  }
  throw new SurveyProblem('too-few-households', {}, 'the columns of the quantile regression nearly depend on one another');
}

interface Edge { readonly leaves: number; readonly rates: Float64Array; readonly slope: number }
/** No edge leads down; flat where one leads nowhere. */
interface Optimum { readonly flat: boolean }

/** The edge along which the objective falls fastest, or that this is the optimum. Along it the row that leaves gets a residual, others change at `rates`. */
function steepestEdge({ columns, weight, tau }: QuantileProblem, vertex: readonly number[], across: Matrix, residuals: Float64Array): Edge | Optimum {
  const n = residuals.length, k = vertex.length, pull = new Float64Array(n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    pull[i] = weight[i]! * (residuals[i]! > 0 ? tau : tau - 1);
    total += weight[i]!;
  }
  for (const row of vertex) pull[row] = 0;
  const gradient = columns.map((column) => { let sum = 0; for (let i = 0; i < n; i++) sum += pull[i]! * column[i]!; return sum; });
  let leaves = -1, side = 1, slope = -1e-10 * total, least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < k; j++) {
    let along = 0;
    for (let c = 0; c < k; c++) along += gradient[c]! * across.get(c, j);
    const own = weight[vertex[j]!]!, up = along + own * tau, down = -along + own * (1 - tau);
    least = Math.min(least, up, down);
    if (Math.min(up, down) >= slope) continue;
    leaves = j;
    side = up < down ? 1 : -1;
    slope = Math.min(up, down);
  }
  if (leaves < 0) return { flat: least < 1e-10 * total };
  const rates = new Float64Array(n);
  for (const [c, column] of columns.entries()) {
    const rate = side * across.get(c, leaves);
    if (rate !== 0) for (let i = 0; i < n; i++) rates[i] = rates[i]! + rate * column[i]!;
  }
  return { leaves, rates, slope };
}

/** The plane through the vertex's rows as they are, and the objective there. */
function answer(problem: QuantileProblem, vertex: readonly number[], across: Matrix, columns: readonly Float64Array[], scales: readonly number[]): Omit<QuantileFit, 'unique'> {
  const target = vertex.map((row) => problem.response[row]!);
  const first = across.mmul(Matrix.columnVector(target)).getColumn(0);
  // One step of iterative refinement takes back what the inverse lost.
  const missed = target.map((y, at) => y - first.reduce((sum, b, c) => sum + b * columns[c]![vertex[at]!]!, 0));
  const estimates = Float64Array.from(across.mmul(Matrix.columnVector(missed)).getColumn(0), (more, c) => (first[c]! + more) / scales[c]!);
  const residuals = residualsOf(problem, estimates), onPlane = new Set(vertex);
  let objective = 0;
  for (let i = 0; i < residuals.length; i++) if (!onPlane.has(i)) objective += problem.weight[i]! * residuals[i]! * (residuals[i]! > 0 ? problem.tau : problem.tau - 1);
  return { estimates, objective };
}
