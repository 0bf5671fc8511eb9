import { actualAgainstFormula, areaTable, excludedProfile, judgeFormulas, SurveyProblem, type ActualAgainstFormula, type ColumnMap, type ExcludedProfile, type Judged, type NamedFormula } from '@hearth/targeting';
import type { StudiedArea, StudiedCorrelation } from './result.ts';

/** What needs every answer of every household at hand. */
export interface Closely {
  readonly areas: readonly StudiedArea[];
  readonly correlations: readonly StudiedCorrelation[];
  readonly profile: Readonly<Record<string, ExcludedProfile>>;
  readonly actual?: Readonly<Record<string, ActualAgainstFormula>>;
}

/** @param budgets by formula: households to reach, null = whom it calls eligible. @returns null when the survey has more households than can be held */
export async function lookClosely(path: string, map: ColumnMap, formulas: readonly NamedFormula[], budgets: readonly (number | 'poor' | null)[], line: number, amount: number): Promise<Closely | null> {
  let judged: Judged[];
  try {
    judged = await judgeFormulas(path, map, formulas.map(({ formula }, f) => ({ formula, budget: budgets[f]! })), line);
  } catch (error) {
    if (error instanceof SurveyProblem && error.code === 'too-many-rows') return null;
    throw error;
  }
  const named = <T>(of: (one: Judged) => T): Record<string, T> => Object.fromEntries(formulas.map(({ name }, f) => [name, of(judged[f]!)]));
  return {
    ...byArea(formulas, judged, amount), profile: named(excludedProfile),
    ...(map.beneficiary === null ? {} : { actual: named(actualAgainstFormula) }),
  };
}

function byArea(formulas: readonly NamedFormula[], judged: readonly Judged[], amount: number): Pick<Closely, 'areas' | 'correlations'> {
  if (judged[0]!.survey.area === null) return { areas: [], correlations: [] };
  const tables = judged.map((one) => areaTable(one, amount)), households = householdsByArea(judged[0]!);
  const areas = tables[0]!.rows.map(({ area, poverty }, a): StudiedArea => ({
    area, ...households.get(area)!, povertyRate: poverty, ...Object.fromEntries(formulas.map(({ name }, f) => [name, tables[f]!.rows[a]!.coverage])),
  }));
  return { areas, correlations: formulas.map(({ name }, f) => { const { all, without } = tables[f]!.correlation; return { formula: name, all, without: without.map(({ area, correlation }) => ({ area, r: correlation })) }; }) };
}

function householdsByArea({ survey: { n, area, weight, consumption }, line }: Judged): Map<string, { households: number; poor: number }> {
  const sums = new Map<string, { households: number; poor: number }>();
  for (let i = 0; i < n; i++) {
    const name = area!.levels[area!.codes[i]!]!, sum = sums.get(name) ?? { households: 0, poor: 0 };
    sum.households += weight[i]!;
    if (consumption![i]! < line) sum.poor += weight[i]!;
    sums.set(name, sum);
  }
  return sums;
}
