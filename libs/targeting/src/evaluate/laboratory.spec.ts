import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fitNeeds } from '../fit/options.ts';
import { readSurvey } from '../survey/survey.ts';
import { fitted, mapOf, SurveyFolder } from '../testing/surveys.ts';
import { areaTable } from './area.ts';
import { judgeSurvey, type Judged } from './judge.ts';
import { outOfSample } from './out-of-sample.ts';
import { actualAgainstFormula, excludedProfile } from './profile.ts';
import { errorCurve, quadrants } from './quadrants.ts';
import { scoreFile } from './score-file.ts';
import { simulateProgramme } from './simulate.ts';

const files = new SurveyFolder();
afterAll(() => { files.remove(); });

// Six households, incomes per head; x ranks them 1 < 2 < … but the fifth is poor and ranked rich.
const map = mapOf({ household: 'h', weight: 'w', size: 'n', children: 'kids', area: 'place', beneficiary: 'paid', extremeLine: 10 });
const header = ['h', 'w', 'n', 'kids', 'place', 'paid', 'income', 'x', 'roof'];
const rows: (string | number)[][] = [['a', 1, 4, 2, 'north', 1, 6, 1, 'felt'], ['b', 1, 2, 1, 'north', 0, 12, 2, 'felt'], ['c', 2, 5, 3, 'south', 1, 25, 3, 'tin'], ['d', 1, 4, 1, 'south', 1, 40, 5, 'tin'], ['e', 1, 3, 2, 'south', 0, 16, 6, 'tin'], ['f', 1, 2, 0, 'north', 0, 9, 1, 'felt']];
const path = files.csv(header, rows);
let judged: Judged;
beforeAll(async () => { judged = await judgeSurvey(path, map, await fitted(path, map, { method: 'ols' }), 20, 'poor'); });

it('a budget of nothing selects nobody, so it is refused', async () => {
  const formula = await fitted(path, map, { method: 'ols' });
  await expect(judgeSurvey(path, map, formula, 20, 0)).rejects.toThrow('the budget is 0; it must be above 0');
  await expect(judgeSurvey(path, map, formula, 5, 'poor')).rejects.toThrow('no household evaluated is below the line of 5');
});

it('families without children are not evaluated', () => { expect(judged.survey.household).toEqual(['a', 'b', 'c', 'd', 'e']); });

it('the quadrants count households once each, and weighted', () => {
  expect(quadrants(judged).count).toEqual({ southWest: 2, northWest: 1, southEast: 0.5, northEast: 1.5 });
  expect(quadrants(judged).weighted).toEqual({ southWest: 2, northWest: 1, southEast: 1, northEast: 2 });
  expect(quadrants(judged, 2).points.length).toBeLessThanOrEqual(2);
});

it('the curve ends where everybody is selected', () => {
  const curve = errorCurve(judged);
  expect(curve.at(-1)).toMatchObject({ coverage: 100, exclusion: 0, inclusion: 50 });
  expect(curve.map(({ exclusion }) => exclusion)).toEqual(curve.map(({ exclusion }) => exclusion).toSorted((a, b) => b - a));
});

it('areas: coverage beside poverty, and their correlation with and without one', () => {
  const { rows: [north, south], correlation } = areaTable(judged, 100);
  expect([north, south]).toEqual([expect.objectContaining({ area: 'north', coverage: 100, poverty: 100, families: 2, children: 3, cost: 3600 }), expect.objectContaining({ area: 'south', coverage: 25, poverty: 25, exclusion: 100, inclusion: 100 })]);
  expect([correlation.all, correlation.without[0]]).toEqual([expect.closeTo(1, 12), { area: 'north', correlation: null }]);
});

it('who the wrongly excluded are', () => {
  expect(excludedProfile(judged)).toMatchObject({ excluded: 1, reached: 2, medianShareOfLine: 0.8, rows: [{ variable: 'x', level: null, excluded: 6, reached: 1.5 }] });
});

it('errors of carrying out apart from errors of the formula', () => {
  expect(actualAgainstFormula(judged)).toMatchObject({ both: 2, onlyActual: 2, onlyFormula: 1, neither: 1, actual: { inclusion: 75, exclusion: expect.closeTo(200 / 3, 12) }, design: { inclusion: expect.closeTo(100 / 3, 12) } });
});

