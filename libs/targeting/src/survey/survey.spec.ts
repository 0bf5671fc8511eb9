import { afterAll, describe, expect, it } from '@jest/globals';
import { fitted, mapOf, SurveyFolder } from '../testing/surveys.ts';
import { readColumnMap, unknownKeys } from './read-column-map.ts';
import { leftOutWords } from './left-out.ts';
import { readSurvey, rowsHeld } from './survey.ts';
import type { Role } from './household-fields.ts';

const files = new SurveyFolder();
afterAll(() => { files.remove(); });
const needs = (map: ReturnType<typeof mapOf>, ...roles: Role[]): Parameters<typeof readSurvey>[2] => ({ roles: new Set<Role>(['weight', 'consumption', 'stratum', 'cluster', ...roles]), variables: map.variables });

describe('a column map', () => {
  it.each([
    [null, 'the whole: must be an object'], [{ consumption: { column: 'c' } }, 'consumption.of: must be one of total, head'], [{ weight: 3 }, 'weight: must be the name of a column'], [{ line: -1 }, 'line: must be a number above 0'],
    [{ variables: [{ column: 'a', kind: 'number' }] }, 'variables[0].kind: must be one of numeric, category'], [{ variables: [{ column: 'a', kind: 'category', powers: [2] }] }, 'variables[0].powers: a category has no powers'],
    [{ variables: [{ column: 'a', kind: 'numeric' }, { column: 'a', kind: 'numeric' }] }, 'variables[1].column: a is there twice'], [{ variables: [{ column: 'a', kind: 'numeric', only: 'rural' }] }, 'urban: is needed'],
    [{ variables: {} }, 'variables: must be a list'], [{ variables: [{ column: 'a', kind: 'numeric', powers: [2.5] }] }, 'variables[0].powers: must be whole numbers from 1 to 9'],
  ])('%j is refused with the path', (value, problem) => { expect(() => readColumnMap(value)).toThrow(`column map, ${problem}`); });

  it('takes null for what a survey has not, and names keys that no one reads', () => {
    expect(readColumnMap({ household: null, weight: null, variables: [{ column: 'a', kind: 'category', base: 1, powers: null }] }).variables[0]).toEqual({ column: 'a', kind: 'category', base: '1', powers: [], only: null });
    expect(unknownKeys({ wieght: 'w', weight: 'w', consumption: { unit: 1 }, variables: [{ column: 'a' }, { column: 'b', basis: 1 }] })).toEqual(['wieght', 'consumption.unit', 'variables[1].basis']);
  });
});

