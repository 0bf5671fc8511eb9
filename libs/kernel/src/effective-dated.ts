import { ALL_AREAS, ancestors, areaProblem, type AreaCode } from './area.ts';
import { dayProblem, type Day } from './days.ts';

/** Something that holds in an area for a time: a rule set, a standard, a limit. `from` and `to` are both included; `to` null is open. */
export interface EffectiveDated {
  readonly from: Day;
  readonly to: Day | null;
  readonly area: AreaCode;
}

const holds = (entry: EffectiveDated, on: Day): boolean => entry.from <= on && (entry.to === null || on <= entry.to);

/**
 * The entry in force in `area` on the day `on`: that of the area itself before that of the area above, up to `*`; undefined if there is
 * none. A nearer entry that has ended gives way to the wider one again.
 * @throws RangeError on no area code, no day, or two entries of one area in force that day (see `overlapProblem`).
 */
export function inForce<T extends EffectiveDated>(list: readonly T[], area: AreaCode, on: Day): T | undefined {
  const problem = dayProblem(on);
  if (problem !== undefined) throw new RangeError(`in force: ${problem}`);
  for (const scope of [area, ...ancestors(area)]) {
    const [found, second] = list.filter((entry) => entry.area === scope && holds(entry, on));
    if (second !== undefined) throw new RangeError(`in force: area ${scope} has two entries on ${on}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function entryProblem({ from, to, area }: EffectiveDated): string | undefined {
  const wrongDay = dayProblem(from) ?? (to === null ? undefined : dayProblem(to));
  if (wrongDay !== undefined) return wrongDay;
  if (to !== null && to < from) return 'ends before it begins';
  return areaProblem(area);
}

/**
 * Why the list cannot be used, or undefined: an entry that is wrong in itself, or two of one area that overlap by a day or more. Ask once
 * when a list is loaded. Different areas may overlap: the nearer one counts.
 */
export function overlapProblem(list: readonly EffectiveDated[]): string | undefined {
  for (const [index, entry] of list.entries()) {
    const problem = entryProblem(entry);
    if (problem !== undefined) return `entry ${index + 1}: ${problem}`;
  }
  const inOrder = list.toSorted((a, b) => (a.area === b.area ? compareText(a.from, b.from) : compareText(a.area, b.area)));
  // In order of their beginnings, an overlap always shows between neighbours first.
  for (const [index, next] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before?.area === next.area && (before.to === null || next.from <= before.to)) {
      const place = next.area === ALL_AREAS ? 'all areas' : `area ${next.area}`;
      return `${place}: the entry from ${before.from} still holds when the one from ${next.from} begins`;
    }
  }
  return undefined;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
