import type { VariableMap } from '../survey/column-map.ts';
import type { Households } from '../survey/household-reader.ts';
import { byCodePoint } from '../text-order.ts';

export const CONSTANT = '(constant)';

/** What a variable contributes to a regression, and how its answers are to be read again when a formula is applied. */
export interface DesignVariable extends VariableMap {
  /** The column, with `(urban)` or `(rural)` where it is listed for both. */
  readonly name: string;
  /** Category: levels in code-point order, the base among them; numeric: none. */
  readonly levels: readonly string[];
}

/** One column of a design matrix: a power of a numeric variable, or the indicator of a level. */
export interface DesignColumn {
  /** `variable`, `variable^2` or `variable=level`. */
  readonly name: string;
  /** Position of the variable. */
  readonly variable: number;
  readonly power: number;
  /** Position among the variable's levels; −1 for a numeric one. */
  readonly level: number;
}

/** Columns that enter and leave a model together: one power, or all levels of a category. */
export interface Term { readonly name: string; readonly columns: readonly number[] }

export interface Design { readonly variables: readonly DesignVariable[]; readonly columns: readonly DesignColumn[]; readonly terms: readonly Term[] }

/** The variables as they are in these households: levels in code-point order, base declared or the first. */
export function designVariables(maps: readonly VariableMap[], households: Households): DesignVariable[] {
  return maps.map((map, v) => {
    const answers = households.variables[v]!;
    const name = map.only !== null && maps.filter(({ column }) => column === map.column).length > 1 ? `${map.column} (${map.only})` : map.column;
    if (answers.kind === 'numeric') return { ...map, name, levels: [] };
    const met = new Uint8Array(answers.levels.length);
    for (let i = 0; i < households.n; i++) if (answers.codes[i]! >= 0) met[answers.codes[i]!] = 1;
    const levels = answers.levels.filter((_, code) => met[code] === 1).toSorted(byCodePoint);
    return { ...map, name, levels, base: map.base ?? levels[0] ?? null };
  });
}

/** The columns of a regression, in the order of the variables: each power a term of its own, a category's levels without its base one term. */
export function designOf(variables: readonly DesignVariable[]): Design {
  const columns: DesignColumn[] = [], terms: Term[] = [];
  for (const [v, variable] of variables.entries()) {
    if (variable.kind === 'category') {
      const indicators = variable.levels.flatMap((level, at) => (level === variable.base ? [] : [{ name: `${variable.name}=${level}`, variable: v, power: 0, level: at }]));
      terms.push({ name: variable.name, columns: indicators.map((column) => columns.push(column) - 1) });
    } else for (const power of [1, ...variable.powers]) {
      const name = power === 1 ? variable.name : `${variable.name}^${power}`;
      terms.push({ name, columns: [columns.push({ name, variable: v, power, level: -1 }) - 1] });
    }
  }
  return { variables, columns, terms };
}
