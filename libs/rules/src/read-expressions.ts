import type { Comparison, PeopleList, Quantity, Scalar, Test } from './document.ts';
import { fraction } from './fraction.ts';
import type { Place } from './place.ts';

/** What a document has declared, and whom its expressions speak of at a place. */
export interface Vocabulary {
  readonly about: 'household' | 'person';
  readonly figures: ReadonlySet<string>;
  readonly limits: ReadonlySet<string>;
  readonly income: boolean;
  readonly property: boolean;
  readonly score: boolean;
  /** Only what is said of the person alone: the rules that make the lists and figures of others must not ask for them. */
  readonly plain: boolean;
  /** Named tests, read anew where they are named. */
  readonly definitions: Place | null;
  readonly naming: readonly string[];
}

/** A quantity with its power of money: 1 for amounts, 0 for numbers. */
export interface Measured { readonly quantity: Quantity; readonly power: number }

const LARGEST = 1_000_000_000_000;
const HOLDING = /^property\.(deposits|securities|insurance|vehicle|housing|other)\.(count|value)$/;
const COSTS = /^costs\.[a-z][a-z0-9-]*$/;
const MONTHS = /^months(\.\d{4}-(0[1-9]|1[0-2]))?$/;
const ANSWER = /^answer\..{1,100}$/;
const WORDS = /^(urban|answer\..{1,100})$/;
const OF_A_PERSON = /^(relation|sex|workCapacity|student|hukouKind|care)$/;
const COMPARISONS: readonly Comparison[] = ['less', 'atMost', 'more', 'atLeast'];
const QUANTITIES = ['fraction', 'money', 'times', 'plus', 'minus', 'least', 'first', 'by', 'count'];
const TESTS = ['all', 'any', 'not', 'see', 'household', ...COMPARISONS, 'is', 'stated', 'disability', 'every', 'some', 'limits'];

/** An integer, the name of a fact, or one of `fraction money times plus minus least first by count`. */
export function readQuantity(place: Place, words: Vocabulary): Measured {
  if (place.isNumber) return { quantity: { op: 'constant', value: fraction(place.integer(0, LARGEST)) }, power: 0 };
  if (place.isText) return fact(place, words);
  const op = only(place, QUANTITIES, ['cases', 'unknown', 'test']);
  const at = place.at(op);
  switch (op) {
    case 'fraction': return { quantity: { op: 'constant', value: ratio(at) }, power: 0 };
    case 'money': return { quantity: { op: 'constant', value: fraction(at.integer(0, LARGEST)) }, power: 1 };
    case 'times': case 'plus': case 'minus': case 'least': case 'first': return combined(op, at, words);
    case 'count': return { quantity: readCount(place, words), power: 0 };
    default: return byWord(place, words);
  }
}

/** `{"count": "members", "test": …}` */
export function readCount(place: Place, words: Vocabulary): Extract<Quantity, { op: 'count' }> {
  place.object(['count', 'test']);
  later(place, words);
  return { op: 'count', list: listOf(place.at('count')), test: readTest(place.at('test'), { ...words, about: 'person' }) };
}

function ratio(place: Place): ReturnType<typeof fraction> {
  const [n = 0, d = 1] = place.list((part) => part.integer(1, LARGEST), { min: 2, max: 2 });
  return fraction(n, d);
}

function fact(place: Place, words: Vocabulary): Measured {
  const name = place.text();
  const known = (power: number): Measured => ({ quantity: { op: 'fact', fact: name }, power });
  if ((name === 'age' || MONTHS.test(name)) && words.about === 'person') return known(0);
  if (ANSWER.test(name)) return known(0);
  later(place, words);
  if ((name === 'score' || name === 'threshold') && words.score) return known(0);
  if ((name === 'income' && words.income) || COSTS.test(name)) return known(1);
  if (name === 'members') return known(0);
  if (words.property && HOLDING.test(name)) return known(name.endsWith('.value') ? 1 : 0);
  if (name.startsWith('figure.') && words.figures.has(name.slice('figure.'.length))) return known(1);
  return place.refuse(`names no figure that is known of a ${words.about} here`);
}

function combined(op: 'times' | 'plus' | 'minus' | 'least' | 'first', at: Place, words: Vocabulary): Measured {
  const parts = at.list((part) => readQuantity(part, words), { min: 2, max: op === 'minus' ? 2 : 10 });
  const of = parts.map((part) => part.quantity);
  if (op === 'times') return { quantity: { op, of }, power: parts.reduce((sum, part) => sum + part.power, 0) };
  const [{ power }] = parts as [Measured];
  if (parts.some((part) => part.power !== power)) at.refuse('mixes amounts and numbers');
  return { quantity: { op, of }, power };
}

