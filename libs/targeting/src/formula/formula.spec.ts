import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitNeeds, type FitOptions } from '../fit/options.ts';
import { fitFormula } from '../fit/fit.ts';
import { variablePlaces } from '../evaluate/score-survey.ts';
import { SplitMix } from '../random.ts';
import { readSurvey, type Survey } from '../survey/survey.ts';
import { householdsAt } from '../survey/survey-columns.ts';
import { mapOf, NOTES, SurveyFolder } from '../testing/surveys.ts';
import { explainScore, type HouseholdAnswers } from './explain.ts';
import { METHODS, type Formula } from './formula.ts';
import { Scorer } from './scorer.ts';
import { canonicalJson, readFormula } from './seal.ts';

const files = new SurveyFolder();
afterAll(() => { files.remove(); });

const map = mapOf({
  stratum: 's', urban: 'u', cluster: 'p', line: 20,
  variables: [{ column: 'size', kind: 'numeric', powers: [2] }, { column: 'wall', kind: 'category' }, { column: 'tv', kind: 'numeric' }, { column: 'car', kind: 'numeric' }, { column: 'age', kind: 'numeric' }, { column: 'herd', kind: 'category', only: 'rural' }],
});
const header = ['s', 'u', 'p', 'income', 'size', 'wall', 'tv', 'car', 'age', 'herd'];
const random = new SplitMix(3);
const rows = Array.from({ length: 240 }, (_, i) => {
  const rural = i % 2, size = 1 + random.below(7), wall = ['brick', 'felt', 'wood'][random.below(3)]!, tv = random.below(2), car = random.below(2), age = 20 + random.below(50), herd = rural ? ['none', 'some', 'many'][random.below(3)]! : '';
  return [rural ? 'country' : 'town', 1 - rural, `p${i % 12}`, Math.exp(3.2 - 0.2 * size + 0.3 * tv + 0.4 * car + (herd === 'many' ? 0.4 : 0) + (wall === 'brick' ? 0.3 : 0) + 0.4 * random.normal()), size, wall, tv, car, age, herd] as (string | number)[];
});
const path = files.csv(header, rows);
const survey = async (options: FitOptions): Promise<Survey> => readSurvey(path, map, { ...fitNeeds(map, options), roles: new Set([...fitNeeds(map, options).roles, 'urban']) });
const fit = async (options: FitOptions): Promise<{ formula: Formula; read: Survey; scores: Float64Array }> => {
  const read = await survey(options), formula = fitFormula(read, options, NOTES);
  return { formula, read, scores: new Scorer(formula).score(read, variablePlaces(formula, map.variables)) };
};
const answersOf = (i: number): HouseholdAnswers => Object.fromEntries(header.map((column, c) => [column, rows[i]![c]!]));

describe('every kind of formula', () => {
  it.each(METHODS)('%s explains each score: the parts add up to it', async (method) => {
    const { formula, scores } = await fit({ method });
    for (const i of [0, 1, 17, 42, 239]) {
      const { score, contributions, constant, eligible, undecided } = explainScore(formula, answersOf(i));
      expect([score, undecided, eligible]).toEqual([scores[i], [], new Scorer(formula).eligible(scores[i]!)]);
      const sum = contributions.reduce((total, { contribution }) => total + contribution, constant);
      const asScore = method === 'prr' ? sum / (10_000 * formula.variables.filter(({ only }) => only === null || rows[i]![1] === 0).length) : method === 'logit' ? 1 / (1 + Math.exp(-sum)) : sum;
      expect(asScore).toBeCloseTo(score!, 12);
    }
  });

  it('is undecided by name where it is not known whether a household lives in town, and reads the same words as a survey', async () => {
    for (const options of [{ method: 'prr' }, { method: 'ols', by: 'urban' }] as const) {
      const { formula } = await fit(options), answers = answersOf(1);
      for (const urban of ['', 'perhaps', null]) expect(explainScore(formula, { ...answers, u: urban })).toMatchObject({ score: null, eligible: null, undecided: expect.arrayContaining(['u']) });
      expect(explainScore(formula, { ...answersOf(0), u: 'T' }).score).toBe(explainScore(formula, answersOf(0)).score);
    }
    const { formula } = await fit({ method: 'ols' });
    expect(explainScore(formula, { ...answersOf(0), s: 'village' })).toMatchObject({ score: null, equation: null, undecided: ['s'] });
  });

  it.each(METHODS)('%s scores a household the same wherever its row is', async (method) => {
    const { formula, read, scores } = await fit({ method }), scorer = new Scorer(formula), at = variablePlaces(formula, map.variables);
    fc.assert(fc.property(fc.shuffledSubarray(Array.from({ length: read.n }, (_, i) => i), { minLength: 1 }), (order) => {
      expect([...scorer.score(householdsAt(read, order), at)]).toEqual(order.map((i) => scores[i]));
    }), { numRuns: 8 });
  });

  it.each(METHODS)('%s is the same formula when the rows of its survey are in another order, within rounding', async (method) => {
    const { read, scores } = await fit({ method }), order = Array.from({ length: read.n }, (_, i) => read.n - 1 - i), turned = householdsAt(read, order);
    const formula = fitFormula(turned, { method }, NOTES), again = new Scorer(formula).score(turned, variablePlaces(formula, map.variables));
    for (const [at, i] of order.entries()) expect(again[at]).toBeCloseTo(scores[i]!, 9);
  });

  it.each(METHODS)('%s is undecided when an answer is missing or unknown, never silently something else', async (method) => {
    const { formula } = await fit({ method });
    for (const wall of [null, 'straw']) expect(explainScore(formula, { ...answersOf(1), wall })).toMatchObject({ score: null, predicted: null, eligible: null, undecided: expect.arrayContaining(['wall']) });
    expect(explainScore(formula, { ...answersOf(1), size: '' })).toMatchObject({ score: null, undecided: expect.arrayContaining(['size']) });
  });
});