describe('a programme', () => {
  const universal = { formula: null, amount: 4, per: 'child' as const, childrenColumn: null, conditions: [], cap: null };

  it('is worked out by hand: cost, poverty and gap with and without', async () => {
    const { families, children, costPerMonth, costPerYear, poverty, gain, lose, paymentShareOfLine } = await simulateProgramme(path, map, universal, null, 20);
    expect([families, children, costPerMonth, costPerYear]).toEqual([6, 12, 48, 576]);
    // Persons: 4 + 2 + 10 + 4 + 3 + 2 = 25; poor are a, b, e, f.
    expect(poverty.without).toEqual({ households: (100 * 4) / 7, persons: (100 * 11) / 25, gap: expect.closeTo((100 * (4 * 0.7 + 2 * 0.4 + 3 * 0.2 + 2 * 0.55)) / 25, 12) });
    expect(poverty.with.gap).toBeCloseTo((100 * (4 * (12 / 20) + 2 * (6 / 20) + 3 * ((4 - 8 / 3) / 20) + 2 * 0.55)) / 25, 12);
    expect([gain, lose, poverty.against, paymentShareOfLine]).toEqual([{ families: 6, children: 12, money: 48 }, { families: 0, children: 0, money: 0 }, null, expect.closeTo(8 / 20, 12)]);
  });

  it('set against the one in force says who gains and who loses, under conditions and a cap', async () => {
    const formula = await fitted(path, map, { method: 'ols' }), felt = { ...universal, conditions: [{ column: 'roof', oneOf: ['felt'] }] };
    expect(await simulateProgramme(path, map, felt, universal, 20)).toMatchObject({ families: 2, children: 3, costPerMonth: 12, gain: { families: 0 }, lose: { families: 4, children: 9, money: -36 } });
    const capped = await simulateProgramme(path, map, { ...universal, formula, cap: 10 }, null, 20);
    expect([capped.capped, capped.costPerMonth]).toEqual([true, expect.closeTo(10, 12)]);
    expect(capped.families).toBeCloseTo(1 + 2 / 4, 12);
    const kinds = mapOf({ size: 'n', variables: [{ column: 'roof', kind: 'category' }, { column: 'x', kind: 'numeric' }] }), strange = files.csv(header, rows.map((row, i) => (i === 3 ? [...row.slice(0, -1), 'glass'] : row)));
    expect(await simulateProgramme(strange, kinds, { ...universal, formula: await fitted(path, kinds, { method: 'ols' }) }, null, 20)).toMatchObject({ undecided: 1 });
    await expect(simulateProgramme(path, map, { ...universal, cap: 10 }, null, 20)).rejects.toThrow('a cap needs a formula');
    await expect(simulateProgramme(path, map, { ...universal, childrenColumn: 'babies' }, null, 20)).rejects.toThrow('column babies: the file has no such column');
  });
});

it('scores go out as CSV, undecided households among them', async () => {
  const formula = await fitted(path, map, { method: 'ols' }), file = files.csv(['h', 'x'], [['p', 1], ['"q, r"', '']]);
  let text = '';
  const result = await scoreFile(file, map, formula, (more) => { text += more; return Promise.resolve(); });
  const score = formula.equations[0]!.coefficients[0]!.estimate + formula.equations[0]!.coefficients[1]!.estimate;
  expect(text).toBe(`household,score,predicted,eligible\np,${score},${Math.exp(score)},true\n"q, r",,,undecided\n`);
  expect(result).toEqual({ rows: 2, eligible: 1, undecided: 1 });
});

describe('out of sample', () => {
  const header2 = ['fold', 'p', 'income', 'x'], many = Array.from({ length: 60 }, (_, i) => [i % 3, `p${i % 12}`, Math.exp(3 + ((i * 7) % 11) / 5 - 1), ((i * 7) % 11) + ((i * 3) % 5)]);
  const columns = mapOf({ cluster: 'p' }), OPTIONS = { budget: 'poor' as const, unit: 'household' as const, line: 20, extremeLine: null, amount: 1, bottom: 0.2, bracket: 0 };
  const read = async (file: string): Promise<Awaited<ReturnType<typeof readSurvey>>> => readSurvey(file, columns, { roles: new Set([...fitNeeds(columns, { method: 'ols' }).roles, 'fold']), variables: columns.variables });

  it('a fold column wins, else whole clusters are dealt by seed', async () => {
    const given = outOfSample(await read(files.csv(header2, many)), { method: 'ols', se: 'classic' }, OPTIONS, 7, 1);
    const dealt = outOfSample(await read(files.csv(header2.slice(1), many.map((row) => row.slice(1)))), { method: 'ols', se: 'classic' }, OPTIONS, 4, 1);
    expect([given.folds, dealt.folds, given.households, dealt.undecided]).toEqual([3, 4, 60, 0]);
    expect(given.figures.inclusion).toBe(given.figures.exclusion);
  });

  it('predicts worse than in the sample', async () => {
    const survey = await read(files.csv(header2, many)), { meanSquaredError } = outOfSample(survey, { method: 'ols', se: 'classic' }, OPTIONS, 3, 1);
    const inSample = await fitted(files.csv(header2, many), columns, { method: 'ols', se: 'classic' }), y = survey.logConsumption!, mean = y.reduce((sum, one) => sum + one, 0) / y.length;
    const mse = (1 - inSample.equations[0]!.r2!) * (y.reduce((sum, one) => sum + (one - mean) ** 2, 0) / y.length);
    expect(meanSquaredError!).toBeGreaterThan(mse);
  });
});

it('a file with a header alone is refused', async () => {
  await expect(fitted(files.csv(['income', 'x'], []), mapOf(), { method: 'ols' })).rejects.toThrow('no household is left to work with; 0 of 0 rows');
});