describe('a survey', () => {
  const map = mapOf({ household: 'h', weight: 'w', stratum: 's', size: 'n', consumption: { column: 'income', of: 'total', scale: 'level', period: 'year' } });
  const header = ['h', 'w', 's', 'n', 'income', 'x'];

  it('has consumption per head per month', async () => {
    const survey = await readSurvey(files.csv(header, [['a', 1, 'u', 2, 240, 5]]), map, needs(map));
    expect([survey.consumption![0], survey.logConsumption![0]]).toEqual([10, Math.log(10)]);
    const log = mapOf({ consumption: { column: 'income', of: 'head', scale: 'log', period: 'month' } });
    expect((await readSurvey(files.csv(['income', 'x'], [[2, 5]]), log, needs(log))).logConsumption![0]).toBe(2);
  });

  it('leaves out, counts and names rows that lack a needed value or have weight 0', async () => {
    const survey = await readSurvey(files.csv(header, [['a', 1, 'u', 2, 240, 5], ['b', 0, 'u', 2, 240, 5], ['c', 1, '', 2, 240, 5], ['d', 1, 'u', 2, '', 5], ['e', 1, 'u', 2, 240, 'NA'], ['f', '', 'u', 2, 240, 1]]), map, needs(map));
    expect([survey.n, survey.rowsRead, survey.leftOut.byColumn]).toEqual([1, 6, { w: 2, income: 1, s: 1, x: 1 }]);
    expect(survey.leftOut.first).toContainEqual({ row: 2, column: 'w', reason: 'weight 0' });
    expect(leftOutWords(survey.leftOut)).toContain('5 rows left out, by column: ');
    const withoutSize = await readSurvey(files.csv(header, [['a', 1, 'u', 2, 240, 5], ['g', 1, 'u', '', 240, 5]]), map, needs(map));
    expect(withoutSize.leftOut.byColumn).toEqual({ n: 1 });
  });

  it.each([
    [['a', -1, 'u', 2, 240, 5], 'row 1, column w: the weight is -1'], [['a', 1, 'u', 2, 0, 5], 'row 1, column income: consumption is 0; it must be above 0'],
    [['a', 1, 'u', 2, -3, 5], 'row 1, column income: consumption is -3'], [['a', 1, 'u', 0, 240, 5], 'row 1, column n: the household has 0 members'],
    [['a', 'heavy', 'u', 2, 240, 5], 'row 1 (line 2), column w: “heavy” is not a number'], [['a', 1, 'u', 2, 240, ''], 'no household is left to work with; 1 of 1 rows'],
  ])('%j is refused: %s', async (row, problem) => { await expect(readSurvey(files.csv(header, [row]), map, needs(map))).rejects.toThrow(problem); });

  it('says how many households it can hold, and refuses more', async () => {
    expect(rowsHeld(map, needs(map))).toBeGreaterThan(2_000_000);
    await expect(readSurvey(files.csv(header, [['a', 1, 'u', 2, 240, 5], ['b', 1, 'u', 2, 240, 5]]), map, needs(map), 1)).rejects.toThrow('more than 1 households, which is as many as can be held');
  });

  it('reads a variable asked in the country only where it is asked', async () => {
    const rural = mapOf({ urban: 'u', variables: [{ column: 'herd', kind: 'numeric', only: 'rural' }] });
    const survey = await readSurvey(files.csv(['u', 'income', 'herd'], [['urban', 5, ''], [0, 5, 30], ['no', 5, '']]), rural, needs(rural, 'urban'));
    expect([survey.n, survey.leftOut.byColumn, survey.variables[0]]).toEqual([2, { herd: 1 }, { kind: 'numeric', values: Float64Array.of(0, 30) }]);
    await expect(readSurvey(files.csv(['u', 'income', 'herd'], [['town', 5, 1]]), rural, needs(rural, 'urban'))).rejects.toThrow('row 1, column u: must be 1 or 0');
  });
});

