import { areaProblem, countryOf, isDay, isWithin } from '@hearth/kernel';
import type { CaseFacts } from './case-facts.ts';

/** `MN` in the scope of a rule set: the whole country, which has no area code of its own. */
const WHOLE_COUNTRY = 'MN';

/** Whether a rule-set document says of itself that it is in force where and when the case is; null where it says nothing that can be read. */
export function inForceFor(document: unknown, { area, asOf }: Pick<CaseFacts, 'area' | 'asOf'>): boolean | null {
  const scope = (document as { readonly scope?: unknown } | null)?.scope;
  if (!Array.isArray(scope) || areaProblem(area) !== undefined) return null;
  return scope.some((one: unknown) => {
    const { area: where, from, to } = (one ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof where !== 'string' || !isDay(from)) return false;
    const here = where === WHOLE_COUNTRY ? countryOf(area) === 'MN' : areaProblem(where) === undefined && isWithin(area, where);
    return here && from <= asOf && (!isDay(to) || asOf <= to);
  });
}
