import { CONSTANT, designOf, type DesignVariable } from '../design/design.ts';
import { levelPositions, power } from '../design/design-rows.ts';
import type { Households } from '../survey/household-reader.ts';
import { SurveyProblem } from '../problems.ts';

/** A sum of parts, one set of numbers per equation: constant + Σ slope · x^power + Σ points of a level. */
export interface Additive {
  readonly constants: Float64Array;
  readonly terms: readonly AdditiveTerm[];
}

export type AdditiveTerm = { readonly variable: number; readonly only: 'urban' | 'rural' | null } & (
  | { readonly kind: 'slope'; readonly power: number; /** Per equation. */ readonly slopes: Float64Array }
  | { readonly kind: 'levels'; readonly levels: DesignVariable; /** Level after level, an equation each. */ readonly points: Float64Array }
  | { readonly kind: 'values'; readonly points: ReadonlyMap<number, number> });

/** Makes the sum of equations' coefficients, by the names of their columns. @throws SurveyProblem when one names no column of the variables. */
export function additiveOf(variables: readonly DesignVariable[], equations: readonly { readonly coefficients: readonly { readonly name: string; readonly estimate: number }[] }[]): Additive {
  const count = equations.length, { columns } = designOf(variables), place = new Map(columns.map(({ name }, c) => [name, c]));
  const constants = new Float64Array(count), values = columns.map(() => new Float64Array(count));
  for (const [e, { coefficients }] of equations.entries()) for (const { name, estimate } of coefficients) {
    const c = place.get(name);
    if (name === CONSTANT) constants[e] = estimate;
    else if (c === undefined) throw new SurveyProblem('formula', {}, `a coefficient names the column ${name}, which the formula's variables do not make`);
    else values[c]![e] = estimate;
  }
  const terms = variables.flatMap((variable, v): AdditiveTerm[] => {
    const own = columns.flatMap((column, c) => (column.variable === v ? [{ column, slopes: values[c]! }] : [])).filter(({ slopes }) => slopes.some((slope) => slope !== 0));
    if (own.length === 0) return [];
    const { only } = variable;
    if (variable.kind === 'numeric') return own.map(({ column, slopes }) => ({ variable: v, only, kind: 'slope', power: column.power, slopes }));
    const points = new Float64Array(variable.levels.length * count);
    for (const { column, slopes } of own) points.set(slopes, column.level * count);
    return [{ variable: v, only, kind: 'levels', levels: variable, points }];
  });
  return { constants, terms };
}

/** Points of each code that these answers use; NaN for a level the formula does not know. Entry 0 is for no answer: 0 where it is not asked, else unknown. */
function pointsByCode(term: AdditiveTerm & { kind: 'levels' }, levels: readonly string[], equation: number, equations: number): Float64Array {
  const positions = levelPositions(term.levels, levels), points = new Float64Array(levels.length + 1);
  points[0] = term.only === null ? Number.NaN : 0;
  for (const [code, position] of positions.entries()) points[code + 1] = position < 0 ? Number.NaN : term.points[position * equations + equation]!;
  return points;
}

/** Whether a household is asked for the term's variable. */
const asked = ({ only }: AdditiveTerm, { urban }: Households, household: number): boolean => only === null || urban![household] === (only === 'urban' ? 1 : 0);

/** What a term adds for one household; NaN where the answer is missing or unknown to the formula. */
export function partOf(term: AdditiveTerm, households: Households, variable: number, household: number, equation: number, equations: number): number {
  if (!asked(term, households, household)) return 0;
  const answers = households.variables[variable]!;
  if (answers.kind === 'category') {
    const code = answers.codes[household]!;
    return term.kind === 'levels' && code >= 0 ? pointsByCode(term, answers.levels, equation, equations)[code + 1]! : Number.NaN;
  }
  const value = answers.values[household]!;
  if (term.kind === 'slope') return term.slopes[equation]! * power(value, term.power);
  return term.kind === 'values' ? (term.points.get(value) ?? Number.NaN) : Number.NaN;
}

/** Adds every term to `sums` in order. `equationOf` is null where all households have the first equation. */
export function addTerms({ constants, terms }: Additive, households: Households, at: readonly number[], sums: Float64Array, equationOf: Int32Array | null): void {
  const equations = constants.length;
  for (let t = 0; t < terms.length; t++) {
    const term = terms[t]!, answers = households.variables[at[term.variable]!]!;
    if (answers.kind === 'category' && term.kind === 'levels') {
      const tables = Array.from(constants, (_, e) => pointsByCode(term, answers.levels, e, equations));
      addLevels(sums, answers.codes, tables, equationOf);
    } else if (answers.kind === 'numeric' && term.kind === 'slope') {
      const next = [1, 2, 3].map((step) => plainSlope(terms[t + step], households, at));
      if (equationOf === null && term.power === 1 && next[0] && next[1] && next[2]) {
        addFour(sums, [{ values: answers.values, slope: term.slopes[0]! }, next[0], next[1], next[2]]);
        t += 3;
      } else addSlope(sums, answers.values, term, equationOf);
    } else if (answers.kind === 'numeric' && term.kind === 'values') addValues(sums, answers.values, term.points, (i) => asked(term, households, i));
    else sums.fill(Number.NaN);
  }
}

interface Slope { readonly values: Float64Array; readonly slope: number }

function plainSlope(term: AdditiveTerm | undefined, households: Households, at: readonly number[]): Slope | undefined {
  if (term?.kind !== 'slope' || term.power !== 1) return undefined;
  const answers = households.variables[at[term.variable]!]!;
  return answers.kind === 'numeric' ? { values: answers.values, slope: term.slopes[0]! } : undefined;
}

/** Four columns in one pass, added from the left like one after another: the sums go to memory and back once instead of four times. */
function addFour(sums: Float64Array, [a, b, c, d]: readonly [Slope, Slope, Slope, Slope]): void {
  const va = a.values, vb = b.values, vc = c.values, vd = d.values, sa = a.slope, sb = b.slope, sc = c.slope, sd = d.slope, n = sums.length;
  for (let i = 0; i < n; i++) sums[i] = sums[i]! + sa * va[i]! + sb * vb[i]! + sc * vc[i]! + sd * vd[i]!;
}

function addSlope(sums: Float64Array, values: Float64Array, { slopes, power: exponent }: AdditiveTerm & { kind: 'slope' }, equationOf: Int32Array | null): void {
  for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + slopes[equationOf ? Math.max(0, equationOf[i]!) : 0]! * power(values[i]!, exponent);
}

function addLevels(sums: Float64Array, codes: Int32Array, tables: readonly Float64Array[], equationOf: Int32Array | null): void {
  const first = tables[0]!;
  if (equationOf === null) for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + first[codes[i]! + 1]!;
  else for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + tables[Math.max(0, equationOf[i]!)]![codes[i]! + 1]!;
}

function addValues(sums: Float64Array, values: Float64Array, points: ReadonlyMap<number, number>, isAsked: (household: number) => boolean): void {
  for (let i = 0; i < sums.length; i++) if (isAsked(i)) sums[i] = sums[i]! + (points.get(values[i]!) ?? Number.NaN);
}
