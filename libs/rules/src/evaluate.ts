import type { AssessedShare, AssessmentResult, BenefitUnit, Score, Trace } from '@hearth/contracts';
import type { Money } from '@hearth/kernel';
import type { CaseFacts } from './case-facts.ts';
import { CaseFrame } from './case-frame.ts';
import { amountLine, askedNow, benefitOf, type Claim, claimOfPerson, claimsOfHousehold, monthly } from './claims.ts';
import { itemLines, itemsOf, type PaidItem } from './items.ts';
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
  /** Money beside, within or instead of it: by the quarter, once, or credited. */
  readonly items: readonly PaidItem[];
  readonly score: Score | null;
  /** Some figure is still disputed. */
  readonly provisional: boolean;
  readonly trace: readonly Trace[];
}

/** Applies the rules to the facts. Pure and total: the same facts always give the same answer, and what is not known makes it `undecided`. */
export function evaluate(rules: EligibilityRules, facts: CaseFacts): Assessment {
  const frame = new CaseFrame(rules, facts);
  const { claims, lines } = rules.unit === 'person' ? eachPerson(frame) : wholeHousehold(frame);
  const items = itemsOf(frame, claims);
  const score = frame.scored && rules.scorecard ? [scoreLine(rules.scorecard.source, frame.scored)] : [];
  return {
    ruleSet: rules.ruleSet, per: rules.unit, ...benefitOf(frame, claims), items, score: frame.scored?.score ?? null, provisional: disputed(facts),
    trace: [membersLine(frame, frame.asked, frame.alone.map(({ person }) => person.id)), ...figureLines(frame), ...score, ...lines, ...itemLines(items)],
  };
}

interface Found { readonly claims: readonly Claim[]; readonly lines: readonly Trace[] }

function wholeHousehold(frame: CaseFrame): Found {
  const { household } = frame;
  const asked = conditionLines(frame, household);
  const claims = claimsOfHousehold(frame, decisionOf(asked));
  const lines = [...meansLines(frame, household), ...asked, ...shareLines(frame, claims)];
  const [first] = claims.filter((claim) => claim.holds);
  if (!first) return { claims, lines };
  if (frame.rules.unit === 'household') return { claims, lines: [...lines, amountLine(frame, household, monthly(frame, household))] };
  return { claims, lines: [...lines, amountLine(frame, first.person, first.minor, { people: claims.filter((claim) => claim.holds).length })] };
}

function eachPerson(frame: CaseFrame): Found {
  const each = [...frame.counted ?? [], ...frame.alone].map((person): { claim: Claim; lines: readonly Trace[] } => {
    const asked = conditionLines(frame, person);
    const claim = claimOfPerson(frame, decisionOf(asked), person);
    const amount = claim.holds ? [amountLine(frame, person, claim.minor, { person: person.person.id })] : [];
    return { claim, lines: [...meansLines(frame, person), ...asked, ...shareLines(frame, [claim]), ...amount] };
  });
  return { claims: each.map(({ claim }) => claim), lines: each.flatMap(({ lines }) => lines) };
}

/** What was asked of each for their own share; of what keeps a share back, only where it does. */
function shareLines(frame: CaseFrame, claims: readonly Claim[]): Trace[] {
  const { each, paid } = frame.rules;
  const lines = (rules: readonly Rule[]): Trace[] => claims.flatMap(({ person }) => askedNow(rules, frame).map((rule) => ruleLine(frame, rule, person)));
  return [...lines(each), ...lines(paid).filter(({ result }) => result !== true)];
}

const decisionOf = (asked: readonly Trace[]): Truth => all(asked.map((line) => line.result));

function meansLines(frame: CaseFrame, subject: Subject): Trace[] {
  const { income, property } = frame.rules;
  const people = subject.person ? [subject.person] : (frame.counted ?? []).map(({ person }) => person);
  return [...(income ? [incomeLine(frame, income, subject, people)] : []), ...(property && frame.counted ? [propertyLine(property, people)] : [])];
}

const conditionLines = (frame: CaseFrame, subject: Subject): Trace[] => frame.rules.conditions.flatMap((condition) => linesOf(frame, condition, subject));

function linesOf(frame: CaseFrame, condition: Condition, subject: Subject): Trace[] {
  if (!('limits' in condition)) return askedNow([condition], frame).map((rule) => ruleLine(frame, rule, subject));
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

/** No limits are set: nobody can say that they are kept, but by who owns nothing. */
const noLimits = (group: string, subject: Subject): Trace => ({
  rule: `limits-${group}`, source: '–', inputs: { ...(subject.person && { person: subject.person.id }), ownsNothing: subject.ownsNothing }, result: subject.ownsNothing || null,
  reason: subject.ownsNothing
    ? { zh: '本地尚未规定财产限额；无任何财产，故不超过', mn: 'Энэ газарт хөрөнгийн хязгаар тогтоогоогүй; хөрөнгөгүй тул хэтрэхгүй', en: 'No property limits are set for this area; there is no property to exceed any' }
    : { zh: '本地尚未规定财产限额', mn: 'Энэ газарт хөрөнгийн хязгаар тогтоогоогүй', en: 'No property limits are set for this area' },
});

const disputed = ({ members, supporters }: CaseFacts): boolean =>
  [...members ?? [], ...supporters ?? []].some(({ incomes, properties }) => [...incomes ?? [], ...properties ?? []].some(({ open }) => open !== null));
