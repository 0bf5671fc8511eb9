import type { Answer } from '@hearth/contracts';
import { areaProblem, completedAge, daysBetween, type EffectiveDated, inForce, isDay, type Currency, type Day, type Money } from '@hearth/kernel';
import type { CaseFacts, CasePerson } from './case-facts.ts';
import { type EligibilityRules, type PeopleList, type Rule, type Test, WEIGHT_ONE } from './document.ts';
import { fraction, type Fraction, total } from './fraction.ts';
import { holdingOf, incomeOf, incomeTogether, inMinor, together } from './means.ts';
import type { Truth } from './truth.ts';

/** Whom an expression is asked of: a household or one of its people. Null = not known. */
export interface Subject {
  readonly person: CasePerson | null;
  readonly household: Subject;
  quantity(fact: string): Fraction | null;
  word(fact: string): Answer | boolean;
  people(list: PeopleList): readonly Subject[] | null;
  limits(group: string): readonly Rule[] | null;
  /** It is known that there is no property of any kind. */
  readonly ownsNothing: boolean;
}

/** Asks a test of a subject; comes in from outside so that subjects and expressions need not know each other's files. */
export type Ask = (test: Test, subject: Subject) => Truth;

/** What holds for the whole case: the rules, the facts, the area's figures on the day. */
export interface Frame {
  readonly rules: EligibilityRules;
  readonly facts: CaseFacts;
  readonly ask: Ask;
  /** Members that count; null when nobody knows who they are. */
  readonly counted: readonly Subject[] | null;
  readonly score: Fraction | null;
  readonly household: Subject;
}

/** A figure as it counts here, and since when; null for one that the case brings itself. */
export interface StandingFigure { readonly from: Day | null; readonly money: Money }

/** Where area or day are none, nothing is in force. */
function inForceHere<T extends EffectiveDated>(list: readonly T[], { area, asOf }: CaseFacts): T | undefined {
  return areaProblem(area) === undefined && isDay(asOf) ? inForce(list, area, asOf) : undefined;
}

/** The case's own figure, else that of the area, month and kind of place; null when none is in force, or it depends on what is not known. */
export function figureOf({ rules, facts }: Pick<Frame, 'rules' | 'facts'>, name: string): StandingFigure | null {
  const own = facts.figures?.get(name);
  if (own !== undefined) return own.currency === rules.currency ? { from: null, money: own } : null;
  const values = rules.figures.get(name)?.values ?? [];
  const of = (urban: boolean): StandingFigure | undefined => inForceHere(values.filter((value) => value.urban === null || value.urban === urban), facts);
  if (facts.urban !== null) return of(facts.urban) ?? null;
  const [town, country] = [of(true), of(false)];
  return town !== undefined && town === country ? town : null;
}

/** Completed years on the day; null when the birth date is not known or lies ahead. */
export function ageOf(person: CasePerson, { asOf }: CaseFacts): number | null {
  if (!isDay(person.birthDate) || !isDay(asOf) || daysBetween(person.birthDate, asOf) < 0) return null;
  return completedAge(person.birthDate, asOf);
}

