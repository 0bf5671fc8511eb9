import type { AssessedShare, AssessmentResult, Trace } from '@hearth/contracts';
import { allocate, type Money, money, sum } from '@hearth/kernel';
import type { CaseFrame } from './case-frame.ts';
import { holds, valueOf } from './expressions.ts';
import { floorAtZero, rounded } from './fraction.ts';
import type { PersonSubject, Subject } from './subjects.ts';
import { all, any, type Truth } from './truth.ts';
import { amountInWords, figuresShown, filled } from './wording.ts';

/** What one person would get: whether, and how much a month (null = cannot be said). */
export interface Claim { readonly person: PersonSubject; readonly holds: Truth; readonly minor: bigint | null }

/** More than this a month is no amount but a mistake of the document; the sum for a whole household stays a safe integer. */
const LARGEST = 10_000_000_000_000n;

export const resultOf = (truth: Truth): AssessmentResult => (truth === null ? 'undecided' : truth ? 'eligible' : 'ineligible');

/** The amount of a month, exact until it is rounded here, once; never below 0. */
export function monthly({ rules: { amount } }: CaseFrame, subject: Subject): bigint | null {
  const exact = valueOf(amount.quantity, subject);
  const minor = exact && rounded(floorAtZero(exact), BigInt(amount.roundTo));
  return minor !== null && minor <= LARGEST ? minor : null;
}

/** Whether the household gets something, and then who of it. */
export function claimsOfHousehold(frame: CaseFrame, decision: Truth): readonly Claim[] {
  const people = (frame.counted ?? []).map((person) => ({ person, holds: all([decision, holds(frame.rules.beneficiaries, person)]) }));
  if (frame.rules.unit === 'household') return divided(frame, people);
  return people.filter(({ person }) => holds(frame.rules.beneficiaries, person) !== false).map((one) => ({ ...one, minor: monthly(frame, one.person) }));
}

/** The household's amount in equal parts; what cannot be divided goes to the first. */
function divided(frame: CaseFrame, people: readonly Omit<Claim, 'minor'>[]): readonly Claim[] {
  const whole = monthly(frame, frame.household);
  const weights = people.map((one) => (one.holds ? 1 : 0));
  if (whole === null || !people.some((one) => one.holds)) return people.map((one) => ({ ...one, minor: one.holds ? whole : 0n }));
  const parts = allocate(money(Number(whole), frame.rules.currency), weights);
  return people.map((one, index) => ({ ...one, minor: BigInt(parts[index]?.minor ?? 0) }));
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
