import type { CaseFacts } from './case-facts.ts';
import type { EligibilityRules } from './document.ts';

/** The names by which a rule set asks for facts that have no field of their own in a case. */
export interface Asks {
  readonly answers: readonly string[];
  readonly circumstances: readonly string[];
  readonly figures: readonly string[];
  readonly natures: readonly string[];
  readonly costs: readonly string[];
}

/** What a rule set asks for by name, found in its expressions. */
export function asksOf(rules: EligibilityRules): Asks {
  const names = new Set(namesIn(rules));
  const after = (prefix: string): string[] => [...names].flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const variables = rules.scorecard?.variables.flatMap(({ variable, count }) => (count === null ? [variable] : [])) ?? [];
  return {
    answers: sorted([...after('answer.'), ...variables]), circumstances: sorted(after('circumstance.')), figures: sorted(rules.figures.keys()),
    natures: sorted((rules.income?.notCounted ?? []).map(({ nature }) => nature)), costs: sorted([...after('costs.'), ...(rules.income?.deducts ?? []).map(({ kind }) => kind)]),
  };
}

/** What a case states by a name that this rule set never asks for: a word that was mistyped is not silently nothing. */
export function notAskedFor(rules: EligibilityRules, { members, supporters, answers, figures }: CaseFacts): Asks {
  const asks = asksOf(rules);
  const people = [...members ?? [], ...supporters ?? []];
  const beyond = (stated: Iterable<string | null>, asked: readonly string[]): string[] => sorted([...stated].flatMap((name) => (name === null || asked.includes(name) ? [] : [name])));
  return {
    answers: beyond(answers.keys(), asks.answers), figures: beyond(figures?.keys() ?? [], asks.figures),
    circumstances: beyond(people.flatMap(({ circumstances }) => [...circumstances.keys()]), asks.circumstances),
    natures: rules.income === null ? [] : beyond(people.flatMap(({ incomes }) => (incomes ?? []).map(({ nature }) => nature)), asks.natures),
    costs: beyond(people.flatMap(({ costs }) => costs.map(({ kind }) => kind)), asks.costs),
  };
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].toSorted();

/** Every name of a fact in a tree of expressions; a circumstance by its long name, however it is asked for. */
function namesIn(value: unknown): string[] {
  if (value instanceof Map) return [...value.values()].flatMap(namesIn);
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { op, fact, circumstance, word } = value as Readonly<Record<string, unknown>>;
  const own = op === 'stated' ? [`circumstance.${String(circumstance)}`] : [fact, word].filter((name) => typeof name === 'string');
  return [...own, ...Object.values(value).flatMap(namesIn)];
}
