import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { fisherUpper, studentTwoSided } from './distribution/tails.ts';
import { compareFormulas } from './evaluate/compare.ts';
import { scoreSurvey } from './evaluate/score-survey.ts';
import type { FitOptions } from './fit/options.ts';
import type { Equation, Formula } from './formula/formula.ts';
import type { StandardErrors } from './linear/covariance.ts';
import type { ColumnMap } from './survey/column-map.ts';
import { readColumnMap } from './survey/read-column-map.ts';
import { fitted } from './testing/surveys.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
const json = <T>(name: string): T => JSON.parse(readFileSync(fixture(name), 'utf8')) as T;

interface Tested { readonly se: number[]; readonly p: number[] }
interface Stratum { readonly names: string[]; readonly estimates: number[]; readonly r2: number; readonly r2Adjusted: number; readonly aic: number; readonly selected: string[]; readonly steps: { step: string; term: string; p: number }[]; readonly classic: Tested; readonly hc1: Tested; readonly cluster: Tested }
interface Statsmodels { readonly strata: Record<string, Stratum>; readonly component: { names: string[]; loadings: number[]; cutoff: number }; readonly lasso: { coefficients: Record<string, number> }; readonly prr: Record<string, number>; readonly errors: Record<string, number | number[]>; readonly tails: { student: [number, number, number][]; fisher: [number, number, number, number][] } }
interface Survey extends Tested { readonly estimates: number[]; readonly df: number }
interface R { readonly national: Survey; readonly urban: Survey; readonly rural: Survey; readonly logit: Survey; readonly strata: Record<string, { quantile: Record<string, number[]>; aic: number }> }

const statsmodels = json<Statsmodels>('statsmodels.json'), r = json<R>('r.json'), map = readColumnMap(json('map.json'));
/** The map without some variables, or their powers. */
const only = (columns: readonly string[], powers = true): ColumnMap => ({ ...map, variables: map.variables.filter(({ column }) => columns.includes(column)).map((one) => (powers ? one : { ...one, powers: [] })) });
const ALL = ['size', 'age', 'wall', 'tv', 'car', 'z0', 'z1'], SOME = ['size', 'age', 'wall', 'tv', 'car'];
const fit = (options: FitOptions, columns = map): Promise<Formula> => fitted(fixture('survey.csv'), columns, options);

/** The conventions' measure of equality: |a − b| over max(|b|, SE). */
function farthest(ours: readonly (number | null)[], theirs: readonly number[], scale: readonly number[] = []): number {
  expect(ours).toHaveLength(theirs.length);
  return Math.max(...theirs.map((value, at) => Math.abs((ours[at] ?? Number.NaN) - value) / Math.max(Math.abs(value), scale[at] ?? 0)));
}
const of = (equation: Equation, what: 'estimate' | 'se' | 'p'): (number | null)[] => equation.coefficients.map((one) => one[what]);
const stratum = (name: string): Stratum => statsmodels.strata[name]!;

describe('least squares by stratum, against statsmodels', () => {
  it.each(['classic', 'hc1', 'cluster'] as const)('%s standard errors', async (se: StandardErrors & keyof Stratum) => {
    const { equations } = await fit({ method: 'ols', se });
    expect(equations.map(({ stratum: name }) => name)).toEqual(Object.keys(statsmodels.strata));
    for (const equation of equations) {
      const reference = stratum(equation.stratum), tested = reference[se] as Tested;
      expect(equation.coefficients.map(({ name }) => name)).toEqual(reference.names);
      expect(farthest(of(equation, 'estimate'), reference.estimates, tested.se)).toBeLessThan(1e-9);
      expect(farthest(of(equation, 'se'), tested.se)).toBeLessThan(1e-9);
      expect(farthest(of(equation, 'p'), tested.p)).toBeLessThan(1e-8);
      expect(farthest([equation.r2, equation.r2Adjusted, equation.aic], [reference.r2, reference.r2Adjusted, reference.aic])).toBeLessThan(1e-10);
    }
  });

  it('names the column that depends on another', async () => {
    const { dropped, warnings } = await fit({ method: 'ols' });
    expect(dropped).toEqual(['again']);
    expect(warnings).toContain('stratum soum: dropped, as they are constant or depend on earlier columns: again');
  });

  it('stepwise takes the same steps to the same terms', async () => {
    for (const { stratum: name, selected, steps } of (await fit({ method: 'stepwise' }, only(ALL))).equations) {
      expect(selected).toEqual(stratum(name).selected);
      expect(steps?.map(({ step, term }) => [step, term])).toEqual(stratum(name).steps.map(({ step, term }) => [step, term]));
      expect(farthest(steps!.map(({ p }) => p), stratum(name).steps.map(({ p }) => p))).toBeLessThan(1e-9);
    }
  });
});

