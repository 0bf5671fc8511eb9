import type { Money } from '@hearth/kernel';
import { badField } from '../http/refusal.ts';
import { Fields } from '../http/fields.ts';

/** One thing a department holds about a person. */
export interface Item {
  readonly kind: string;
  readonly value: Money | null;
  readonly count: number | null;
  readonly detail: string | null;
}

interface DepartmentEntry {
  readonly kinds: readonly string[];
  /** What this department answers by mistake about a person of whom it holds nothing. */
  readonly stray: Item;
}

const yuan = (amount: number): Money => ({ minor: amount * 100, currency: 'CNY' });

export const DEPARTMENT_NAMES = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'] as const;
export type DepartmentName = (typeof DEPARTMENT_NAMES)[number];

/** Wages, business and insured earnings are amounts a year; deposits, policies, holdings and vehicles what they are worth. */
export const CATALOGUE: Readonly<Record<DepartmentName, DepartmentEntry>> = {
  'household-registration': { kinds: ['members', 'registered'], stray: { kind: 'members', value: null, count: 1, detail: null } },
  tax: { kinds: ['wages', 'business'], stray: { kind: 'wages', value: yuan(18_000), count: null, detail: null } },
  vehicles: { kinds: ['vehicle'], stray: { kind: 'vehicle', value: yuan(42_000), count: 1, detail: null } },
  employment: { kinds: ['wages', 'insured'], stray: { kind: 'wages', value: yuan(21_600), count: null, detail: null } },
  bank: { kinds: ['deposits'], stray: { kind: 'deposits', value: yuan(65_000), count: null, detail: null } },
  'commercial-insurance': { kinds: ['insurance'], stray: { kind: 'insurance', value: yuan(30_000), count: null, detail: null } },
  securities: { kinds: ['securities'], stray: { kind: 'securities', value: yuan(12_500), count: null, detail: null } },
};

export function readItem(department: DepartmentName, value: unknown, path: string): Item {
  const fields = new Fields(value, path).only('kind', 'value', 'count', 'detail');
  const kind = CATALOGUE[department].kinds.find((candidate) => candidate === fields.value('kind'));
  if (kind === undefined) throw badField(fields.at('kind'), `must be one of ${CATALOGUE[department].kinds.join(', ')}`);
  return {
    kind,
    value: fields.has('value') ? fields.money('value') : null,
    count: fields.has('count') ? fields.whole('count', 10_000) : null,
    detail: fields.has('detail') ? fields.text('detail', 200) : null,
  };
}

/** A plausible wrong answer: half as much again, one more, or a record that is not there. The same every time. */
export function mistaken(department: DepartmentName, items: readonly Item[]): Item[] {
  if (items.length === 0) return [CATALOGUE[department].stray];
  return items.map(({ kind, value, count, detail }) => ({
    kind,
    value: value === null ? null : { minor: Math.floor(value.minor / 2) * 3 + 100_000, currency: value.currency },
    count: count === null ? null : count + 1,
    detail: value === null && count === null ? 'no such entry' : detail,
  }));
}