describe('the seal', () => {
  it('holds: a formula that was changed is refused', async () => {
    const { formula } = await fit({ method: 'prr' }), text = JSON.stringify(formula);
    expect(readFormula(text, 'f.json')).toEqual(JSON.parse(text));
    expect(() => readFormula(text.replace('"weight":', '"weight":1'), 'f.json')).toThrow('formula f.json: was changed since it was made');
    expect(() => readFormula('{', 'f.json')).toThrow('is not JSON');
    expect(() => readFormula('{"method":"ols"}', 'f.json')).toThrow('by is missing or wrong');
  });

  it('is over canonical JSON, whatever the order of keys', () => {
    expect(canonicalJson({ b: [1, 1e21, 0.5, null], a: { é: 'x', d: undefined }, A: true })).toBe('{"A":true,"a":{"é":"x"},"b":[1,1e+21,0.5,null]}');
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('not allowed');
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))); }));
  });
});

describe('the poverty risk ratio', () => {
  it('has, for every variable, a weighted mean of exactly 1 over the households that are asked', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ w: fc.integer({ min: 1, max: 900 }), a: fc.constantFrom('k', 'l', 'm'), b: fc.constantFrom('x', 'y'), poor: fc.boolean(), town: fc.boolean() }), { minLength: 2, maxLength: 40 }).filter((all) => all.some(({ poor }) => poor) && all.some(({ poor, town }) => poor && !town)), async (all) => {
      const prr = mapOf({ weight: 'w', urban: 'town', variables: [{ column: 'a', kind: 'category' }, { column: 'b', kind: 'category', only: 'rural' }] });
      const file = files.csv(['w', 'income', 'a', 'b', 'town'], all.map(({ w, a, b, poor, town }) => [w, poor ? 10 : 30, a, b, town ? 1 : 0]));
      const { weights } = fitFormula(await readSurvey(file, prr, fitNeeds(prr, { method: 'prr' })), { method: 'prr' }, NOTES);
      for (const [variable, asked] of [['a', all], ['b', all.filter(({ town }) => !town)]] as const) {
        const ratio = (level: string): number => weights.find((one) => one.variable === variable && one.level === level)!.ratio;
        const total = asked.reduce((sum, { w }) => sum + w, 0), mean = asked.reduce((sum, one) => sum + one.w * ratio(one[variable]), 0) / total;
        expect(mean).toBeCloseTo(1, 12);
      }
    }), { numRuns: 60 });
  });

  it('is eligible above 1 to the last digit: a sum of exactly 10⁴ for each variable is not', async () => {
    const even = mapOf({ variables: [{ column: 'a', kind: 'category' }, { column: 'b', kind: 'category' }, { column: 'c', kind: 'category' }] });
    const file = files.csv(['income', 'a', 'b', 'c'], Array.from({ length: 40 }, (_, i) => [i % 2 ? 10 : 30, i % 4 < 2 ? 'k' : 'l', 'same', i % 2 ? 'x' : 'y']));
    const formula = fitFormula(await readSurvey(file, even, fitNeeds(even, { method: 'prr' })), { method: 'prr' }, NOTES);
    expect(formula.weights.filter(({ variable }) => variable !== 'c').map(({ weight }) => weight)).toEqual([10_000, 10_000, 10_000]);
    const verdict = (c: string): boolean | null => explainScore(formula, { a: 'k', b: 'same', c }).eligible;
    expect([verdict('x'), verdict('y')]).toEqual([true, false]);
    const two = fitFormula(await readSurvey(file, { ...even, variables: even.variables.slice(0, 2) }, { ...fitNeeds(even, { method: 'prr' }), variables: even.variables.slice(0, 2) }), { method: 'prr' }, NOTES);
    expect(explainScore(two, { a: 'k', b: 'same' })).toMatchObject({ score: 1, eligible: false });
  });
});