describe('the sample’s design, against R’s survey', () => {
  it.each([['national', 'none', ALL, true], ['urban', 'urban', SOME, false], ['rural', 'urban', SOME, false]] as const)('%s equation', async (name, by, columns, powers) => {
    const { equations } = await fit({ method: 'ols', by, se: 'design' }, only(columns, powers)), equation = equations.find(({ stratum: group }) => group === (name === 'national' ? 'all' : name))!;
    const reference = r[name];
    expect(equation.df).toBe(reference.df);
    expect(farthest(of(equation, 'estimate'), reference.estimates, reference.se)).toBeLessThan(1e-10);
    expect(farthest(of(equation, 'se'), reference.se)).toBeLessThan(1e-10);
    expect(farthest(of(equation, 'p'), reference.p)).toBeLessThan(1e-9);
  });

  it('AIC is R’s less 2', async () => {
    for (const { stratum: name, aic } of (await fit({ method: 'ols' }, only(ALL))).equations) expect(aic).toBeCloseTo(r.strata[name]!.aic, 8);
  });

  it('poverty-weighted logit', async () => {
    const { equations: [equation] } = await fit({ method: 'logit', by: 'none' }, only(SOME, false));
    expect(equation!.df).toBe(r.logit.df);
    expect(farthest(of(equation!, 'estimate'), r.logit.estimates, r.logit.se)).toBeLessThan(1e-9);
    expect(farthest(of(equation!, 'se'), r.logit.se)).toBeLessThan(1e-8);
  });
});

describe('beyond least squares', () => {
  it.each([0.5, 0.3])('quantile regression at %d equals quantreg’s exact optimum', async (tau) => {
    for (const equation of (await fit({ method: 'quantile', tau }, only(ALL))).equations) {
      const theirs = r.strata[equation.stratum]!.quantile[String(tau)]!;
      expect(farthest(of(equation, 'estimate'), theirs, stratum(equation.stratum).classic.se)).toBeLessThan(1e-9);
    }
  });

  it('principal component of what the strata selected', async () => {
    const { loadings, eligibility } = await fit({ method: 'pc' }, only(ALL));
    expect(loadings.map(({ name }) => name)).toEqual(statsmodels.component.names);
    for (const [at, { loading }] of loadings.entries()) expect(loading).toBeCloseTo(statsmodels.component.loadings[at]!, 12);
    expect(eligibility.cutoff).toBeCloseTo(statsmodels.component.cutoff, 11);
  });

  it('lasso at a given penalty equals scikit-learn', async () => {
    const { equations: [equation] } = await fit({ method: 'lasso', by: 'none', lambda: 0.02 }, only(ALL));
    const ours = Object.fromEntries(equation!.coefficients.slice(1).map(({ name, estimate }) => [name, estimate]));
    expect(Object.keys(ours)).toEqual(Object.keys(statsmodels.lasso.coefficients));
    for (const [name, theirs] of Object.entries(statsmodels.lasso.coefficients)) expect(Math.abs(ours[name]! - theirs)).toBeLessThan(1e-9 * Math.max(1e-3, Math.abs(theirs)));
  });

  it('PRR ratios', async () => {
    const { weights } = await fit({ method: 'prr' });
    for (const { variable, level, ratio, weight } of weights.filter((one) => one.variable === 'wall')) {
      expect(ratio).toBeCloseTo(statsmodels.prr[`${variable}=${level}`]!, 12);
      expect(weight).toBe(Math.round(ratio * 10_000));
    }
  });
});

it('tails of t and F equal SciPy’s', () => {
  for (const [t, df, p] of statsmodels.tails.student) expect(Math.abs(studentTwoSided(t, df) / p - 1)).toBeLessThan(1e-11);
  for (const [f, df1, df2, p] of statsmodels.tails.fisher) expect(Math.abs(fisherUpper(f, df1, df2) / p - 1)).toBeLessThan(1e-11);
});

it('error tables of one score, against pandas', async () => {
  const formula = await fit({ method: 'ols', by: 'none' }, { ...map, variables: ['size', 'z0', 'z1'].map((column) => ({ column, kind: 'numeric', base: null, powers: [], only: null })) });
  const { store } = await scoreSurvey(fixture('survey.csv'), map, [formula]);
  const { rows: [row], base } = compareFormulas(store, [{ name: 'line', formula }], { budget: 'poor', unit: 'household', line: map.line!, extremeLine: map.extremeLine, amount: 3000, bottom: 0.2, bracket: 0 });
  const { poor, children, above, below, ...errors } = statsmodels.errors;
  expect(farthest([base.poor, row!.children, ...row!.above, ...row!.below], [poor as number, children as number, ...(above as number[]), ...(below as number[])])).toBeLessThan(1e-11);
  for (const [figure, theirs] of Object.entries(errors)) expect(row![figure as 'inclusion']).toBeCloseTo(theirs as number, 9);
});
