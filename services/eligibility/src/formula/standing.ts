import { ancestors } from '@hearth/kernel';

/** A formula that is in a pilot or in force: in which areas, from which day. */
export interface Standing { readonly formula: string; readonly status: 'pilot' | 'in-force'; readonly areas: readonly string[]; readonly since: string }

/** The pilots that a household of the area takes part in on the day. A pilot ends when its formula comes into force, not when it is signed. */
export function pilotsAt(standings: readonly Standing[], area: string, day: string): readonly Standing[] {
  const now = standings.filter(({ since }) => since <= day);
  return now.filter(({ status, areas, formula }) => status === 'pilot' && nearest(areas, area) > 0 && !now.some((one) => one.formula === formula && one.status === 'in-force'));
}

/** The formula in force for a household: of several the one whose area lies nearest, of these the one that came last. */
export function inForceAt(standings: readonly Standing[], area: string, day: string): Standing | null {
  let found: Standing | null = null;
  for (const one of standings) {
    if (one.status !== 'in-force' || one.since > day) continue;
    const near = nearest(one.areas, area);
    if (near > 0 && (found === null || near > nearest(found.areas, area) || (near === nearest(found.areas, area) && one.since >= found.since))) found = one;
  }
  return found;
}

/** Length of the narrowest of the areas that holds the place; 0 when none does. */
const nearest = (areas: readonly string[], place: string): number => [place, ...ancestors(place)].find((one) => areas.includes(one))?.length ?? 0;
