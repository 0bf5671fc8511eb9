import type { HouseholdShown, IncomeStatement } from '../../api/registry.ts';
import type { Money } from '../../format/money.ts';

export interface KindTotal { readonly kind: string; readonly then: Money | null; readonly now: Money | null }

/** What the visit found counts before what was declared. */
export const countingStatement = <S extends { readonly origin: string }>(statements: readonly S[]): S | undefined =>
  statements.find((one) => one.origin === 'visit') ?? statements.find((one) => one.origin === 'declared');

function byKind(statement: IncomeStatement | undefined): Map<string, Money> {
  const totals = new Map<string, Money>();
  for (const { kind, annual } of statement?.incomes ?? []) {
    totals.set(kind, { minor: (totals.get(kind)?.minor ?? 0) + annual.minor, currency: annual.currency });
  }
  return totals;
}

export const incomeKinds = ['wages', 'business', 'property', 'transfers', 'other'] as const;

/** Whole fen are added, as the statements have them; a kind nobody named is not shown. */
export function incomeLines(then: HouseholdShown, now: HouseholdShown): KindTotal[] {
  const [before, after] = [byKind(countingStatement(then.incomes)), byKind(countingStatement(now.incomes))];
  return incomeKinds.filter((kind) => before.has(kind) || after.has(kind)).map((kind) => ({ kind, then: before.get(kind) ?? null, now: after.get(kind) ?? null }));
}

export function incomeTotal(household: HouseholdShown): Money | null {
  const incomes = countingStatement(household.incomes)?.incomes ?? [];
  const currency = incomes[0]?.annual.currency;
  return currency === undefined ? null : { minor: incomes.reduce((sum, { annual }) => sum + annual.minor, 0), currency };
}

export interface PropertyTotal { readonly kind: string; readonly value: Money | null; readonly count: number }

export function propertyLines(household: HouseholdShown): PropertyTotal[] {
  const totals = new Map<string, PropertyTotal>();
  for (const { kind, value, count } of countingStatement(household.properties)?.properties ?? []) {
    const before = totals.get(kind);
    const sum = value && before?.value ? { minor: value.minor + before.value.minor, currency: value.currency } : value ?? before?.value ?? null;
    totals.set(kind, { kind, value: sum, count: (before?.count ?? 0) + count });
  }
  return [...totals.values()];
}

export interface IncomeDraft { readonly key: string; readonly person: string; readonly kind: string; readonly amount: string }

/** What the family last declared, to be changed where it changed. */
export const declaredIncome = (household: HouseholdShown): IncomeDraft[] =>
  (household.incomes.find((one) => one.origin === 'declared')?.incomes ?? []).map(({ person, kind, annual }, n) => ({ key: `line-${n}`, person, kind, amount: (annual.minor / 100).toFixed(2) }));
