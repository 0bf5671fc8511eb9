import { type Formula, type FormulaBody, sealed } from '@hearth/targeting';

const provenance: FormulaBody['provenance'] = {
  survey: { file: 'survey.csv', sha256: 'ab'.repeat(32), rows: 40, households: 40, leftOut: { rows: 0, byColumn: {}, first: [] } },
  options: { by: 'none' }, fittedOn: '2026-10-01', author: 'laboratory',
};
const map: FormulaBody['map'] = {
  household: 'household', weight: null, stratum: null, cluster: null, consumption: { column: 'income', of: 'head', scale: 'level', period: 'month', currency: null }, size: null, children: null,
  urban: 'urban', area: null, beneficiary: null, fold: null, replicates: [], line: 20, extremeLine: null, variables: [],
};
const nothing = { se: null, dropped: [], equations: [], weights: [], loadings: [], trees: [], warnings: [] } as const;
const numeric = (column: string): FormulaBody['variables'][number] => ({ name: column, column, kind: 'numeric', base: null, powers: [], only: null, levels: [] });
const category = (column: string, levels: readonly string[], only: 'urban' | 'rural' | null = null): FormulaBody['variables'][number] => ({ name: column, column, kind: 'category', base: levels[0] ?? null, powers: [], only, levels });

/** A ratio of two questions, and of a third in the country: stove, car, herd. Weights of a car's owners may be set, to have another formula. */
export function ratioFormula(carOwners = 4_000): Formula {
  const variables = [category('stove', ['coal', 'gas']), category('car', ['no', 'yes']), category('herd', ['none', 'some'], 'rural')];
  const weight = (variable: string, level: string, at: number): FormulaBody['weights'][number] => ({ variable, level, weight: at, ratio: at / 10_000 });
  return sealed({
    ...nothing, method: 'prr', by: 'none', eligibility: { poorest: 'highest', when: 'above', cutoff: 1 }, map: { ...map, variables }, provenance, variables,
    weights: [weight('stove', 'coal', 14_000), weight('stove', 'gas', 5_000), weight('car', 'no', 12_000), weight('car', 'yes', carOwners), weight('herd', 'none', 15_000), weight('herd', 'some', 7_000)],
  });
}

/** Logarithm of consumption by the number of rooms, with equations of town and country. */
export function roomsFormula(): Formula {
  const variables = [numeric('rooms')];
  const equation = (stratum: string, constant: number, slope: number): FormulaBody['equations'][number] => ({
    stratum, n: 20, k: 2, df: 18, r2: 0.5, r2Adjusted: 0.47, aic: 30, selected: ['rooms'], dropped: [],
    coefficients: [{ name: '(constant)', estimate: constant, se: null, t: null, p: null }, { name: 'rooms', estimate: slope, se: null, t: null, p: null }],
  });
  return sealed({
    ...nothing, method: 'ols', by: 'urban', eligibility: { poorest: 'lowest', when: 'below', cutoff: Math.log(20) }, map: { ...map, variables }, provenance, variables,
    equations: [equation('urban', 2, 0.4), equation('rural', 2.5, 0.3)],
  });
}

/** Logarithm of consumption by the number of members, which nobody is asked. */
export function membersFormula(): Formula {
  const { hash: _, ...rooms } = roomsFormula();
  const variables = [numeric('members')];
  const equations = rooms.equations.slice(0, 1).map((equation) => ({
    ...equation, stratum: 'all', selected: ['members'], coefficients: equation.coefficients.map((one, c) => (c === 0 ? { ...one, estimate: 4 } : { ...one, name: 'members', estimate: -0.5 })),
  }));
  return sealed({ ...rooms, by: 'none', equations, variables, map: { ...rooms.map, size: 'members', variables } });
}
