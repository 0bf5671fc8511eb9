import { CONSTANT, designOf, type DesignVariable } from '../design/design.ts';
import { levelPositions, power } from '../design/design-rows.ts';
import type { Answers, Households } from '../survey/household-reader.ts';
import { SurveyProblem } from '../problems.ts';
import { blockAdder } from './number-columns.ts';

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

/** Adds to a block of sums what the households `from` to `to` have; the first of them is the block's first. */
type Adder = (block: Float64Array, from: number, to: number) => void;
interface Slope { readonly values: Float64Array; readonly slope: number }
interface Points { readonly codes: Int32Array; readonly table: Float64Array }

/** What adds every term to sums, in order. `equationOf` is null where all households have the first equation. */
export function addersOf({ constants, terms }: Additive, households: Households, at: readonly number[], equationOf: Int32Array | null): Adder[] {
  const adders: Adder[] = [], slopes: Slope[] = [], points: Points[] = [];
  const flush = (): void => { adders.push(...slopeAdders(slopes.splice(0)), ...pointAdders(points.splice(0))); };
  for (const term of terms) {
    const answers = households.variables[at[term.variable]!]!, isSlope = answers.kind === 'numeric' && term.kind === 'slope' && term.power === 1, isPoints = answers.kind === 'category' && term.kind === 'levels';
    // Only terms of one kind wait for one another, so that the order of the sum is the order of the terms.
    if (equationOf !== null || (!isSlope && slopes.length > 0) || (!isPoints && points.length > 0)) flush();
    if (equationOf === null && isSlope) slopes.push({ values: answers.values, slope: term.slopes[0]! });
    else if (equationOf === null && isPoints) points.push({ codes: answers.codes, table: pointsByCode(term, answers.levels, 0, constants.length) });
    else adders.push(adderOf(term, answers, households, constants.length, equationOf));
  }
  flush();
  return adders;
}

function adderOf(term: AdditiveTerm, answers: Answers, households: Households, equations: number, equationOf: Int32Array | null): Adder {
  if (answers.kind === 'category' && term.kind === 'levels') {
    const tables = Array.from({ length: equations }, (_, e) => pointsByCode(term, answers.levels, e, equations)), { codes } = answers;
    return (block, from, to) => { for (let i = from; i < to; i++) block[i - from] = block[i - from]! + tables[equationOf ? Math.max(0, equationOf[i]!) : 0]![codes[i]! + 1]!; };
  }
  if (answers.kind === 'numeric' && term.kind === 'slope') {
    const { values } = answers, { slopes, power: exponent } = term;
    return (block, from, to) => { for (let i = from; i < to; i++) block[i - from] = block[i - from]! + slopes[equationOf ? Math.max(0, equationOf[i]!) : 0]! * power(values[i]!, exponent); };
  }
  if (answers.kind === 'numeric' && term.kind === 'values') return (block, from, to) => { for (let i = from; i < to; i++) if (asked(term, households, i)) block[i - from] = block[i - from]! + (term.points.get(answers.values[i]!) ?? Number.NaN); };
  return (block, from, to) => { block.fill(Number.NaN, 0, to - from); };
}

function slopeAdders(terms: readonly Slope[]): Adder[] {
  if (terms.length === 0) return [];
  const values = terms.map((term) => term.values), slopes = Float64Array.from(terms, ({ slope }) => slope), fours = terms.length - (terms.length % 4), abreast = blockAdder(values, slopes);
  if (abreast) return [abreast];
  return [(block, from, to) => {
    for (let s = 0; s < fours; s += 4) addFour(block, values[s]!, values[s + 1]!, values[s + 2]!, values[s + 3]!, slopes[s]!, slopes[s + 1]!, slopes[s + 2]!, slopes[s + 3]!, from, to);
    for (let s = fours; s < slopes.length; s++) addOne(block, values[s]!, slopes[s]!, from, to);
  }];
}

function pointAdders(points: readonly Points[]): Adder[] {
  const adders: Adder[] = [];
  for (let p = 0; p < points.length; p += 2) {
    const a = points[p]!, b = points[p + 1];
    adders.push(b ? (block, from, to) => { addTwoLevels(block, a.codes, b.codes, a.table, b.table, from, to); } : (block, from, to) => { addLevel(block, a.codes, a.table, from, to); });
  }
  return adders;
}

// Several columns are added in one pass, from the left like one after another: a sum goes to memory and back once for all of them.
// Arrays and slopes are parameters, not fields: then the loops hold them in registers (twice as fast, measured).
function addFour(block: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array, sa: number, sb: number, sc: number, sd: number, from: number, to: number): void {
  for (let i = from; i < to; i++) block[i - from] = block[i - from]! + sa * a[i]! + sb * b[i]! + sc * c[i]! + sd * d[i]!;
}
function addOne(block: Float64Array, values: Float64Array, slope: number, from: number, to: number): void {
  for (let i = from; i < to; i++) block[i - from] = block[i - from]! + slope * values[i]!;
}
function addTwoLevels(block: Float64Array, a: Int32Array, b: Int32Array, forA: Float64Array, forB: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) block[i - from] = block[i - from]! + forA[a[i]! + 1]! + forB[b[i]! + 1]!;
}
function addLevel(block: Float64Array, codes: Int32Array, table: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) block[i - from] = block[i - from]! + table[codes[i]! + 1]!;
}
