import type { AssessedShare, AssessmentResult, BenefitUnit, Score, Trace } from '@hearth/contracts';
import type { Money } from '@hearth/kernel';
import type { CaseFacts } from './case-facts.ts';
import { CaseFrame } from './case-frame.ts';
import { amountLine, benefitOf, type Claim, claimsOfHousehold, monthly } from './claims.ts';
import type { Condition, EligibilityRules, Rule } from './document.ts';
import { holds } from './expressions.ts';
import { figureLines, incomeLine, membersLine, propertyLine, scoreLine } from './standing-lines.ts';
import type { PersonSubject, Subject } from './subjects.ts';
import { all, type Truth } from './truth.ts';
import { asMoney, digits, figuresShown, filled } from './wording.ts';

/** What a rule set makes of a case, with every rule that was asked. */
export interface Assessment {
  readonly ruleSet: string;
  readonly result: AssessmentResult;
  readonly per: BenefitUnit;
  /** Per month, in total; null unless eligible. */
  readonly money: Money | null;
  readonly shares: readonly AssessedShare[];
  readonly score: Score | null;
  /** Some figure is still disputed. */
  readonly provisional: boolean;
  readonly trace: readonly Trace[];
}

/** Applies the rules to the facts. Pure and total: the same facts always give the same answer, and what is not known makes it `undecided`. */
export function evaluate(rules: EligibilityRules, facts: CaseFacts): Assessment {
  const frame = new CaseFrame(rules, facts);
  const { claims, lines } = rules.unit === 'person' ? eachPerson(frame) : wholeHousehold(frame);
  const score = frame.scored && rules.scorecard ? [scoreLine(rules.scorecard.source, frame.scored)] : [];
  return {
    ruleSet: rules.ruleSet, per: rules.unit, ...benefitOf(frame, claims), score: frame.scored?.score ?? null, provisional: disputed(facts),
    trace: [membersLine(frame, frame.asked), ...figureLines(frame), ...score, ...lines],
  };
}

interface Found { readonly claims: readonly Claim[]; readonly lines: readonly Trace[] }

function wholeHousehold(frame: CaseFrame): Found {
  const { household } = frame;
  const asked = conditionLines(frame, household);
  const claims = claimsOfHousehold(frame, decisionOf(asked));
  const lines = [...meansLines(frame, household), ...asked];
  const [first] = claims.filter((claim) => claim.holds);
  if (!first) return { claims, lines };
  if (frame.rules.unit === 'household') return { claims, lines: [...lines, amountLine(frame, household, monthly(frame, household))] };
  return { claims, lines: [...lines, amountLine(frame, first.person, first.minor, { people: claims.filter((claim) => claim.holds).length })] };
}

function eachPerson(frame: CaseFrame): Found {
  const each = (frame.counted ?? []).map((person): { claim: Claim; lines: readonly Trace[] } => {
    const asked = conditionLines(frame, person);
    const claim = { person, holds: all([decisionOf(asked), holds(frame.rules.beneficiaries, person)]), minor: monthly(frame, person) };
    const lines = [...meansLines(frame, person), ...asked, ...(claim.holds ? [amountLine(frame, person, claim.minor, { person: person.person.id })] : [])];
    return { claim, lines };
  });
  return { claims: each.map(({ claim }) => claim), lines: each.flatMap(({ lines }) => lines) };
}

const decisionOf = (asked: readonly Trace[]): Truth => all(asked.map((line) => line.result));

function meansLines(frame: CaseFrame, subject: Subject): Trace[] {
  const { income, property } = frame.rules;
  const people = subject.person ? [subject.person] : (frame.counted ?? []).map(({ person }) => person);
  return [...(income ? [incomeLine(frame, income, subject, people)] : []), ...(property && frame.counted ? [propertyLine(property, people)] : [])];
}

const conditionLines = (frame: CaseFrame, subject: Subject): Trace[] => frame.rules.conditions.flatMap((condition) => linesOf(frame, condition, subject));

function linesOf(frame: CaseFrame, condition: Condition, subject: Subject): Trace[] {
  if (!('limits' in condition)) return [ruleLine(frame, condition, subject)];
  const rules = subject.limits(condition.limits);
  return rules ? rules.map((rule) => ruleLine(frame, rule, subject)) : [noLimits(condition.limits, subject)];
}

/** One rule asked of a household or a person, with the figures it saw. */
function ruleLine({ rules: { currency } }: CaseFrame, { rule, source, test, shows, reasons }: Rule, subject: Subject): Trace {
  const notes: Record<string, unknown> = {};
  const result = holds(test, subject, (list, people) => { notes[list] = people.map(({ subject: person, result: said }) => ({ ...saw(person as PersonSubject, currency), result: said })); });
  const { inputs, words } = figuresShown(shows, subject, currency);
  const reason = result === null ? reasons.unknown : filled(result ? reasons.met : reasons.unmet, words);
  return { rule, source, inputs: { ...(subject.person && { person: subject.person.id }), ...inputs, ...notes }, result, reason };
}

function saw(subject: PersonSubject, currency: EligibilityRules['currency']): object {
  const [age, income] = [subject.quantity('age'), subject.quantity('income')];
  return { person: subject.person.id, age: age && digits(age.n), income: income && asMoney(income, currency) };
}

const noLimits = (group: string, subject: Subject): Trace => ({
  rule: `limits-${group}`, source: '–', inputs: { ...(subject.person && { person: subject.person.id }) }, result: null,
  reason: { zh: '本地尚未规定财产限额', mn: 'Энэ газарт хөрөнгийн хязгаар тогтоогоогүй', en: 'No property limits are set for this area' },
});

const disputed = ({ members, supporters }: CaseFacts): boolean =>
  [...members ?? [], ...supporters ?? []].some(({ incomes, properties }) => [...incomes ?? [], ...properties ?? []].some(({ open }) => open !== null));
