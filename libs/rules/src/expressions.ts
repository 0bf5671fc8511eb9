import type { CasePerson } from './case-facts.ts';
import type { Comparison, Quantity, Test } from './document.ts';
import { compare, fraction, type Fraction, minus, plus, times } from './fraction.ts';
import type { Subject } from './subjects.ts';
import { all, any, not, type Truth } from './truth.ts';

/** What a test said of each person of a list, for the trace. */
export interface Noted { readonly subject: Subject; readonly result: Truth }

/** The value of an expression for a subject; null as soon as something it needs is not known. */
export function valueOf(quantity: Quantity, subject: Subject): Fraction | null {
  switch (quantity.op) {
    case 'constant': return quantity.value;
    case 'fact': return subject.quantity(quantity.fact);
    case 'count': return countOf(quantity, subject);
    case 'by': return byWord(quantity, subject);
    case 'first': return firstKnown(quantity.of, subject);
    case 'least': return leastOf(quantity.of.map((part) => valueOf(part, subject)));
    case 'times': case 'plus': case 'minus': {
      const combine = { times, plus, minus }[quantity.op];
      const parts = quantity.of.map((part) => valueOf(part, subject));
      return parts.reduce((soFar, part) => (soFar === null || part === null ? null : combine(soFar, part)));
    }
  }
}

function firstKnown(parts: readonly Quantity[], subject: Subject): Fraction | null {
  for (const part of parts) {
    const value = valueOf(part, subject);
    if (value !== null) return value;
  }
  return null;
}

const leastOf = (parts: readonly (Fraction | null)[]): Fraction | null =>
  parts.reduce((least, part) => (least === null || part === null ? null : compare(part, least) < 0 ? part : least));

function countOf({ list, test }: Extract<Quantity, { op: 'count' }>, subject: Subject): Fraction | null {
  const answers = subject.people(list)?.map((person) => holds(test, person));
  return !answers || answers.includes(null) ? null : fraction(answers.filter(Boolean).length);
}

function byWord({ fact, cases, unknown }: Extract<Quantity, { op: 'by' }>, subject: Subject): Fraction | null {
  const word = subject.word(fact);
  const quantity = word === null ? unknown : cases.get(String(word)) ?? null;
  return quantity && valueOf(quantity, subject);
}

/** Whether a test holds for a subject. Total: whatever is missing makes it unknown. `note` hears what was said of each person of a list. */
export function holds(test: Test, subject: Subject, note: (list: string, notes: readonly Noted[]) => void = () => undefined): Truth {
  switch (test.op) {
    case 'all': return all(test.of.map((one) => holds(one, subject, note)));
    case 'any': return any(test.of.map((one) => holds(one, subject, note)));
    case 'not': return not(holds(test.of, subject, note));
    case 'is': {
      const word = subject.word(test.fact);
      return word === null ? null : test.among.includes(word);
    }
    case 'stated': return stated(subject.person, test.circumstance);
    case 'disability': return disabled(subject.person, test.worst);
    case 'every': case 'some': return ofEach(test, subject, note);
    case 'household': return holds(test.of, subject.household, note);
    case 'limits': return withinLimits(test.group, subject);
    case 'less': case 'atMost': case 'more': case 'atLeast': return compared(test.op, boundsOf(test.left, subject), boundsOf(test.right, subject));
  }
}

/** Between what and what a quantity lies; null = nobody knows. A count is bounded even while some of the people are unclear. */
interface Bounds { readonly low: Fraction | null; readonly high: Fraction | null }

function boundsOf(quantity: Quantity, subject: Subject): Bounds {
  const value = valueOf(quantity, subject);
  if (value !== null || quantity.op !== 'count') return { low: value, high: value };
  const answers = subject.people(quantity.list)?.map((person) => holds(quantity.test, person));
  if (!answers) return { low: null, high: null };
  return { low: fraction(answers.filter((answer) => answer === true).length), high: fraction(answers.filter((answer) => answer !== false).length) };
}

function compared(op: Comparison, left: Bounds, right: Bounds): Truth {
  switch (op) {
    case 'less': return below(left, right);
    case 'atLeast': return not(below(left, right));
    case 'more': return below(right, left);
    case 'atMost': return not(below(right, left));
  }
}

/** True where even the highest of the one is less than the lowest of the other. */
function below(left: Bounds, right: Bounds): Truth {
  if (left.high !== null && right.low !== null && compare(left.high, right.low) < 0) return true;
  return left.low !== null && right.high !== null && compare(left.low, right.high) >= 0 ? false : null;
}

/** Whoever belongs to the household is taken to live there freely unless somebody says otherwise; null said is not known. */
function stated(person: CasePerson | null, circumstance: string): Truth {
  const said = person?.circumstances.get(circumstance);
  return said === undefined ? false : said;
}

function disabled(person: CasePerson | null, worst: Extract<Test, { op: 'disability' }>['worst']): Truth {
  const disability = person?.disability ?? null;
  if (disability === null) return null;
  return disability !== 'none' && worst.some(({ kinds, level }) => disability.level <= level && (kinds === null || kinds.includes(disability.kind)));
}

function ofEach({ op, list, test }: Extract<Test, { op: 'every' | 'some' }>, subject: Subject, note: (list: string, notes: readonly Noted[]) => void): Truth {
  const people = subject.people(list);
  if (people === null) return null;
  const answers = people.map((one) => ({ subject: one, result: holds(test, one) }));
  note(list, answers);
  const results = answers.map(({ result }) => result);
  return op === 'every' ? all(results) : any(results);
}

/** Where no limits are known for the area and day, nobody can say that they are kept; only who owns nothing keeps any. */
function withinLimits(group: string, subject: Subject): Truth {
  const rules = subject.limits(group);
  return rules ? all(rules.map((rule) => holds(rule.test, subject))) : subject.ownsNothing || null;
}
