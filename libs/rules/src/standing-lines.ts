import type { Text3, Trace } from '@hearth/contracts';
import { ageOf, type Frame, figureOf, type Subject } from './subjects.ts';
import type { CasePerson } from './case-facts.ts';
import type { IncomeRule, PropertyRule } from './document.ts';
import { countsOn, deductionsOf } from './means.ts';
import type { Scored } from './score.ts';
import type { Truth } from './truth.ts';
import { amountInWords, asMoney, filled } from './wording.ts';

/** Lines that every trace begins with: who counts, what the area has set, what was found of income and property. */

const TEXTS = {
  members: { zh: '共同生活的家庭成员{n}人', mn: 'Хамт амьдардаг өрхийн гишүүн {n}', en: 'Members that count: {n}' },
  membersUnknown: { zh: '共同生活的家庭成员尚不明确', mn: 'Аль гишүүнийг тооцох нь тодорхойгүй байна', en: 'It is not known who counts as a member' },
  figure: { zh: '{title}：{money}', mn: '{title}: {money}', en: '{title}: {money}' },
  figureUnknown: { zh: '{title}：本地本月没有规定', mn: '{title}: энэ газар, энэ сард тогтоогоогүй', en: '{title}: none is set for this area and month' },
  income: { zh: '计入的年收入合计{money}', mn: 'Тооцсон жилийн орлого нийт {money}', en: 'Counted income of twelve months: {money}' },
  incomeUnknown: { zh: '收入情况尚不明确', mn: 'Орлого тодорхойгүй байна', en: 'The income is not known' },
  score: { zh: '得分{points}，界线{threshold}', mn: 'Оноо {points}, босго {threshold}', en: 'Score {points}, threshold {threshold}' },
  scoreUnknown: { zh: '问卷有{n}项未作答', mn: 'Асуулгын {n} хариулт дутуу', en: 'Answers missing in the questionnaire: {n}' },
} as const satisfies Readonly<Record<string, Text3>>;

const line = (rule: string, source: string, inputs: Trace['inputs'], known: boolean, reason: Text3): Trace => ({ rule, source, inputs, result: known ? true : null, reason });

/** Whether a member counts. */
export interface AskedMember { readonly person: CasePerson; readonly counts: Truth }

/** Who counts; nobody at all is a "no". */
export function membersLine({ rules, facts }: Frame, asked: readonly AskedMember[] | null, alone: readonly string[]): Trace {
  const ids = (counts: Truth): string[] => (asked ?? []).filter((one) => one.counts === counts).map(({ person }) => person.id);
  const [counted, unclear] = [ids(true), ids(null)];
  const known = asked !== null && unclear.length === 0;
  const ages = Object.fromEntries((asked ?? []).map(({ person }) => [person.id, ageOf(person, facts)]));
  return {
    rule: 'members', source: rules.counted.source, inputs: { members: known ? counted.length : null, counted, notCounted: ids(false), unclear, ages, ...(alone.length > 0 && { alone }) }, result: known ? counted.length + alone.length > 0 : null,
    reason: known ? filled(TEXTS.members, { n: String(counted.length) }) : TEXTS.membersUnknown,
  };
}

/** Only figures that some area has: the one in force here, or that there is none. */
export function figureLines(frame: Frame): Trace[] {
  return [...frame.rules.figures].map(([name, { title, source }]) => {
    const figure = figureOf(frame, name);
    const inputs = { area: frame.facts.area, urban: frame.facts.urban, from: figure?.from ?? null, money: figure?.money ?? null };
    const words = (language: keyof Text3): string => filled(figure ? TEXTS.figure : TEXTS.figureUnknown, { title: title[language], money: figure ? amountInWords(BigInt(figure.money.minor)) : '' })[language];
    return line(`figure-${name}`, source, inputs, figure !== null, { zh: words('zh'), mn: words('mn'), en: words('en') });
  });
}

/** The income of the subject with every figure it is made of, where each comes from, and which are still disputed. */
export function incomeLine({ rules, facts }: Frame, rule: IncomeRule, subject: Subject, people: readonly CasePerson[]): Trace {
  const income = subject.quantity('income');
  const figures = people.flatMap((person) => (person.incomes ?? []).map(({ open, ...figure }) => ({
    person: person.id, ...figure, counts: countsOn(figure.nature, rule, facts.asOf), ...(open && { open }),
  })));
  const deducted = people.map((person) => ({ person: person.id, money: deductionsOf(person, rule, rules.currency) }))
    .flatMap(({ person, money }) => (money && money.n === 0n ? [] : [{ person, money: money && asMoney(money, rules.currency) }]));
  const inputs = { income: income && asMoney(income, rules.currency), figures, deducted, notStated: people.filter((person) => person.incomes === null).map(({ id }) => id) };
  return line('income', rule.source, inputs, income !== null, income ? filled(TEXTS.income, { money: amountInWords(income.n / income.d) }) : TEXTS.incomeUnknown);
}

/** Property item by item, as it was stated; what limits make of it is said by the limits. */
export function propertyLine({ source }: PropertyRule, people: readonly CasePerson[]): Trace {
  const known = people.every((person) => person.properties !== null);
  const items = people.flatMap((person) => (person.properties ?? []).map(({ open, ...item }) => ({ person: person.id, ...item, ...(open && { open }) })));
  const text = known
    ? { zh: `登记财产${items.length}项`, mn: `Бүртгэсэн хөрөнгө ${items.length}`, en: `Property on record: ${items.length} items` }
    : { zh: '财产情况尚不明确', mn: 'Хөрөнгө тодорхойгүй байна', en: 'The property is not known' };
  return line('property', source, { items, notStated: people.filter((person) => person.properties === null).map(({ id }) => id) }, known, text);
}

export function scoreLine(source: string, { score, unknown }: Scored): Trace {
  const known = unknown.length === 0;
  const text = known ? filled(TEXTS.score, { points: String(score.points), threshold: String(score.threshold) }) : filled(TEXTS.scoreUnknown, { n: String(unknown.length) });
  return line('score', source, { points: known ? score.points : null, threshold: score.threshold, unknown }, known, text);
}
