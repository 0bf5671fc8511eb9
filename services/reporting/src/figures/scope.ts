import { ALL_AREAS, areaProblem } from '@hearth/kernel';
import { areaName, areas } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import { type Asking, requireArea } from '@hearth/service-host';

/** What a figure is asked for: an area with all below it, and the instant it is as of. */
export interface Scope { readonly area: string; readonly asOf: Date; readonly programme: string | null }

/** The asked area inside the officer's, at the asked instant. @throws Rejection area (400), outside-area (403) */
export function scopeOf(asking: Pick<Asking, 'officer' | 'asOf'>, query: { area?: string; programme?: string }, now: Date): Scope {
  const area = query.area === undefined || query.area === '' ? asking.officer.area : query.area;
  if (area !== ALL_AREAS && areaProblem(area)) throw new Rejection('area', 'area is not an area code.', { status: 400, errors: [{ field: 'area', code: 'area', detail: 'unknown shape' }] });
  requireArea(asking.officer, area);
  return { area, asOf: asking.asOf ?? now, programme: query.programme || null };
}

/** SQL that keeps rows whose `area` lies in the scope; parameters are numbered from `first`. */
export function within({ area }: Pick<Scope, 'area'>, first: number, column = 'area'): { sql: string; values: string[] } {
  if (area === ALL_AREAS) return { sql: 'true', values: [] };
  return { sql: `(${column} = $${first} OR ${column} LIKE $${first + 1})`, values: [area, `${area}${area.startsWith('MN') ? '-' : ''}%`] };
}

/** The area one level below `scope` that `area` lies in: what a ranked table groups by. */
export function childOf(area: string, scope: string): string {
  const ladder = pathOf(area);
  if (scope === ALL_AREAS) return ladder[0] ?? area;
  return ladder[ladder.indexOf(scope) + 1] ?? scope;
}

/** From the top level down to the area itself, by the table of areas; a code the table lacks counts as itself. */
function pathOf(area: string): string[] {
  const path: string[] = [];
  for (let code: string | null = area; code !== null && code !== ALL_AREAS;) {
    path.unshift(code);
    code = areas.find((entry) => entry.code === code)?.parent ?? null;
  }
  return path;
}

export const named = (area: string): { area: string; areaName: ReturnType<typeof areaName> } => ({ area, areaName: areaName(area) });
