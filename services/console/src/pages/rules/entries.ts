import type { EligibilityText, RuleDocument, RuleText } from '../../api/rules.ts';
import { type Entry, type Section, sections } from './entry.ts';
import { inWords, reasonInWords, type Figures, type Speak } from './expression.ts';
import { procedureEntries } from './procedure-entries.ts';

/** A whole rule set as a list of rules in words, in the order it is read. */
export function entriesOf(document: RuleDocument, speak: Speak): readonly Entry[] {
  const { eligibility } = document;
  const figures = eligibility.figures ?? {};
  return [
    ...scopeEntries(document, speak), ...countedEntries(eligibility, speak), ...figureEntries(eligibility, speak), ...meansEntries(eligibility, speak),
    ...limitEntries(eligibility, speak), ...definitionEntries(eligibility, speak), ...conditionEntries(eligibility, speak), ...scorecardEntries(eligibility, speak),
    ...beneficiaryEntries(eligibility, speak, figures), ...eachEntries(eligibility, speak), ...amountEntries(eligibility, speak), ...itemEntries(eligibility, speak), ...procedureEntries(document, speak), ...paymentEntries(document, speak),
  ];
}

const period = (from: string, to: string | null | undefined, speak: Speak): string => (to === null || to === undefined ? speak.say('since', { from: speak.day(from) }) : speak.say('fromTo', { from: speak.day(from), to: speak.day(to) }));

const scopeEntries = ({ scope }: RuleDocument, speak: Speak): Entry[] => scope.map(({ area, from, to }) => ({
  key: `scope.${area}`, section: 'scope', title: speak.area(area), text: period(from, to, speak), source: '',
}));

function countedEntries({ counted, figures = {} }: EligibilityText, speak: Speak): Entry[] {
  if (!counted) return [];
  const alone = counted.alone === undefined ? [] : [{ key: 'counted.alone', section: 'counted' as const, title: speak.say('alone'), text: inWords(counted.alone, speak, figures), source: counted.source }];
  return [{ key: 'counted', section: 'counted', title: speak.say('counted'), text: inWords(counted.test, speak, figures), source: counted.source }, ...alone];
}

const figureEntries = ({ figures = {} }: EligibilityText, speak: Speak): Entry[] => Object.entries(figures).flatMap(([name, figure]) => figure.values.map((value) => ({
  key: `figures.${name}.${value.area}.${value.urban ?? 'all'}.${value.from}`, section: 'figures' as const,
  title: [speak.text(figure.title), speak.area(value.area), ...(value.urban === undefined ? [] : [speak.say(value.urban ? 'urban' : 'rural')])].join(' · '),
  text: `${speak.money(value.minor)} · ${period(value.from, value.to, speak)}`, source: figure.source,
})));

function meansEntries({ income, property, figures = {} }: EligibilityText, speak: Speak): Entry[] {
  const natures = (income?.notCounted ?? []).map((one) => (typeof one === 'string' ? speak.word('nature', one) : speak.say('forATime', { what: speak.word('nature', one.nature), time: period(one.from ?? '', one.to, speak) })));
  const deducts = (income?.deducts ?? []).map((one) => (typeof one === 'string' ? speak.word('nature', one) : speak.say('onlyFrom', { what: speak.word('nature', one.kind), from: speak.list(one.from.map((kind) => speak.word('income', kind))) })));
  return [
    ...(income && natures.length > 0 ? [{ key: 'income.notCounted', section: 'income' as const, title: speak.say('notCounted'), text: speak.list(natures), source: income.source }] : []),
    ...(income && deducts.length > 0 ? [{ key: 'income.deducts', section: 'income' as const, title: speak.say('deducts'), text: speak.list(deducts), source: income.source }] : []),
    ...(property?.leaves ?? []).map(({ kind, owner, upTo }) => ({
      key: `property.${kind}`, section: 'property' as const, title: speak.word('property', kind), text: speak.say('leave', { count: upTo, owner: inWords(owner, speak, figures) }), source: property?.source ?? '',
    })),
  ];
}

function ruleEntry(rule: RuleText, at: string, section: Section, speak: Speak, figures: Figures): Entry {
  const time = rule.from === undefined ? [] : [period(rule.from, rule.to, speak)];
  return { key: `${at}.${rule.rule}`, section, title: reasonInWords(speak.text(rule.reasons.met), rule.shows, speak, figures), text: [inWords(rule.test, speak, figures), ...time].join(' · '), source: rule.source };
}

