import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NamedFormula, ScoreStore } from '@hearth/targeting';
import { HandMade, MAP } from '../testing/hand-made.ts';
import { sampleOf } from './from-store.ts';
import { studyOptions } from './options.ts';
import type { StudyResult } from './result.ts';
import { type Progress, study } from './study.ts';

const made = new HandMade();
afterAll(() => { made.remove(); });
const near = (value: number): unknown => expect.closeTo(value, 9);

let formulas: NamedFormula[], found: StudyResult;
const progress: Progress[] = [];
beforeAll(async () => {
  formulas = [{ name: 'x', formula: await made.formula() }, { name: 'upside down', formula: await made.formula(-1) }];
  found = await study(made.file, formulas, studyOptions({ brackets: [0.1] }, MAP), (at) => { progress.push(at); });
});

describe('a study of eight households', () => {
  it('has the tables that a pencil finds', () => {
    expect(found.survey).toMatchObject({ evaluated: 8, undecided: 0, rows: 8, synthetic: true, base: { households: 100, poor: 40, extremePoor: 10 } });
    // Selected: the 1st, 3rd and 4th household, weight 10 + 20 + 10, children 20 + 20 + 30.
    expect(found.tables.coverage[0]).toEqual({ formula: 'x', families: near(40), children: near(70), cost: near(70 * 3000 * 12), coverage: near(40), inclusion: near(25), exclusion: near(25) });
    expect(found.tables.errors[0]).toEqual({
      formula: 'x', families: near(40), poorBeneficiaries: near(30), extremePoorBeneficiaries: near(10), inclusion: near(25), exclusion: near(25), inclusionExtreme: near(75), exclusionExtreme: near(0), leakage: near(300 / 7), cgh: near(20 / 70 / 0.2),
    });
    expect(found.tables.distances[0]).toEqual({ formula: 'x', above: [0, 100, 0, 0], below: [0, 0, 100, 0] });
  });

  it('has brackets both as a cut-off, which takes the 7th household in, and as a tolerance', () => {
    expect(found.brackets[0]).toMatchObject({ formula: 'x', bracket: 0.1, cutoff: { families: near(50), inclusion: near(40), exclusion: near(25) }, tolerance: { inclusion: near(25) } });
  });

  it('counts the quadrants, each household and its weight', () => {
    const { counts, weighted, points, line, cutoff, negated } = found.quadrants['x']!;
    expect(counts).toEqual({ southWest: 2, southEast: 1, northWest: 1, northEast: 4 });
    expect(weighted).toEqual({ southWest: near(30), southEast: near(10), northWest: near(10), northEast: near(50) });
    expect([points.length, line, cutoff, negated]).toEqual([8, Math.log(20), Math.log(19), false]);
  });

  it('draws the errors over all cut-offs, from nobody to everybody', () => {
    expect(found.curve['x']!.at(0)).toEqual({ cutoff: Math.log(15), coverage: near(10), inclusion: near(0), exclusion: near(75) });
    expect(found.curve['x']!.at(-1)).toEqual({ cutoff: Math.log(90), coverage: near(100), inclusion: near(60), exclusion: near(0) });
  });

  it('sets coverage against poverty by area, with and without one of them', () => {
    expect(found.areas).toEqual([{ area: 'A', households: near(40), poor: near(20), povertyRate: near(50), x: near(25), 'upside down': expect.any(Number) }, { area: 'B', households: near(60), poor: near(20), povertyRate: near(100 / 3), x: near(50), 'upside down': expect.any(Number) }]);
    expect(found.correlations[0]).toEqual({ formula: 'x', all: near(-1), without: [{ area: 'A', r: null }, { area: 'B', r: null }] });
  });

  it('says who is wrongly excluded, and what is due to carrying it out', () => {
    expect(found.profile['x']).toMatchObject({ excluded: near(10), reached: near(30), medianShareOfLine: 0.75, rows: [{ variable: 'x', excluded: near(Math.log(30)), reached: near((10 * Math.log(15) + 20 * Math.log(19)) / 30) }] });
    expect(found.actual!['x']).toMatchObject({ both: near(20), onlyActual: near(10), onlyFormula: near(20), neither: near(50) });
  });

  it('squares the correlation of score and ln consumption', () => {
    const [w, y, x] = [[10, 10, 20, 10, 10, 20, 10, 10], [10, 15, 19, 25, 50, 30, 21, 100].map(Math.log), [15, 30, 19, 18, 60, 40, 21.5, 90].map(Math.log)] as const;
    const mean = (of: readonly number[]): number => of.reduce((sum, one, i) => sum + w[i]! * one, 0) / 100, moment = (a: readonly number[], b: readonly number[]): number => mean(a.map((one, i) => (one - mean(a)) * (b[i]! - mean(b))));
    expect(found.formulas.map(({ r2 }) => r2)).toEqual([near(moment(x, y) ** 2 / moment(x, x) / moment(y, y)), near(moment(x, y) ** 2 / moment(x, x) / moment(y, y))]);
  });

  it('is the same again, hash and all, and says how far it is', async () => {
    expect(await study(made.file, formulas, studyOptions({ brackets: [0.1] }, MAP))).toEqual(found);
    expect((await study(made.file, formulas, studyOptions({ brackets: [0.2] }, MAP))).hash).not.toBe(found.hash);
    expect(progress).toEqual(['scoring', 'tables', 'curves', 'areas'].map((what, at) => ({ step: at + 1, of: 4, what })));
  });

  it('has limits, and a programme set against another, where they are asked for', async () => {
    const programme = { formula: 'x', amount: 5, per: 'child' as const, childrenColumn: null, conditions: [], cap: null, against: { formula: null, amount: 5 } };
    const more = await study(made.file, formulas, studyOptions({ replicates: 20, programme }, MAP), undefined, { workers: 0 });
    expect(more.confidence?.rows.find(({ formula, figure }) => formula === 'x' && figure === 'families')).toMatchObject({ estimate: near(40) });
    // 70 children of 150 are paid for; the other eighty lose.
    expect(more.programme).toMatchObject({ children: near(70), costPerMonth: near(350), lose: { children: near(80), money: near(-400) }, gain: { families: 0 } });
    await expect(study(made.file, formulas, studyOptions({ programme: { ...programme, formula: 'y' } }, MAP))).rejects.toThrow('the programme goes by the formula y');
  });

  it('refuses formulas of one name, or of a name that a table has', async () => {
    const named = (...names: string[]): Promise<unknown> => study(made.file, names.map((name) => ({ name, formula: formulas[0]!.formula })), studyOptions({}, MAP));
    await expect(named('x', 'x')).rejects.toThrow('a name of its own');
    await expect(named('poor')).rejects.toThrow('a name of its own');
    await expect(named()).rejects.toThrow('needs a formula');
  });
});

describe('a sample', () => {
  it('is drawn by seed: as many as asked for, each of them a household of the store', () => {
    const store = new ScoreStore(1), households = 5000;
    for (let i = 0; i < households; i++) store.add(1, i + 1, 1, 1, [Float64Array.of(-i)], 0);
    const drawn = (seed: number): number[] => Array.from(sampleOf(store, seed, 100).consumption);
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    expect(new Set(drawn(1)).size).toBe(100);
    const all = sampleOf(store, 1, 100), mean = all.consumption.reduce((sum, one) => sum + one, 0) / 100;
    expect(Array.from(all.scores[0]!)).toEqual(Array.from(all.consumption, (c) => 1 - c));
    // Four standard errors of the mean of a hundred of 1 … 5000.
    expect(Math.abs(mean - 2500)).toBeLessThan(4 * (5000 / Math.sqrt(12) / 10));
    store.close();
  });
});
