import { ALL_AREAS, areaProblem } from '@hearth/kernel';

/** Area codes the asker may see, each with all areas below it; `*` = all. */
export type Scope = readonly string[] | '*';

/**
 * The scope as SQL over the column `area`; pushes its parameters. A row without an area is seen with `*` only.
 * No scope is an error, never everything: what forgets to say whom it answers answers nobody.
 */
export function scopeSql(scope: Scope, parameter: (value: unknown) => string): string {
  if (scope === ALL_AREAS) return 'true';
  if (!Array.isArray(scope) || scope.length === 0) throw new TypeError('rows are read within a scope: area codes or *');
  if (scope.includes(ALL_AREAS)) return 'true';
  return `(${scope.map((code: string) => areaSql(code, parameter)).join(' OR ')})`;
}

/** The area itself or below it: digits by prefix, Mongolian codes by whole parts (`MN-07` does not hold `MN-073`). */
export function areaSql(code: string, parameter: (value: unknown) => string): string {
  if (areaProblem(code) !== undefined) throw new TypeError('a scope is made of area codes');
  if (code === ALL_AREAS) return 'true';
  const below = `area LIKE ${parameter(`${code}${code.startsWith('MN-') ? '-' : ''}%`)}`;
  return code.startsWith('MN-') ? `(area = ${parameter(code)} OR ${below})` : below;
}
