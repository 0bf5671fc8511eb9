import type { Expression, FigureText } from '../../api/rules.ts';
import type { Text3 } from '../../api/types.ts';
import type { Messages } from '../../i18n/zh.ts';

export type Say = keyof Messages['rules']['say'];
export type FactWord = keyof Messages['words']['fact'];

/** The words a document is read in: of the page's language, with the names of the areas and the currency of the document. */
export interface Speak {
  say(key: Say, values?: Readonly<Record<string, string | number>>): string;
  word(group: 'fact' | 'circumstance' | 'question' | 'relation' | 'sex' | 'work' | 'income' | 'hukou' | 'property' | 'answer' | 'disability' | 'role' | 'document' | 'source' | 'nature' | 'stage' | 'definition', code: string): string;
  text(value: Text3): string;
  money(minor: number): string;
  area(code: string): string;
  day(day: string): string;
  list(items: readonly string[]): string;
}

/** What the document itself names: its figures. */
export type Figures = Readonly<Record<string, FigureText>>;

const signs: Readonly<Record<string, string>> = { less: '<', atMost: '≤', more: '>', atLeast: '≥' };
const joins: Readonly<Record<string, string>> = { times: ' × ', plus: ' + ', minus: ' − ' };
const groupOf: Readonly<Record<string, Parameters<Speak['word']>[0]>> = { relation: 'relation', sex: 'sex', workCapacity: 'work', hukouKind: 'hukou' };

/** A test or a quantity of the rule language, in words and the signs of arithmetic. */
export function inWords(expression: unknown, speak: Speak, figures: Figures): string {
  if (typeof expression === 'number') return String(expression);
  if (typeof expression === 'string') return factInWords(expression, speak, figures);
  if (!isNode(expression)) return '';
  const op = Object.keys(expression).find((name) => !beside.has(name)) ?? '';
  return nodeInWords(op, expression[op], expression, (part) => inWords(part, speak, figures), speak, figures);
}

const beside = new Set(['test', 'cases', 'unknown']);
const isNode = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const parts = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const many = (value: unknown): boolean => isNode(value) && ['all', 'any', 'plus', 'minus'].some((op) => op in value);

type Told = (part: unknown) => string;

function nodeInWords(op: string, value: unknown, whole: Readonly<Record<string, unknown>>, tell: Told, speak: Speak, figures: Figures): string {
  const inner: Told = (part) => (many(part) ? `(${tell(part)})` : tell(part));
  const sign = signs[op];
  if (sign !== undefined) return parts(value).map(tell).join(` ${sign} `);
  const join = joins[op];
  if (join !== undefined) return parts(value).map(inner).join(join);
  switch (op) {
    case 'all': case 'any': return parts(value).map(inner).join(` ${speak.say(op === 'all' ? 'and' : 'or')} `);
    case 'not': return speak.say('not', { what: tell(value) });
    case 'see': return speak.say('see', { name: speak.word('definition', String(value)) });
    case 'household': return speak.say('ofHousehold', { what: tell(value) });
    case 'limits': return speak.say('withinLimits');
    case 'is': return isInWords(parts(value), speak, figures);
    case 'stated': return speak.word('circumstance', String(value));
    case 'disability': return parts(value).map((one) => disabilityInWords(one, speak)).join(` ${speak.say('or')} `);
    case 'every': case 'some': case 'count': return speak.say(listKey(op, value), { test: tell(whole['test']) });
    case 'least': case 'first': return speak.say(op, { of: speak.list(parts(value).map(tell)) });
    case 'fraction': return parts(value).join('/');
    case 'money': return speak.money(Number(value));
    case 'by': return casesInWords(value, whole, tell, speak, figures);
    default: return `${op} ${JSON.stringify(value)}`;
  }
}

const listKey = (op: 'every' | 'some' | 'count', list: unknown): Say => (`${op}${list === 'supporters' ? 'Supporter' : 'Member'}` as const);

function isInWords([fact, among]: readonly unknown[], speak: Speak, figures: Figures): string {
  const name = String(fact);
  const values = Array.isArray(among) ? among : [among];
  if (values.length === 1 && values[0] === true) return factInWords(name, speak, figures);
  if (values.length === 1 && values[0] === false) return speak.say('not', { what: factInWords(name, speak, figures) });
  return speak.say('is', { fact: factInWords(name, speak, figures), values: speak.list(values.map((one) => speak.word(groupOf[name] ?? 'answer', String(one)))) });
}

function disabilityInWords(one: unknown, speak: Speak): string {
  if (!isNode(one)) return '';
  const level = Number(one['level']);
  const kinds = parts(one['kinds']).map((kind) => speak.word('disability', String(kind)));
  return kinds.length === 0 ? speak.say('disabled', { level }) : speak.say('disabledOf', { level, kinds: speak.list(kinds) });
}

function casesInWords(fact: unknown, whole: Readonly<Record<string, unknown>>, tell: Told, speak: Speak, figures: Figures): string {
  const cases = isNode(whole['cases']) ? whole['cases'] : {};
  const lines = Object.entries(cases).map(([name, quantity]) => `${speak.word('answer', name)}: ${tell(quantity)}`);
  return `${factInWords(String(fact), speak, figures)} — ${lines.join('; ')}`;
}

function factInWords(name: string, speak: Speak, figures: Figures): string {
  const [head = '', second = '', third] = name.split('.');
  if (head === 'figure') { const figure = figures[second]; return figure ? speak.text(figure.title) : second; }
  if (head === 'property') return speak.say(third === 'count' ? 'countOf' : 'valueOf', { what: speak.word('property', second) });
  if (head === 'answer') return speak.word('question', second);
  if (head === 'months' && second !== '') return speak.say('monthsSince', { from: speak.day(second) });
  if (head === 'costs') return speak.word('nature', second);
  if (head === 'circumstance') return speak.word('circumstance', second);
  return speak.word('fact', name);
}

const placeholder = /\{([a-zA-Z-]+)\}/gu;

/** A reason as it is written in the document, each figure in it replaced by what it stands for. */
export const reasonInWords = (text: string, shows: Readonly<Record<string, Expression>> | undefined, speak: Speak, figures: Figures): string =>
  text.replaceAll(placeholder, (whole, name: string) => {
    const shown = shows?.[name];
    return shown === undefined ? whole : `‹${inWords(shownOf(shown), speak, figures)}›`;
  });

/** What a reason shows may be a word of the case instead of a figure. */
const shownOf = (shown: Expression): unknown => (isNode(shown) && 'word' in shown ? shown['word'] : shown);