describe('fitting on bad input names the stratum', () => {
  const rows = (stratum: string, count: number, income: (i: number) => number, psus = 4): (string | number)[][] => Array.from({ length: count }, (_, i) => [stratum, `${stratum}${i % psus}`, income(i), (i * 7) % 5, (i * 3) % 4]);
  const map = mapOf({ stratum: 's', cluster: 'p', variables: [{ column: 'x', kind: 'numeric' }, { column: 'y', kind: 'numeric' }] }), header = ['s', 'p', 'income', 'x', 'y'];
  const income = (i: number): number => 10 + ((i * 13) % 17);

  it.each([
    ['three households', 'ols', [...rows('north', 30, income), ...rows('south', 3, income)], 'stratum south: 3 households for 3 coefficients'],
    ['one PSU', 'ols', [...rows('north', 30, income), ...rows('south', 30, income, 1)], 'stratum south: has one primary sampling unit only'],
    ['no poor', 'logit', [...rows('north', 30, income), ...rows('south', 30, (i) => 30 + income(i))], 'stratum south: no household is poor'],
    ['no poor at all', 'prr', rows('north', 30, (i) => 30 + income(i)), 'no household is poor'],
  ] as const)('%s (%s)', async (_name, method, survey, problem) => { await expect(fitted(files.csv(header, survey), map, { method })).rejects.toThrow(problem); });

  it('warns of no poor, where the method needs none', async () => {
    const { warnings } = await fitted(files.csv(header, [...rows('north', 30, income), ...rows('south', 30, (i) => 30 + income(i))]), map, { method: 'ols' });
    expect(warnings).toEqual(['stratum south: no household is poor']);
  });

  it('a constant column is dropped by name', async () => {
    const { dropped, equations } = await fitted(files.csv(header, rows('north', 30, income).map((row) => [...row.slice(0, 4), 9])), map, { method: 'ols' });
    expect([dropped, equations[0]!.dropped, equations[0]!.selected]).toEqual([['y'], ['y'], ['x']]);
  });

  it('what depends on earlier columns takes no part in the stepwise search', async () => {
    const survey = rows('north', 60, income).map((row, i) => [...row.slice(0, 3), row[3]!, 2 * (row[3] as number) + 1, 7, (i * 3) % 4]);
    const columns = mapOf({ variables: ['x', 'twice', 'seven', 'y'].map((column) => ({ column, kind: 'numeric' })) });
    const { dropped, equations } = await fitted(files.csv(['s', 'p', 'income', 'x', 'twice', 'seven', 'y'], survey), columns, { method: 'stepwise' });
    expect([dropped, equations[0]!.steps!.map(({ term }) => term)]).toEqual([['twice', 'seven'], ['x', 'y']]);
  });

  it('the logit has design standard errors with or without a design, and says so', async () => {
    const plain = mapOf(), file = files.csv(['income', 'x'], Array.from({ length: 60 }, (_, i) => [income(i), (i * 7) % 5]));
    const { se, equations } = await fitted(file, plain, { method: 'logit' });
    expect([se, equations[0]!.df]).toEqual(['design', 58]);
    await expect(fitted(file, plain, { method: 'logit', se: 'classic' })).rejects.toThrow('has design standard errors, not classic');
  });

  it('warns of a quantile plane that is not the only one', async () => {
    const fit = async (incomes: readonly number[]): Promise<string[]> => [...(await fitted(files.csv(['income', 'x'], incomes.flatMap((spent, i) => [0, 1].map((x) => [spent + x * i, x]))), mapOf(), { method: 'quantile' })).warnings];
    expect([await fit([10, 12, 15, 30]), await fit([10, 12, 15, 30, 50])]).toEqual([[expect.stringContaining('stratum all: the quantile plane may not be the only one')], []]);
  });

  it('the logit takes a column with far outliers, and refuses one that parts the poor from the others', async () => {
    const far = Array.from({ length: 200 }, (_, i) => [income(i), i % 10 === 9 ? 4000 + i : ((i * 13) % 17) + ((i * 7) % 11)]), file = files.csv(['income', 'x'], far.map(([spent, x]) => [x! > 1000 ? 50 : spent!, x!]));
    const { equations: [{ coefficients: [constant, slope] }] } = await fitted(file, mapOf(), { method: 'logit' }) as unknown as { equations: [{ coefficients: { estimate: number; se: number }[] }] };
    expect([constant!.estimate + slope!.estimate * 4000 < -100, slope!.se > 0]).toEqual([true, true]);
    const parted = files.csv(['income', 'x'], Array.from({ length: 60 }, (_, i) => [10 + (i % 20), i % 20]));
    await expect(fitted(parted, mapOf(), { method: 'logit' })).rejects.toThrow('stratum all: a column separates the poor from the others');
  });

  it('a column that separates the poor is named', async () => {
    const kinds = mapOf({ variables: [{ column: 'roof', kind: 'category' }] });
    const survey = Array.from({ length: 40 }, (_, i) => [i % 4 === 0 ? 30 : 10 + ((i * 13) % 17), i % 4 === 0 ? 'tile' : i % 2 === 0 ? 'felt' : 'tin']);
    await expect(fitted(files.csv(['income', 'roof'], survey), kinds, { method: 'logit' })).rejects.toThrow('column roof=tile, stratum all: no household with it is poor');
  });
});
