import type { Grouping } from '../formula/formula.ts';
import { SurveyProblem } from '../problems.ts';
import type { Households } from '../survey/household-reader.ts';
import { byCodePoint } from '../text-order.ts';

export interface Group { readonly name: string; readonly rows: Int32Array }

/** Group of each household, and the groups' names in code-point order. */
export function groupCodes(households: Households, by: Grouping): { names: readonly string[]; of: (household: number) => number } {
  if (by === 'none') return { names: ['all'], of: () => 0 };
  if (by === 'urban') {
    const { urban } = households;
    if (!urban) throw new SurveyProblem('column-map', {}, 'column map, urban: is needed for an urban and a rural equation');
    return { names: ['rural', 'urban'], of: (i) => urban[i]! };
  }
  const { stratum } = households;
  if (!stratum) return { names: ['all'], of: () => 0 };
  const names = stratum.levels.toSorted(byCodePoint), place = stratum.levels.map((level) => names.indexOf(level));
  return { names, of: (i) => place[stratum.codes[i]!] ?? -1 };
}

/** The households of each group that has any. */
export function groupsOf(households: Households, by: Grouping): Group[] {
  const { names, of } = groupCodes(households, by), counts = names.map(() => 0);
  for (let i = 0; i < households.n; i++) counts[of(i)] = counts[of(i)]! + 1;
  const rows = counts.map((count) => new Int32Array(count)), next = names.map(() => 0);
  for (let i = 0; i < households.n; i++) {
    const group = of(i);
    rows[group]![next[group]!] = i;
    next[group] = next[group]! + 1;
  }
  return names.map((name, g) => ({ name, rows: rows[g]! })).filter((group) => group.rows.length > 0);
}
