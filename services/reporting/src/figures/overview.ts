import type { Money } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { addMonths, dayOf, endOfDay, lastDay } from '@hearth/kernel';
import { benefitsOf } from './coverage.ts';
import { money } from './money.ts';
import { type Scope, within } from './scope.ts';
import { spotChecks } from './spot-checks.ts';
import type { StepTimeLine } from './step-times.ts';
import { total } from './statistics.ts';

export interface KpiLine { readonly key: string; readonly value: number | null; readonly money: Money | null; readonly previous: number | null; readonly series: readonly number[]; readonly source: string }

const MONTHS = 12;

/** The ends of the eleven months before the instant, where the clock shows `timeZone`, and the instant itself. */
export function monthEnds(asOf: Date, timeZone: string): Date[] {
  const month = dayOf(asOf.toISOString(), timeZone).slice(0, 7);
  const ends = Array.from({ length: MONTHS - 1 }, (_, i) => new Date(endOfDay(lastDay(addMonths(month, i - (MONTHS - 1))), timeZone)));
  return [...ends, asOf];
}

interface Covered { readonly households: number; readonly persons: number; readonly children: number; readonly monthly: Money | null }

async function covered(tx: Tx, scope: Scope): Promise<Covered> {
  const benefits = await benefitsOf(tx, scope);
  const currency = benefits[0]?.currency;
  return {
    households: new Set(benefits.map((b) => b.household)).size, persons: total(benefits.map((b) => b.persons)), children: total(benefits.map((b) => b.children)),
    monthly: currency ? { minor: total(benefits.filter((b) => b.currency === currency).map((b) => b.minor)), currency } : null,
  };
}

/** The headline figures, each with the month before and twelve month ends. Amounts of two currencies are never added: the first one found is shown, the coverage table has all. */
export async function overview(tx: Tx, scope: Scope, times: readonly StepTimeLine[]): Promise<KpiLine[]> {
  const history: Covered[] = [];
  for (const asOf of monthEnds(scope.asOf, scope.timeZone)) history.push(await covered(tx, { ...scope, asOf }));
  const now = history.at(-1)!;
  const line = (key: 'households' | 'persons' | 'children'): KpiLine => ({ key, value: now[key], money: null, previous: history.at(-2)?.[key] ?? null, series: history.map((h) => h[key]), source: 'casework' });
  const finished = total(times.map((t) => t.n)), over = total(times.map((t) => t.over));
  const checks = await spotChecks(tx, scope);
  const frame = total(checks.map((c) => c.frame)), drawn = total(checks.map((c) => c.drawn));
  const left = (await money(tx, scope)).filter((m) => m.uncollected.minor > 0);
  const plain = { money: null, previous: null, series: [] };
  return [
    line('households'), line('persons'), line('children'),
    { key: 'monthly', value: now.monthly?.minor ?? 0, money: now.monthly, previous: history.at(-2)?.monthly?.minor ?? null, series: history.map((h) => h.monthly?.minor ?? 0), source: 'casework' },
    { key: 'onTime', ...plain, value: finished === 0 ? null : Math.round((1 - over / finished) * 1000) / 10, source: 'casework' },
    { key: 'spotCheck', ...plain, value: frame === 0 ? null : Math.round((drawn / frame) * 1000) / 10, source: 'casework' },
    { key: 'uncollected', ...plain, value: total(left.map((m) => m.waiting)), money: left[0] ? { minor: total(left.filter((m) => m.uncollected.currency === left[0]!.uncollected.currency).map((m) => m.uncollected.minor)), currency: left[0].uncollected.currency } : null, source: 'payments' },
    { key: 'open', ...plain, value: await openCases(tx, scope), source: 'casework' },
  ];
}

async function openCases(tx: Tx, scope: Scope): Promise<number> {
  const area = within(scope, 3);
  const { rows: [row] } = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM application WHERE submitted_at <= $1 AND (decided_at IS NULL OR decided_at > $1) AND ($2::text IS NULL OR programme = $2) AND ${area.sql}`, [scope.asOf, scope.programme, ...area.values]);
  return row?.n ?? 0;
}