/** `{"by": "care", "cases": {"able": …}, "unknown": …}`: what counts depends on a word; without `unknown` it is unknown with the word. */
function byWord(place: Place, words: Vocabulary): Measured {
  place.object(['by', 'cases'], ['unknown']);
  const cases = place.at('cases').entries((one) => readQuantity(one, words));
  const unknown = place.at('unknown').orNull((one) => readQuantity(one, words));
  const powers = new Set([...cases.values(), ...(unknown ? [unknown] : [])].map((one) => one.power));
  if (powers.size !== 1) place.at('cases').refuse('mixes amounts and numbers');
  const quantities = new Map([...cases].map(([word, one]) => [word, one.quantity]));
  return { quantity: { op: 'by', fact: readWord(place.at('by'), words), cases: quantities, unknown: unknown?.quantity ?? null }, power: [...powers][0]! };
}

/** The name of a fact that is a word, yes or no. */
export function readWord(place: Place, words: Vocabulary): string {
  const name = place.text();
  if (WORDS.test(name) || (words.about === 'person' && (OF_A_PERSON.test(name) || name.startsWith('circumstance.')))) return name;
  return place.refuse(`names no word that is known of a ${words.about} here`);
}

/** One of `all any not see household less atMost more atLeast is stated disability every some limits`. */
export function readTest(place: Place, words: Vocabulary): Test {
  const op = only(place, TESTS, ['test']);
  const at = place.at(op);
  switch (op) {
    case 'all': case 'any': return { op, of: at.list((one) => readTest(one, words), { min: 1, max: 40 }) };
    case 'not': return { op, of: readTest(at, words) };
    case 'see': return named(at, words);
    case 'household': return { op, of: readTest(later(at, words), { ...words, about: 'household' }) };
    case 'is': return is(at, words);
    case 'stated': return aPerson(at, words) ?? { op, circumstance: at.code() };
    case 'disability': return aPerson(at, words) ?? { op, worst: at.list(severity, { min: 1, max: 20 }) };
    case 'every': case 'some': return { op, list: listOf(later(at, words)), test: readTest(place.at('test'), { ...words, about: 'person' }) };
    case 'limits': return { op, group: words.limits.has(later(at, words).text()) ? at.text() : at.refuse('names no limits of this document') };
    default: return compared(op as Comparison, at, words);
  }
}

function compared(op: Comparison, at: Place, words: Vocabulary): Test {
  const [left, right] = at.list((side) => readQuantity(side, words), { min: 2, max: 2 });
  if (left!.power !== right!.power) at.refuse('compares an amount with a number');
  return { op, left: left!.quantity, right: right!.quantity };
}

function named(at: Place, words: Vocabulary): Test {
  const name = at.code();
  if (words.naming.includes(name)) at.refuse('defines itself');
  const definition = words.definitions?.at(name);
  if (!definition || definition.absent) return at.refuse('names no definition of this document');
  return readTest(definition, { ...words, naming: [...words.naming, name] });
}

function is(at: Place, words: Vocabulary): Test {
  const parts = at.list((part) => part, { min: 2, max: 2 });
  const values = parts[1]!;
  return { op: 'is', fact: readWord(parts[0]!, words), among: values.isList ? values.list(scalar, { min: 1 }) : [scalar(values)] };
}

function scalar(place: Place): Scalar {
  const { value } = place;
  return typeof value === 'boolean' || typeof value === 'number' ? value : place.text(200);
}

function severity(place: Place): { kinds: readonly string[] | null; level: number } {
  place.object(['level'], ['kinds']);
  return { kinds: place.at('kinds').orNull((p) => p.list((kind) => kind.code(), { min: 1 })), level: place.at('level').integer(1, 4) };
}

/** Refuses where a household is spoken of. */
function aPerson(place: Place, words: Vocabulary): null {
  return words.about === 'person' ? null : place.refuse('can only be asked of a person');
}

/** Lists and limits exist only once it is decided who and what counts. */
const later = (place: Place, words: Vocabulary): Place => (words.plain ? place.refuse('may only be asked later: this rule decides who and what counts') : place);

const listOf = (place: Place): PeopleList => place.oneOf(['members', 'supporters']);

/** The one operator of an expression. */
function only(place: Place, operators: readonly string[], beside: readonly string[]): string {
  const names = place.names();
  for (const name of names) if (!operators.includes(name) && !beside.includes(name)) place.at(name).refuse('is not known here');
  const found = names.filter((name) => operators.includes(name));
  if (found.length !== 1) return place.refuse(`must say one of: ${operators.join(', ')}`);
  const takes = found[0] === 'by' ? ['cases', 'unknown'] : found[0] === 'count' || found[0] === 'every' || found[0] === 'some' ? ['test'] : [];
  for (const name of names) if (beside.includes(name) && !takes.includes(name)) place.at(name).refuse('is not known here');
  return found[0]!;
}
