import type { CasePerson, CaseProperty } from './case-facts.ts';
import type { Currency, Day, Money } from '@hearth/kernel';
import type { IncomeRule, PropertyLeave } from './document.ts';
import { compare, floorAtZero, fraction, type Fraction, minus, plus, total, ZERO } from './fraction.ts';
import type { Truth } from './truth.ts';

/** An amount in the currency of the rule set; another currency is as good as unknown. */
export const inMinor = (amount: Money | null, currency: Currency): Fraction | null => (amount?.currency === currency ? fraction(amount.minor) : null);

/** Whether income of this nature counts on the day. */
export const countsOn = (nature: string | null, rule: IncomeRule, on: Day): boolean =>
  !rule.notCounted.some((one) => one.nature === nature && (one.from === null || one.from <= on) && (one.to === null || on <= one.to));

/** Counted income of twelve months less what is deducted, never below 0; null when any of it is not known. */
export const incomeOf = (person: CasePerson, rule: IncomeRule, currency: Currency, on: Day): Fraction | null => incomeTogether([person], rule, currency, on);

/** The same of people together: what one of them spends on an illness is taken off what the others earn; costs of work only off the worker's own. */
export function incomeTogether(people: readonly CasePerson[], rule: IncomeRule, currency: Currency, on: Day): Fraction | null {
  const net = total(people.map((person) => netOf(person, rule, currency, on)));
  const shared = total(people.map((person) => costsOf(person, rule.deducts.filter(({ from }) => from === null), currency)));
  return net === null || shared === null ? null : floorAtZero(minus(net, shared));
}

/** Counted income of one person less the costs that may only be taken off it. */
function netOf(person: CasePerson, rule: IncomeRule, currency: Currency, on: Day): Fraction | null {
  if (person.incomes === null) return null;
  const counted = person.incomes.filter(({ nature }) => countsOn(nature, rule, on));
  const gross = total(counted.map(({ annual }) => inMinor(annual, currency)));
  const taken = ownDeductions(person, rule, currency, on);
  return gross === null || taken === null ? null : floorAtZero(minus(gross, taken));
}

function ownDeductions(person: CasePerson, rule: IncomeRule, currency: Currency, on: Day): Fraction | null {
  return total(rule.deducts.map((deducted) => {
    const { from } = deducted;
    if (from === null) return ZERO;
    const costs = costsOf(person, [deducted], currency);
    const base = total((person.incomes ?? []).filter(({ kind, nature }) => from.includes(kind) && countsOn(nature, rule, on)).map(({ annual }) => inMinor(annual, currency)));
    if (costs === null || base === null) return costs?.n === 0n ? ZERO : null;
    return floorAtZero(compare(costs, base) < 0 ? costs : base);
  }));
}

const costsOf = (person: CasePerson, deducts: IncomeRule['deducts'], currency: Currency): Fraction | null =>
  total(person.costs.filter(({ kind }) => deducts.some((one) => one.kind === kind)).map(({ annual }) => inMinor(annual, currency)));

/** What the person has stated of costs that are taken off, before it is known from whose income. */
export const deductionsOf = (person: CasePerson, rule: IncomeRule, currency: Currency): Fraction | null => costsOf(person, rule.deducts, currency);

/** What of one kind of property there is: how many, and worth what. */
export interface Holding { readonly value: Fraction | null; readonly count: Fraction | null }

const NOTHING: Holding = { value: ZERO, count: ZERO };
const UNKNOWN: Holding = { value: null, count: null };

/** `owns`: whether the person may have a leave of this kind (the car of a disabled person); null = not known. */
export function holdingOf(person: CasePerson, kind: string, currency: Currency, leaves: readonly PropertyLeave[], owns: (leave: PropertyLeave) => Truth): Holding {
  if (person.properties === null) return UNKNOWN;
  const items = person.properties.filter((property) => property.kind === kind);
  const held = together(items.map((item) => ({ value: valueOf(item, currency), count: item.count === null ? null : fraction(item.count) })));
  const leave = leaves.find((one) => one.kind === kind);
  return leave && items.length > 0 ? lessLeave(held, leave.upTo, owns(leave)) : held;
}

export function together(holdings: readonly Holding[]): Holding {
  return { value: total(holdings.map(({ value }) => value)), count: total(holdings.map(({ count }) => count)) };
}

/** None of a thing is worth nothing, whoever forgot to say so; a value that is stated all the same counts. */
const valueOf = ({ value, count }: CaseProperty, currency: Currency): Fraction | null => (value === null && count === 0 ? ZERO : inMinor(value, currency));

function lessLeave(held: Holding, upTo: number, owner: Truth): Holding {
  if (owner === false) return held;
  if (owner === null || held.count === null) return UNKNOWN;
  const left = floorAtZero(plus(held.count, fraction(-upTo)));
  return left.n === 0n ? NOTHING : { value: held.value, count: left };
}
