import { areas, type Money, type RuleSetDocument, type Text3 } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { ALL_AREAS, areaLevel } from '@hearth/kernel';
import { benefitsOf } from './coverage.ts';
import { childOf, named, type Scope, within } from './scope.ts';
import { grouped, total } from './statistics.ts';
import { stepTimes } from './step-times.ts';

export interface AreaLine {
  readonly area: string; readonly areaName: Text3 | string; readonly level: string; readonly households: number; readonly persons: number; readonly children: number; readonly open: number; readonly over: number; readonly overShare: number | null;
  readonly monthly: Money | null; readonly perHead: Money | null;
}

/** The areas one level below, each with its figures: the ranked table, and the map's twin. An area without any case is shown with zeros, never left out. */
export async function areaChildren(tx: Tx, scope: Scope, ruleSets: ReadonlyMap<string, RuleSetDocument>): Promise<AreaLine[]> {
  const benefits = grouped(await benefitsOf(tx, scope), (b) => childOf(b.area, scope.area));
  const open = grouped(await openApplications(tx, scope), (a) => childOf(a.area, scope.area));
  const listed = areas.filter((entry) => (scope.area === ALL_AREAS ? entry.parent === null : entry.parent === scope.area)).map((entry) => entry.code);
  const lines: AreaLine[] = [];
  for (const area of new Set([...listed, ...benefits.keys(), ...open.keys()])) {
    const times = await stepTimes(tx, { ...scope, area }, ruleSets);
    lines.push(lineOf(area, benefits.get(area) ?? [], open.get(area)?.length ?? 0, total(times.map((t) => t.n)), total(times.map((t) => t.over))));
  }
  return lines;
}

function lineOf(area: string, benefits: Awaited<ReturnType<typeof benefitsOf>>, open: number, finished: number, over: number): AreaLine {
  const persons = total(benefits.map((b) => b.persons));
  const currency = benefits[0]?.currency;
  const minor = total(benefits.filter((b) => b.currency === currency).map((b) => b.minor));
  return {
    ...named(area), level: areaLevel(area), households: new Set(benefits.map((b) => b.household)).size, persons, children: total(benefits.map((b) => b.children)), open, over,
    overShare: finished === 0 ? null : Math.round((over / finished) * 1000) / 10, monthly: currency ? { minor, currency } : null,
    perHead: currency && persons > 0 ? { minor: Math.round(minor / persons), currency } : null,
  };
}

async function openApplications(tx: Tx, scope: Scope): Promise<readonly { area: string }[]> {
  const area = within(scope, 3);
  const { rows } = await tx.query<{ area: string }>(`SELECT area FROM application WHERE submitted_at <= $1 AND (decided_at IS NULL OR decided_at > $1) AND ($2::text IS NULL OR programme = $2) AND ${area.sql}`, [scope.asOf, scope.programme, ...area.values]);
  return rows;
}
