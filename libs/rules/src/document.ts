import type { BenefitUnit, IncomeKind, PropertyKind, Text3 } from '@hearth/contracts';
import type { AreaCode, Currency, Day, Money } from '@hearth/kernel';
import type { Fraction } from './fraction.ts';

/** The `eligibility` section of a rule set, read and checked. What the JSON looks like: read-*.ts beside this. */

/** An amount or a number. `power` 1 = money, 0 = a plain number. */
export type Quantity =
  | { readonly op: 'constant'; readonly value: Fraction }
  | { readonly op: 'fact'; readonly fact: string }
  | { readonly op: 'times' | 'plus' | 'minus'; readonly of: readonly Quantity[] }
  /** `least`: the smallest of them. `first`: the first that is known, where one fact may be stated in more than one way. */
  | { readonly op: 'least' | 'first'; readonly of: readonly Quantity[] }
  | { readonly op: 'count'; readonly list: PeopleList; readonly test: Test }
  | { readonly op: 'by'; readonly fact: string; readonly cases: ReadonlyMap<string, Quantity>; readonly unknown: Quantity | null };

export type Scalar = string | number | boolean;
export type PeopleList = 'members' | 'supporters';
export type Comparison = 'less' | 'atMost' | 'more' | 'atLeast';

/** A question with the answers yes, no and not known. */
export type Test =
  | { readonly op: 'all' | 'any'; readonly of: readonly Test[] }
  | { readonly op: 'not'; readonly of: Test }
  | { readonly op: Comparison; readonly left: Quantity; readonly right: Quantity }
  | { readonly op: 'is'; readonly fact: string; readonly among: readonly Scalar[] }
  /** A circumstance of a person that somebody stated; unstated is no. */
  | { readonly op: 'stated'; readonly circumstance: string }
  /** A certified disability at least as severe as one of these. */
  | { readonly op: 'disability'; readonly worst: readonly { readonly kinds: readonly string[] | null; readonly level: number }[] }
  | { readonly op: 'every' | 'some'; readonly list: PeopleList; readonly test: Test }
  /** Asked of the whole household, where a rule speaks of one person. */
  | { readonly op: 'household'; readonly of: Test }
  | { readonly op: 'limits'; readonly group: string };

/** A figure that goes into the trace and into the reasons. */
export type Shown = { readonly quantity: Quantity; readonly money: boolean } | { readonly word: string };

export interface Reasons { readonly met: Text3; readonly unmet: Text3; readonly unknown: Text3 }

export interface Rule {
  readonly rule: string;
  readonly source: string;
  /** Asked on these days only; null = at all times. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly test: Test;
  readonly shows: ReadonlyMap<string, Shown>;
  readonly reasons: Reasons;
}

export type Condition = Rule | { readonly limits: string };

/** A figure of an area for some months, such as the standard. */
export interface FigureValue { readonly area: AreaCode; readonly urban: boolean | null; readonly from: Day; readonly to: Day | null; readonly money: Money }
export interface Figure { readonly title: Text3; readonly source: string; readonly values: readonly FigureValue[] }

/** What an area asks for a time, such as its property limits. */
export interface AreaLimits { readonly area: AreaCode; readonly from: Day; readonly to: Day | null; readonly rules: readonly Rule[] }

export interface IncomeRule {
  readonly source: string;
  /** Natures of income that do not count, some of them only for a time. */
  readonly notCounted: readonly { readonly nature: string; readonly from: Day | null; readonly to: Day | null }[];
  /** Kinds of costs that are taken off: from the income of the whole household, or only from the person's own income of these kinds. */
  readonly deducts: readonly { readonly kind: string; readonly from: readonly IncomeKind[] | null }[];
}

/** Property of this kind that its owner may have beside the limits: the car of a disabled person. */
export interface PropertyLeave { readonly kind: PropertyKind; readonly owner: Test; readonly upTo: number }
export interface PropertyRule { readonly source: string; readonly leaves: readonly PropertyLeave[] }

export interface ScoreLevel {
  readonly is: readonly (string | number)[];
  readonly from: number | null;
  readonly to: number | null;
  /** In 10⁻⁴. */
  readonly weight: number;
}
export interface ScoreVariable { readonly variable: string; readonly title: Text3; readonly count: Extract<Quantity, { op: 'count' }> | null; readonly levels: readonly ScoreLevel[] }
export interface Scorecard { readonly source: string; readonly variables: readonly ScoreVariable[] }

export interface AmountRule {
  readonly source: string;
  /** Per month: of the household, or of each beneficiary. */
  readonly quantity: Quantity;
  /** Minor units it is rounded to, half up, once. */
  readonly roundTo: number;
  readonly shows: ReadonlyMap<string, Shown>;
  readonly reason: Text3;
}

/** Money beside or within the amount of a month, or credited in its place to those who get none. */
export interface ItemRule {
  readonly item: string;
  readonly source: string;
  readonly every: 'month' | 'quarter' | 'once';
  readonly as: 'beside' | 'part' | 'instead';
  readonly from: Day | null;
  readonly to: Day | null;
  readonly test: Test;
  /** For each beneficiary, or for the household where that is paid as one. */
  readonly quantity: Quantity;
  readonly reason: Text3;
}

export interface EligibilityRules {
  readonly ruleSet: string;
  readonly unit: BenefitUnit;
  readonly currency: Currency;
  readonly figures: ReadonlyMap<string, Figure>;
  /** `alone`: who does not count but is asked for themselves. */
  readonly counted: { readonly source: string; readonly test: Test; readonly alone: Test | null };
  readonly income: IncomeRule | null;
  readonly property: PropertyRule | null;
  readonly limits: ReadonlyMap<string, readonly AreaLimits[]>;
  readonly scorecard: Scorecard | null;
  readonly conditions: readonly Condition[];
  /** Which of those counted get a share. */
  readonly beneficiaries: Test;
  /** What each of these must fulfil for their own share. */
  readonly each: readonly Rule[];
  /** What must hold for a share to be paid; unmet, it is kept back and the others keep theirs. */
  readonly paid: readonly Rule[];
  readonly amount: AmountRule;
  readonly items: readonly ItemRule[];
}

/** Sum of integer weights against this times the number of variables. */
export const WEIGHT_ONE = 10_000;
