import type { AssessedShare, AssessmentResult, Trace } from '@hearth/contracts';
import { allocate, type Money, money, sum } from '@hearth/kernel';
import type { CaseFrame } from './case-frame.ts';
import type { Rule } from './document.ts';
import { holds, valueOf } from './expressions.ts';
import { floorAtZero, fraction, type Fraction, rounded, times } from './fraction.ts';
import type { PersonSubject, Subject } from './subjects.ts';
import { all, any, type Truth } from './truth.ts';
import { amountInWords, figuresShown, filled } from './wording.ts';

/** What one person would get: whether, and how much a month (null = cannot be said). `one`: whether they are one whom it is for, whatever the household may get. */
export interface Claim { readonly person: PersonSubject; readonly one: Truth; readonly holds: Truth; readonly minor: bigint | null }

/** More than this a month is no amount but a mistake of the document; the sum for a whole household stays a safe integer. */
const LARGEST = 10_000_000_000_000n;

export const resultOf = (truth: Truth): AssessmentResult => (truth === null ? 'undecided' : truth ? 'eligible' : 'ineligible');

/** The amount of a month, or a part of it, exact until it is rounded here, once; never below 0. */
export function monthly(frame: CaseFrame, subject: Subject, part = fraction(1)): bigint | null {
  const { amount } = frame.rules;
  return inWholeUnits(valueOf(amount.quantity, subject), part, amount.roundTo);
}

/** Rounded half up, once; never below 0; null when it is not known or beyond any amount. */
export function inWholeUnits(exact: Fraction | null, part: Fraction, roundTo: number): bigint | null {
  const minor = exact && rounded(times(floorAtZero(exact), part), BigInt(roundTo));
  return minor !== null && minor <= LARGEST ? minor : null;
}

/** Rules that are asked on the day. */
export const askedNow = <T extends { readonly from: string | null; readonly to: string | null }>(rules: readonly T[], { facts: { asOf } }: CaseFrame): readonly T[] =>
  rules.filter(({ from, to }) => (from === null || from <= asOf) && (to === null || asOf <= to));

const meets = (frame: CaseFrame, rules: readonly Rule[], person: PersonSubject): Truth => all(askedNow(rules, frame).map(({ test }) => holds(test, person)));

/** Whom it is for, whatever the household may get, and whose share is paid. */
interface Entitled { readonly person: PersonSubject; readonly one: Truth; readonly paid: Truth }

/** Whether the household gets something, and then who of it. */
export function claimsOfHousehold(frame: CaseFrame, decision: Truth): readonly Claim[] {
  const { unit, beneficiaries, each, paid } = frame.rules;
  const people = (frame.counted ?? []).map((person): Entitled => ({ person, one: all([holds(beneficiaries, person), meets(frame, each, person)]), paid: meets(frame, paid, person) }));
  if (unit === 'household') return divided(frame, decision, people);
  return people.filter(({ person }) => holds(beneficiaries, person) !== false).map((one) => ({ ...one, holds: all([decision, one.one, one.paid]), minor: monthly(frame, one.person) }));
}

export const claimOfPerson = (frame: CaseFrame, decision: Truth, person: PersonSubject): Claim => {
  const { beneficiaries, each, paid } = frame.rules;
  const one = all([holds(beneficiaries, person), meets(frame, each, person)]);
  return { person, one, holds: all([decision, one, meets(frame, paid, person)]), minor: monthly(frame, person) };
};

/** The household's amount in equal parts; a part that is kept back goes to nobody; what cannot be divided goes to the first. */
function divided(frame: CaseFrame, decision: Truth, people: readonly Entitled[]): readonly Claim[] {
  const claims = people.map((entitled) => ({ ...entitled, holds: all([decision, entitled.one, entitled.paid]) }));
  const among = people.filter(({ one }) => one).length;
  const kept = claims.filter((claim) => claim.holds).length;
  const whole = kept === 0 ? null : monthly(frame, frame.household, fraction(kept, among));
  if (whole === null) return claims.map((claim) => ({ ...claim, minor: claim.holds ? null : 0n }));
  const parts = allocate(money(Number(whole), frame.rules.currency), claims.map((claim) => (claim.holds ? 1 : 0)));
  return claims.map((claim, index) => ({ ...claim, minor: BigInt(parts[index]?.minor ?? 0) }));
}

/** An entitlement without an amount is not decided. */
const settled = ({ holds: truth, minor }: Claim): Truth => (truth && minor === null ? null : truth);

export function benefitOf(frame: CaseFrame, claims: readonly Claim[]): { result: AssessmentResult; money: Money | null; shares: readonly AssessedShare[] } {
  const { currency } = frame.rules;
  const result = resultOf(frame.counted === null ? null : any(claims.map(settled)));
  const shares = claims.map((claim): AssessedShare => {
    const own = settled(claim);
    return { person: claim.person.person.id, money: money(own ? Number(claim.minor) : 0, currency), result: resultOf(own) };
  });
  return { result, shares, money: result === 'eligible' ? sum(shares.map((share) => share.money), currency) : null };
}

/** How the amount came about; `subject` is whom the figures are shown of. */
export function amountLine({ rules: { amount, currency } }: CaseFrame, subject: Subject, minor: bigint | null, more: Trace['inputs'] = {}): Trace {
  const { inputs, words } = figuresShown(amount.shows, subject, currency);
  const shown = minor === null ? null : { minor: Number(minor), currency };
  return { rule: 'amount', source: amount.source, inputs: { ...more, ...inputs, money: shown }, result: minor === null ? null : true, reason: filled(amount.reason, { ...words, money: minor === null ? '?' : amountInWords(minor) }) };
}
