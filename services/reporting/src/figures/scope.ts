import { ALL_AREAS, ancestors, areaProblem, endOfDay, isDay, timeZoneOf } from '@hearth/kernel';
import { areaName } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import { type Asking, requireArea } from '@hearth/service-host';

/** What a figure is asked for: an area with all below it, and the instant it is as of, by the clocks of that area. */
export interface Scope { readonly area: string; readonly asOf: Date; readonly programme: string | null; readonly timeZone: string }

/** The asked area inside the officer's, at the asked instant. @throws Rejection area (400), outside-area (403) */
export function scopeOf(asking: Pick<Asking, 'officer' | 'asOf'>, query: { area?: string; programme?: string; asOf?: string }, now: Date): Scope {
  const area = query.area === undefined || query.area === '' ? asking.officer.area : query.area;
  if (area !== ALL_AREAS && areaProblem(area)) throw new Rejection('area', 'area is not an area code.', { status: 400, errors: [{ field: 'area', code: 'area', detail: 'unknown shape' }] });
  requireArea(asking.officer, area);
  const timeZone = timeZoneOf(area);
  // A day is that day in the area the figure is of, wherever the officer sits.
  const asOf = isDay(query.asOf) ? new Date(endOfDay(query.asOf, timeZone)) : asking.asOf ?? now;
  return { area, asOf, programme: query.programme || null, timeZone };
}

/** SQL that keeps rows whose `area` lies in the scope; parameters are numbered from `first`. */
export function within({ area }: Pick<Scope, 'area'>, first: number, column = 'area'): { sql: string; values: string[] } {
  if (area === ALL_AREAS) return { sql: 'true', values: [] };
  return { sql: `(${column} = $${first} OR ${column} LIKE $${first + 1})`, values: [area, `${area}${area.startsWith('MN') ? '-' : ''}%`] };
}

/** The area one level below `scope` that `area` lies in: what a ranked table groups by. What lies in no single area stays with all. */
export function childOf(area: string, scope: string): string {
  const path = [area, ...ancestors(area)].toReversed();
  return path[path.indexOf(scope) + 1] ?? scope;
}

export const named = (area: string): { area: string; areaName: ReturnType<typeof areaName> } => ({ area, areaName: areaName(area) });
