import type { Currency, Money, Text3 } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { childOf, named, type Scope, within } from './scope.ts';
import { grouped, total } from './statistics.ts';

export interface CoverageLine { readonly area: string; readonly areaName: Text3 | string; readonly programme: string; readonly households: number; readonly persons: number; readonly children: number; readonly monthly: Money }
export interface BenefitRow { readonly approval: string; readonly household: string; readonly area: string; readonly programme: string; readonly persons: number; readonly children: number; readonly minor: number; readonly currency: Currency }

/** Benefits in force at the instant: approved by then and not ended by then, at the amount they had then. */
export async function benefitsOf(tx: Tx, scope: Scope): Promise<readonly BenefitRow[]> {
  const area = within(scope, 3);
  const { rows } = await tx.query<BenefitRow>(
    `SELECT approval, household, area, programme, persons, children, coalesce((SELECT c.minor FROM benefit_change c WHERE c.approval = benefit.approval AND c.changed_at <= $1 ORDER BY c.changed_at DESC, c.event LIMIT 1), minor) AS minor, currency FROM benefit
     WHERE approved_at <= $1 AND (ended_at IS NULL OR ended_at > $1) AND ($2::text IS NULL OR programme = $2) AND ${area.sql} ORDER BY area, programme`, [scope.asOf, scope.programme, ...area.values]);
  return rows;
}

/** Who is covered, by area and programme. A household counts once however many of its people are paid. */
export async function coverage(tx: Tx, scope: Scope): Promise<CoverageLine[]> {
  const groups = grouped(await benefitsOf(tx, scope), (b) => `${childOf(b.area, scope.area)} ${b.programme} ${b.currency}`);
  return [...groups.values()].map((benefits) => ({
    ...named(childOf(benefits[0]!.area, scope.area)), programme: benefits[0]!.programme, households: new Set(benefits.map((b) => b.household)).size,
    persons: total(benefits.map((b) => b.persons)), children: total(benefits.map((b) => b.children)), monthly: { minor: total(benefits.map((b) => b.minor)), currency: benefits[0]!.currency },
  }));
}