const limitEntries = ({ limits = {}, figures = {} }: EligibilityText, speak: Speak): Entry[] => Object.entries(limits).flatMap(([group, ofAreas]) => ofAreas.flatMap(({ area, rules }) =>
  rules.map((rule) => ({ ...ruleEntry(rule, `limits.${group}.${area}`, 'limits', speak, figures) }))));

const definitionEntries = ({ definitions = {}, figures = {} }: EligibilityText, speak: Speak): Entry[] => Object.entries(definitions).map(([name, test]) => ({
  key: `definitions.${name}`, section: 'definitions', title: speak.say('see', { name: speak.word('definition', name) }), text: inWords(test, speak, figures), source: '',
}));

const conditionEntries = ({ conditions = [], figures = {} }: EligibilityText, speak: Speak): Entry[] => conditions.map((one) => ('limits' in one
  ? { key: `conditions.limits.${one.limits}`, section: 'conditions', title: speak.say('withinLimits'), text: speak.say('seeLimits'), source: '' }
  : ruleEntry(one, 'conditions', 'conditions', speak, figures)));

function scorecardEntries({ scorecard }: EligibilityText, speak: Speak): Entry[] {
  const levelOf = (level: { readonly is?: readonly (string | number)[]; readonly from?: number; readonly to?: number }): string =>
    (level.is ? speak.list(level.is.map((one) => speak.word('answer', String(one)))) : level.to === undefined ? `≥ ${level.from ?? 0}` : `${level.from ?? 0}–${level.to}`);
  return (scorecard?.variables ?? []).map(({ variable, title, levels }) => ({
    key: `scorecard.${variable}`, section: 'scorecard', title: speak.text(title), text: levels.map((level) => `${levelOf(level)}: ${(level.weight / 10_000).toFixed(4)}`).join('; '), source: scorecard?.source ?? '',
  }));
}

const beneficiaryEntries = ({ beneficiaries }: EligibilityText, speak: Speak, figures: Figures): Entry[] =>
  (beneficiaries === undefined ? [] : [{ key: 'beneficiaries', section: 'beneficiaries', title: speak.say('beneficiaries'), text: inWords(beneficiaries, speak, figures), source: '' }]);

const eachEntries = ({ each = [], paid = [], figures = {} }: EligibilityText, speak: Speak): Entry[] =>
  [...each.map((rule) => ruleEntry(rule, 'each', 'each', speak, figures)), ...paid.map((rule) => ruleEntry(rule, 'paid', 'paid', speak, figures))];

const itemEntries = ({ items = [], figures = {} }: EligibilityText, speak: Speak): Entry[] => items.map((one) => {
  const test = one.test === undefined ? [] : [inWords(one.test, speak, figures)];
  const time = one.from === undefined ? [] : [period(one.from, one.to, speak)];
  return { key: `items.${one.item}`, section: 'items', title: reasonInWords(speak.text(one.reason), undefined, speak, figures), text: [inWords(one.quantity, speak, figures), speak.say(one.every), speak.say(one.as), ...test, ...time].join(' · '), source: one.source };
});

function amountEntries({ amount, figures = {} }: EligibilityText, speak: Speak): Entry[] {
  if (!amount) return [];
  const rounding = speak.say('rounded', { to: speak.money(amount.roundTo ?? 1) });
  return [{ key: 'amount', section: 'amount', title: speak.say('amount'), text: `${inWords(amount.quantity, speak, figures)} · ${rounding}`, source: amount.source }];
}

function paymentEntries({ payment }: RuleDocument, speak: Speak): Entry[] {
  const per = payment.per === 'person' ? 'perPerson' : payment.per === 'child' ? 'perChild' : 'perHousehold';
  const day = payment.payDay === undefined ? [] : [speak.say('payDay', { day: payment.payDay })];
  return [{ key: 'payment', section: 'payment', title: speak.say('payment'), text: [speak.say(per), payment.currency, ...day].join(' · '), source: '' }];
}

export interface Compared { readonly key: string; readonly section: Section; readonly title: string; readonly before: string | null; readonly after: string | null; readonly source: string }

/** The rules that read differently in the two documents: changed, new or gone; in the order of the newer one, what is gone after its section. */
export function compareEntries(before: readonly Entry[], after: readonly Entry[]): readonly Compared[] {
  const was = new Map(before.map((entry) => [entry.key, entry]));
  const is = new Set(after.map((entry) => entry.key));
  const kept = after.flatMap((entry): Compared[] => {
    const former = was.get(entry.key);
    return former?.text === entry.text ? [] : [{ ...entry, before: former?.text ?? null, after: entry.text }];
  });
  const gone = before.filter((entry) => !is.has(entry.key)).map((entry): Compared => ({ ...entry, before: entry.text, after: null }));
  return [...kept, ...gone].toSorted((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
}
