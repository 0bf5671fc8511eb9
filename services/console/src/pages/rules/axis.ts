import type { RuleSetLine } from '../../api/rules.ts';

/** One bar: a rule set in an area for a time; shares of the width of the axis. */
export interface Bar { readonly id: string; readonly from: string; readonly to: string | null; readonly left: number; readonly width: number; readonly standing: Standing }
export interface Lane { readonly key: string; readonly programme: string; readonly area: string; readonly bars: readonly Bar[] }
export interface Axis { readonly lanes: readonly Lane[]; readonly years: readonly { readonly year: number; readonly left: number }[]; readonly today: number }
export type Standing = 'in-force' | 'coming' | 'ended';

export const standingOf = (scope: { readonly from: string; readonly to: string | null }, today: string): Standing =>
  (scope.from > today ? 'coming' : scope.to !== null && scope.to < today ? 'ended' : 'in-force');

/** A rule set stands best where it stands best in any of its areas. */
export function standing(line: Pick<RuleSetLine, 'scope'>, today: string): Standing {
  const all = line.scope.map((scope) => standingOf(scope, today));
  return all.includes('in-force') ? 'in-force' : all.includes('coming') ? 'coming' : 'ended';
}

const yearOf = (day: string): number => Number(day.slice(0, 4));
const at = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`);

/** Programme by area on one axis of whole years, from the oldest rule to a year beyond today. */
export function axisOf(lines: readonly RuleSetLine[], today: string): Axis {
  const scopes = lines.flatMap((line) => line.scope.map((scope) => ({ ...scope, id: line.id, programme: line.programme })));
  const ends = scopes.map(({ from, to }) => yearOf(to ?? from));
  const first = Math.min(yearOf(today), ...scopes.map(({ from }) => yearOf(from)));
  const last = Math.max(yearOf(today), ...ends) + 1;
  const [start, end] = [at(`${first}-01-01`), at(`${last}-01-01`)];
  const share = (day: string): number => Math.min(1, Math.max(0, (at(day) - start) / (end - start)));
  const keys = [...new Set(scopes.map(({ programme, area }) => `${programme} ${area}`))].toSorted();
  const every = Math.ceil((last - first) / 8);
  return {
    lanes: keys.map((key) => {
      const bars = scopes.filter(({ programme, area }) => `${programme} ${area}` === key).toSorted((a, b) => a.from.localeCompare(b.from));
      const [programme = '', area = ''] = key.split(' ');
      return { key, programme, area, bars: bars.map(({ id, from, to }) => ({ id, from, to, left: share(from), width: Math.max(0.01, (to === null ? 1 : share(to)) - share(from)), standing: standingOf({ from, to }, today) })) };
    }),
    years: Array.from({ length: last - first }, (_, n) => first + n).filter((year) => (year - first) % every === 0).map((year) => ({ year, left: share(`${year}-01-01`) })),
    today: share(today),
  };
}
