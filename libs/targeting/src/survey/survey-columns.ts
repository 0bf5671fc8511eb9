import { numberColumns } from '../formula/number-columns.ts';
import type { Answers, Coded, Households } from './household-reader.ts';

type NumbersOrCodes = Float64Array | Int32Array;
type Remake = <A extends NumbersOrCodes>(array: A) => A;

/** The same columns with each array made anew. */
export function remade(from: Households, n: number, remake: Remake, household: readonly string[] | null): Households {
  const coded = (one: Coded | null): Coded | null => one && { codes: remake(one.codes), levels: one.levels };
  const answers = (one: Answers): Answers => (one.kind === 'numeric' ? { kind: 'numeric', values: remake(one.values) } : { kind: 'category', codes: remake(one.codes), levels: one.levels });
  return {
    n, household, row: remake(from.row), weight: remake(from.weight), consumption: from.consumption && remake(from.consumption), logConsumption: from.logConsumption && remake(from.logConsumption),
    size: from.size && remake(from.size), children: from.children && remake(from.children), urban: from.urban && remake(from.urban), beneficiary: from.beneficiary && remake(from.beneficiary),
    stratum: coded(from.stratum), cluster: coded(from.cluster), area: coded(from.area), fold: coded(from.fold),
    replicates: from.replicates.map(remake), variables: from.variables.map(answers), complete: new Uint8Array(n).fill(1),
  };
}

/** Every array of numbers or codes, in one order. */
export function arraysOf(from: Households): NumbersOrCodes[] {
  const coded = [from.stratum, from.cluster, from.area, from.fold].flatMap((one) => (one ? [one.codes] : []));
  const plain = [from.row, from.weight, from.consumption, from.logConsumption, from.size, from.children, from.urban, from.beneficiary].filter((one) => one !== null);
  return [...plain, ...coded, ...from.replicates, ...from.variables.map((one) => (one.kind === 'numeric' ? one.values : one.codes))];
}

const like = <A extends NumbersOrCodes>(array: A, room: number): A => (array instanceof Float64Array ? new Float64Array(room) : new Int32Array(room)) as A;

/** Columns with room for more, the first `held` copied. */
export const widened = (from: Households, room: number, held: number): Households => remade(from, room, (array) => {
  const wide = like(array, room);
  wide.set(array.subarray(0, held));
  return wide;
}, from.household);

/** The households at these positions, in this order. */
export function householdsAt<H extends Households>(from: H, positions: ArrayLike<number>): H {
  const n = positions.length;
  const some = remade(from, n, (array) => {
    const picked = like(array, n);
    for (let i = 0; i < n; i++) picked[i] = array[positions[i]!]!;
    return picked;
  }, from.household && Array.from(positions, (i) => from.household![i]!));
  return { ...from, ...some };
}

/** The same households with the numbers of their variables side by side, which scores them faster. */
export function sideBySide<H extends Households>(from: H): H {
  const numbers = from.variables.flatMap((answers) => (answers.kind === 'numeric' ? [answers.values] : []));
  if (numbers.length === 0) return from;
  const columns = numberColumns(from.n, numbers.length);
  for (const [c, column] of columns.entries()) column.set(numbers[c]!.subarray(0, from.n));
  return { ...from, variables: from.variables.map((answers) => (answers.kind === 'numeric' ? { kind: 'numeric' as const, values: columns[numbers.indexOf(answers.values)]! } : answers)) };
}
