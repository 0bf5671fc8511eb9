import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitNeeds } from '../fit/options.ts';
import { fitFormula } from '../fit/fit.ts';
import { readSurvey } from '../survey/survey.ts';
import { mapOf, NOTES, SurveyFolder } from '../testing/surveys.ts';
import { Scorer } from './scorer.ts';
import { ScoringMatrix } from './scoring-matrix.ts';

const files = new SurveyFolder();
afterAll(() => { files.remove(); });

it('adds columns up as a plain loop does, to the last bit, whatever the numbers of rows and columns', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2100 }), fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), (n, width, constant) => {
    const matrix = new ScoringMatrix(n, width), slopes = Float64Array.from({ length: width }, (_, c) => Math.sin(c + 1) * 3);
    for (let c = 0; c < width; c++) matrix.column(c).set(Float64Array.from({ length: n }, (_, i) => Math.cos(i * (c + 1)) * 10));
    const plain = Float64Array.from({ length: n }, (_, i) => { let sum = constant; for (let c = 0; c < width; c++) sum += slopes[c]! * matrix.column(c)[i]!; return sum; });
    expect(Buffer.from(matrix.scores(constant, slopes).slice().buffer).equals(Buffer.from(plain.buffer))).toBe(true);
  }), { numRuns: 60 });
});

it('scores a fitted formula as the scorer does', async () => {
  const map = mapOf({ variables: [{ column: 'x', kind: 'numeric', powers: [2] }, { column: 'roof', kind: 'category' }] });
  const path = files.csv(['income', 'x', 'roof'], Array.from({ length: 50 }, (_, i) => [10 + ((i * 13) % 29), (i * 7) % 11, ['felt', 'tin', 'tile'][(i * 5) % 3]!]));
  const survey = await readSurvey(path, map, fitNeeds(map, { method: 'ols' })), formula = fitFormula(survey, { method: 'ols' }, NOTES);
  const { matrix, constant, slopes } = ScoringMatrix.of(formula, survey, map.variables), scores = matrix.scores(constant, slopes);
  for (const [i, score] of new Scorer(formula).score(survey).entries()) expect(scores[i]).toBeCloseTo(score, 13);
  expect(() => ScoringMatrix.of({ ...formula, equations: [] }, survey, map.variables)).toThrow('one linear equation');
});