/** An answer that is a number with at most nine decimals, exactly as it was written; anything else is no quantity. */
function numberOf(answer: Answer | boolean): Fraction | null {
  const written = typeof answer === 'number' ? /^(-?\d{1,16})(?:\.(\d{1,9}))?$/.exec(String(answer)) : null;
  if (written === null) return null;
  const [, whole = '', decimals = ''] = written;
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

/** Months before that of the day, or before the month named, in which the person already lived, that of the birth included. */
function monthsOf({ birthDate }: CasePerson, { asOf }: CaseFacts, before: string): number | null {
  if (!isDay(birthDate) || !isDay(asOf) || daysBetween(birthDate, asOf) < 0) return null;
  const month = (day: Day): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
  return Math.max(0, month(before) - month(birthDate));
}

/** Costs of one kind that are on record; null when none of any kind is, so that nobody takes silence for nothing. */
function costsOf(people: readonly CasePerson[], kind: string, currency: Currency): Fraction | null {
  const costs = people.flatMap((person) => person.costs);
  return costs.length === 0 ? null : total(costs.filter((cost) => cost.kind === kind).map(({ annual }) => inMinor(annual, currency)));
}

abstract class BaseSubject implements Subject {
  abstract readonly person: CasePerson | null;

  constructor(protected readonly frame: Frame) {}

  get household(): Subject { return this.frame.household; }

  abstract own(fact: string): Fraction | null;
  abstract word(fact: string): Answer | boolean;
  abstract get ownsNothing(): boolean;

  quantity(fact: string): Fraction | null {
    const { rules, score } = this.frame;
    if (fact === 'score') return score;
    if (fact === 'threshold') return fraction(WEIGHT_ONE * (rules.scorecard?.variables.length ?? 0));
    if (fact.startsWith('answer.')) return numberOf(this.shared(fact));
    if (!fact.startsWith('figure.')) return this.own(fact);
    const figure = figureOf(this.frame, fact.slice('figure.'.length));
    return figure && fraction(figure.money.minor);
  }

  people(list: PeopleList): readonly Subject[] | null {
    if (list === 'members') return this.frame.counted;
    return this.frame.facts.supporters?.map((person) => new PersonSubject(this.frame, person)) ?? null;
  }

  limits(group: string): readonly Rule[] | null {
    const { rules, facts } = this.frame;
    return inForceHere(rules.limits.get(group) ?? [], facts)?.rules ?? null;
  }

  protected shared(fact: string): Answer | boolean {
    const { urban, answers } = this.frame.facts;
    return fact === 'urban' ? urban : answers.get(fact.slice('answer.'.length)) ?? null;
  }
}

/** The household: the members that count, taken together. */
export class HouseholdSubject extends BaseSubject {
  readonly person = null;

  override own(fact: string): Fraction | null {
    const { counted } = this.frame;
    if (counted === null) return null;
    if (fact === 'members') return fraction(counted.length);
    const people = counted.flatMap(({ person }) => person ?? []);
    if (fact === 'income') return this.frame.rules.income && incomeTogether(people, this.frame.rules.income, this.frame.rules.currency, this.frame.facts.asOf);
    if (fact.startsWith('costs.')) return costsOf(people, fact.slice('costs.'.length), this.frame.rules.currency);
    const [property, kind, measure] = fact.split('.');
    if (property !== 'property' || kind === undefined) return total(counted.map((member) => member.quantity(fact)));
    const holdings = counted.map((member) => (member instanceof PersonSubject ? member.holding(kind) : { value: null, count: null }));
    return together(holdings)[measure === 'count' ? 'count' : 'value'];
  }

  override word(fact: string): Answer | boolean { return this.shared(fact); }

  override get ownsNothing(): boolean { return this.frame.counted?.every((member) => member.ownsNothing) ?? false; }
}

export class PersonSubject extends BaseSubject {
  constructor(frame: Frame, override readonly person: CasePerson) { super(frame); }

  holding(kind: string): ReturnType<typeof holdingOf> {
    const { rules, ask } = this.frame;
    return holdingOf(this.person, kind, rules.currency, rules.property?.leaves ?? [], ({ owner }) => ask(owner, this));
  }

  override own(fact: string): Fraction | null {
    const { rules, facts } = this.frame;
    if (fact === 'members') return fraction(1);
    if (fact === 'age') {
      const age = ageOf(this.person, facts);
      return age === null ? null : fraction(age);
    }
    if (fact === 'months' || fact.startsWith('months.')) {
      const months = monthsOf(this.person, facts, fact === 'months' ? facts.asOf : fact.slice('months.'.length));
      return months === null ? null : fraction(months);
    }
    if (fact.startsWith('costs.')) return costsOf([this.person], fact.slice('costs.'.length), rules.currency);
    if (fact === 'income') return rules.income && incomeOf(this.person, rules.income, rules.currency, facts.asOf);
    const [, kind = '', measure] = fact.split('.');
    return this.holding(kind)[measure === 'count' ? 'count' : 'value'];
  }

  override get ownsNothing(): boolean { return this.person.properties?.every(({ count, value }) => count === 0 || (count === null && value?.minor === 0)) ?? false; }

  override word(fact: string): Answer | boolean {
    const { person } = this;
    switch (fact) {
      case 'relation': return person.relation;
      case 'sex': return person.sex;
      case 'workCapacity': return person.workCapacity;
      case 'student': return person.student;
      case 'hukouKind': return person.hukouKind;
      case 'care': return person.care;
      default: return fact.startsWith('circumstance.') ? person.circumstances.get(fact.slice('circumstance.'.length)) ?? null : this.shared(fact);
    }
  }
}
