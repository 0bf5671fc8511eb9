import { areaProblem, money, overlapProblem } from '@hearth/kernel';
import type { AreaLimits, Condition, EligibilityRules, Figure, FigureValue, IncomeRule, PropertyRule, Test } from './document.ts';
import { Place } from './place.ts';
import { readTest, type Vocabulary } from './read-expressions.ts';
import { readAmount, readItems } from './read-amounts.ts';
import { readMonths, type Span } from './read-months.ts';
import { readRule } from './read-rule.ts';
import { readScorecard } from './read-scorecard.ts';
import { readText } from './read-texts.ts';

const INCOME_KINDS = ['wages', 'business', 'property', 'transfers', 'other'] as const;
const PROPERTY_KINDS = ['deposits', 'securities', 'insurance', 'vehicle', 'housing', 'other'] as const;
const EVERYBODY: Test = { op: 'all', of: [] };
const LARGEST_MINOR = 1_000_000_000_000;
const SECTION = ['figures', 'definitions', 'income', 'property', 'limits', 'scorecard', 'beneficiaries', 'each', 'paid', 'items'];

/**
 * The conditions of a rule-set document, checked as a whole: every name is declared, amounts are only compared with amounts, every text
 * shows what it names, no two figures hold at one time.
 * @throws Unreadable with the path of the first fault.
 */
export function readRules(document: unknown): EligibilityRules {
  const whole = Place.of(document).object(['id', 'eligibility', 'payment'], [], 'left');
  const payment = whole.at('payment').object(['per', 'currency'], [], 'left');
  const currency = payment.at('currency').oneOf(['CNY', 'MNT']);
  const unit = payment.at('per').oneOf(['household', 'person', 'child']);
  const place = whole.at('eligibility').object(['counted', 'conditions', 'amount'], SECTION);
  const figures = place.at('figures').optional((p) => p.entries((one) => figure(one, currency)), new Map<string, Figure>());
  const words: Vocabulary = {
    about: 'household', figures: new Set(figures.keys()), limits: new Set(place.at('limits').optional((p) => p.names(), [])), income: !place.at('income').absent,
    property: !place.at('property').absent, score: !place.at('scorecard').absent, definitions: place.at('definitions').optional((p) => p.object([], [], 'left'), null), naming: [], plain: false,
  };
  const person: Vocabulary = { ...words, about: 'person' };
  const plain: Vocabulary = { ...person, plain: true };
  const asked = unit === 'person' ? person : words;
  return {
    ruleSet: whole.at('id').code(), unit, currency, figures,
    counted: counted(place.at('counted'), plain, unit),
    income: place.at('income').orNull(income),
    property: place.at('property').orNull((p) => property(p, plain)),
    limits: place.at('limits').optional((p) => p.entries((group) => areaLimits(group, words)), new Map<string, readonly AreaLimits[]>()),
    scorecard: place.at('scorecard').orNull((p) => readScorecard(p, { ...words, score: false })),
    conditions: place.at('conditions').list((p) => condition(p, asked), { min: 1, max: 60 }),
    beneficiaries: place.at('beneficiaries').optional((p) => readTest(p, person), EVERYBODY),
    each: place.at('each').optional((p) => p.list((one) => readRule(one, person), { min: 1, max: 40 }), []),
    paid: place.at('paid').optional((p) => p.list((one) => readRule(one, person), { min: 1, max: 40 }), []),
    amount: readAmount(place.at('amount'), unit === 'household' ? words : person),
    items: place.at('items').optional((p) => readItems(p, unit === 'household' ? words : person), []),
  };
}

function counted(place: Place, plain: Vocabulary, unit: EligibilityRules['unit']): EligibilityRules['counted'] {
  place.object(['source', 'test'], unit === 'person' ? ['alone'] : []);
  return { source: place.at('source').text(), test: readTest(place.at('test'), plain), alone: place.at('alone').orNull((p) => readTest(p, plain)) };
}

function figure(place: Place, currency: EligibilityRules['currency']): Figure {
  place.object(['title', 'source', 'values']);
  const values = place.at('values').list((p): FigureValue => {
    p.object(['area', 'from', 'minor'], ['to', 'urban']);
    return { area: p.at('area').checked(areaProblem), urban: p.at('urban').orNull((u) => u.yes()), ...readMonths(p), money: money(p.at('minor').integer(0, LARGEST_MINOR), currency) };
  }, { min: 1 });
  for (const urban of [true, false]) noOverlap(place.at('values'), values.filter((value) => value.urban === null || value.urban === urban));
  return { title: readText(place.at('title'), []), source: place.at('source').text(), values };
}

function noOverlap(place: Place, entries: readonly (Span & { readonly area: string })[]): void {
  const problem = overlapProblem(entries);
  if (problem !== undefined) place.refuse(problem);
}

function income(place: Place): IncomeRule {
  place.object(['source'], ['notCounted', 'deducts']);
  return {
    source: place.at('source').text(),
    notCounted: place.at('notCounted').optional((p) => p.list(notCounted), []),
    deducts: place.at('deducts').optional((p) => p.list(deducted), []),
  };
}

/** A kind of costs, or `{kind, from}` where it is only taken off the person's own income of these kinds. */
function deducted(place: Place): IncomeRule['deducts'][number] {
  if (place.isText) return { kind: place.code(), from: null };
  place.object(['kind', 'from']);
  return { kind: place.at('kind').code(), from: place.at('from').list((one) => one.oneOf(INCOME_KINDS), { min: 1 }) };
}

/** A nature of income, or `{nature, from, to}` where it does not count for some months only. */
function notCounted(place: Place): IncomeRule['notCounted'][number] {
  if (place.isText) return { nature: place.code(), from: null, to: null };
  place.object(['nature', 'from'], ['to']);
  return { nature: place.at('nature').code(), ...readMonths(place) };
}

function property(place: Place, words: Vocabulary): PropertyRule {
  place.object(['source'], ['leaves']);
  const leaves = place.at('leaves').optional((list) => list.list((p) => {
    p.object(['kind', 'owner', 'upTo']);
    return { kind: p.at('kind').oneOf(PROPERTY_KINDS), owner: readTest(p.at('owner'), words), upTo: p.at('upTo').integer(1, 1000) };
  }), []);
  return { source: place.at('source').text(), leaves };
}

function areaLimits(place: Place, words: Vocabulary): readonly AreaLimits[] {
  const entries = place.list((p): AreaLimits => {
    p.object(['area', 'from', 'rules'], ['to']);
    // Limits may be asked of a household and of one person, so they speak only of what both have; and never of limits.
    return { area: p.at('area').checked(areaProblem), ...readMonths(p), rules: p.at('rules').list((one) => readRule(one, { ...words, limits: new Set() }), { min: 1, max: 40 }) };
  }, { min: 1 });
  noOverlap(place, entries);
  return entries;
}

function condition(place: Place, words: Vocabulary): Condition {
  if (place.at('limits').absent) return readRule(place, words);
  const group = place.object(['limits']).at('limits');
  return words.limits.has(group.text()) ? { limits: group.text() } : group.refuse('names no limits of this document');
}
