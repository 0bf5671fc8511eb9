import type { Answers, Contribution, Explained, Question } from '../../api/formulas.ts';

/** One question of a form: a question of the formula, or a column it cannot do without. */
export interface Asked { readonly column: string; readonly levels: readonly string[]; readonly kind: 'numeric' | 'category' | 'yes-no' }

const yesNo = ['1', '0'];

/** The questions once each (one may be listed for town and country), then the columns that say which equation holds. */
export function askedOf(questions: readonly Question[], strata: readonly string[], places: { readonly urban: string | null; readonly stratum: string | null } | null, by: string, missing: readonly string[] = []): readonly Asked[] {
  const asked = new Map<string, Asked>();
  const split = questions.some(({ only }) => only !== null);
  if (places?.stratum && by === 'stratum') asked.set(places.stratum, { column: places.stratum, levels: strata, kind: 'category' });
  if (places?.urban && (by === 'urban' || split)) asked.set(places.urban, { column: places.urban, levels: yesNo, kind: 'yes-no' });
  for (const { column, levels, kind } of questions) if (!asked.has(column)) asked.set(column, { column, levels, kind });
  const names = new Set(questions.map(({ name }) => name));
  for (const column of missing) if (!names.has(column) && !asked.has(column)) asked.set(column, by === 'stratum' ? { column, levels: strata, kind: 'category' } : { column, levels: yesNo, kind: 'yes-no' });
  return [...asked.values()];
}

/** What was answered, numbers as numbers; what is left open is not sent, so that the formula says it is missing. */
export function answersOf(asked: readonly Asked[], typed: Readonly<Record<string, string>>): Answers {
  return Object.fromEntries(asked.flatMap(({ column, kind }): [string, string | number][] => {
    const text = (typed[column] ?? '').trim();
    if (text === '') return [];
    const number = Number(text.replace(',', '.'));
    return [[column, kind === 'numeric' && Number.isFinite(number) ? number : text]];
  }));
}

/** The weights of a PRR are points of 10⁻⁴; their mean is its score. */
const unitOf = (method: string): number => (method === 'prr' ? 10_000 : 1);

/** Largest effect first. */
export const sorted = ({ contributions }: Pick<Explained, 'contributions'>, method: string): readonly Contribution[] =>
  contributions.map((one) => ({ ...one, contribution: one.contribution / unitOf(method) })).toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || a.variable.localeCompare(b.variable));

const minus = (text: string): string => text.replace('-', '−');
export const decimal = (value: number, digits = 4): string => minus(value.toFixed(digits));
export const signed = (value: number, digits = 4): string => (value > 0 ? `+${decimal(value, digits)}` : decimal(value, digits));
