import type { CasePerson, CaseProperty } from './case-facts.ts';
import type { Currency, Day, Money } from '@hearth/kernel';
import type { IncomeRule, PropertyLeave } from './document.ts';
import { floorAtZero, fraction, type Fraction, minus, plus, total, ZERO } from './fraction.ts';
import type { Truth } from './truth.ts';

/** An amount in the currency of the rule set; another currency is as good as unknown. */
const inMinor = (amount: Money | null, currency: Currency): Fraction | null => (amount?.currency === currency ? fraction(amount.minor) : null);

/** Whether income of this nature counts on the day. */
export const countsOn = (nature: string | null, rule: IncomeRule, on: Day): boolean =>
  !rule.notCounted.some((one) => one.nature === nature && (one.from === null || one.from <= on) && (one.to === null || on <= one.to));

/** Counted income of twelve months less what is deducted, never below 0; null when any of it is not known. */
export function incomeOf(person: CasePerson, rule: IncomeRule, currency: Currency, on: Day): Fraction | null {
  if (person.incomes === null) return null;
  const counted = person.incomes.filter(({ nature }) => countsOn(nature, rule, on));
  const gross = total(counted.map(({ annual }) => inMinor(annual, currency)));
  const costs = deductionsOf(person, rule, currency);
  return gross === null || costs === null ? null : floorAtZero(minus(gross, costs));
}

export const deductionsOf = (person: CasePerson, rule: IncomeRule, currency: Currency): Fraction | null =>
  total(person.costs.filter(({ kind }) => rule.deducts.includes(kind)).map(({ annual }) => inMinor(annual, currency)));

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

/** None of a thing is worth nothing, whoever forgot to say so. */
const valueOf = ({ value, count }: CaseProperty, currency: Currency): Fraction | null => (value === null && count === 0 ? ZERO : inMinor(value, currency));

function lessLeave(held: Holding, upTo: number, owner: Truth): Holding {
  if (owner === false) return held;
  if (owner === null || held.count === null) return UNKNOWN;
  const left = floorAtZero(plus(held.count, fraction(-upTo)));
  return left.n === 0n ? NOTHING : { value: held.value, count: left };
}
