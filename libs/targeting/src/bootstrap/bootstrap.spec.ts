import { afterAll, describe, expect, it } from '@jest/globals';
import type { FitOptions } from '../fit/options.ts';
import type { ColumnMap } from '../survey/column-map.ts';
import { SplitMix } from '../random.ts';
import { fitted, mapOf, SurveyFolder } from '../testing/surveys.ts';
import { bootstrapSurvey, type BootstrapOptions, type BootstrapRow } from './bootstrap.ts';

const files = new SurveyFolder();
afterAll(() => { files.remove(); });

const OPTIONS: BootstrapOptions = { budget: null, unit: 'household', line: 20, extremeLine: null, amount: 3000, bottom: 0.2, bracket: 0, replicates: 200, seed: 1, refit: false, workers: 0 };
const map = mapOf({ weight: 'w', stratum: 's', cluster: 'p' }), header = ['w', 's', 'p', 'income', 'x'];
const random = new SplitMix(9);
const rows = Array.from({ length: 400 }, (_, i): (string | number)[] => { const x = random.normal(); return [1 + (i % 3), i % 2 ? 'a' : 'b', `${i % 2 ? 'a' : 'b'}${i % 40}`, Math.exp(3 + 0.4 * x + 0.4 * random.normal()), x]; });
const path = files.csv(header, rows);
const study = async (options: Partial<BootstrapOptions> = {}, columns: ColumnMap = map, fit: FitOptions = { method: 'ols' }, file = path): Promise<readonly BootstrapRow[]> => (await bootstrapSurvey(file, columns, [{ name: 'f', formula: await fitted(file, columns, fit) }], { ...OPTIONS, ...options })).rows;
const of = (list: readonly BootstrapRow[], figure: string): BootstrapRow => list.find((row) => row.figure === figure)!;

describe('the bootstrap', () => {
  it('has the standard error of a total that Taylor linearisation has', async () => {
    const families = of(await study({ replicates: 2000 }), 'families'), formula = await fitted(path, map, { method: 'ols' });
    // The total Σ w · selected: per stratum m/(m − 1) Σ (t_c − t̄)² over the PSUs' totals.
    const psus = new Map<string, number>();
    for (const [w, s, p, , x] of rows) {
      const { coefficients } = formula.equations.find(({ stratum }) => stratum === s)!, score = coefficients[0]!.estimate + coefficients[1]!.estimate * (x as number);
      psus.set(p as string, (psus.get(p as string) ?? 0) + (score < Math.log(20) ? (w as number) : 0));
    }
    const variance = ['a', 'b'].reduce((sum, s) => { const totals = [...psus].flatMap(([p, total]) => (p.startsWith(s) ? [total] : [])), m = totals.length, mean = totals.reduce((all, one) => all + one, 0) / m; return sum + (m / (m - 1)) * totals.reduce((all, one) => all + (one - mean) ** 2, 0); }, 0);
    expect(families.estimate).toBeCloseTo([...psus.values()].reduce((sum, one) => sum + one, 0), 8);
    expect(Math.abs(families.se! / Math.sqrt(variance) - 1)).toBeLessThan(0.05);
    expect([families.low! < families.estimate!, families.high! > families.estimate!]).toEqual([true, true]);
  });

  it('gives the same for the same seed and another for another', async () => {
    const [once, again, other] = [await study(), await study(), await study({ seed: 2 })];
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
    expect(other.map(({ estimate }) => estimate)).toEqual(once.map(({ estimate }) => estimate));
  });

  it('takes replicate weights where the survey has them', async () => {
    const supplied = mapOf({ weight: 'w', replicates: ['r1', 'r2', 'r3'] }), file = files.csv(['w', 'income', 'x', 'r1', 'r2', 'r3'], rows.map(([w, , , income, x]) => [w!, income!, x!, 2 * (w as number), 3 * (w as number), 4 * (w as number)]));
    const families = of(await study({}, supplied, { method: 'ols', by: 'none' }, file), 'families');
    expect([families.low, families.high]).toEqual([2 * families.estimate!, 4 * families.estimate!].map((value) => expect.closeTo(value, 6)));
  });

  it('fits anew with replicate weights too, and refuses negative ones', async () => {
    const supplied = mapOf({ weight: 'w', replicates: ['r1', 'r2'] }), columns = ['w', 'income', 'x', 'r1', 'r2'];
    // A replicate that leaves out whoever has x < 0 moves the line that is fitted, so also who is eligible.
    const file = files.csv(columns, rows.map(([w, , , income, x]) => [w!, income!, x!, w!, (x as number) < 0 ? 0 : w!])), fit: FitOptions = { method: 'ols', by: 'none' };
    const [still, anew] = [await study({}, supplied, fit, file), await study({ refit: true }, supplied, fit, file)].map((list) => of(list, 'exclusion'));
    expect([anew!.low, anew!.high]).toContain(still!.estimate);
    expect(anew).not.toEqual(still);
    await expect(study({}, supplied, fit, files.csv(columns, [[1, 30, 1, 1, 1], [1, 10, 2, 1, -2], [1, 40, 4, 1, 1]]))).rejects.toThrow('row 2, column r2: the weight is -2');
  });

  it('moves with the same budget: inclusion and exclusion stay equal', async () => {
    const same = await study({ budget: 'poor' }), [inclusion, exclusion] = [of(same, 'inclusion'), of(same, 'exclusion')];
    expect({ ...inclusion, figure: '' }).toEqual({ ...exclusion, figure: '' });
  });

  it('is wider when the formula is fitted anew each time', async () => {
    const still = of(await study({ replicates: 60 }), 'families'), anew = of(await study({ replicates: 60, refit: true }), 'families');
    expect(anew.se!).toBeGreaterThan(still.se!);
    expect(anew.estimate).toBe(still.estimate);
  });

  it('needs two PSUs in a stratum', async () => {
    const file = files.csv(header, rows.map((row) => (row[1] === 'a' ? [row[0]!, 'a', 'a1', row[3]!, row[4]!] : row)));
    await expect(study({}, map, { method: 'ols', se: 'classic' }, file)).rejects.toThrow('stratum a: has one primary sampling unit only; resampling needs two or more');
    await expect(study({ replicates: 1 })).rejects.toThrow('replicates is 1');
  });
});
