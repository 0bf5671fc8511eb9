import { beforeAll, describe, expect, it } from '@jest/globals';
import { MARGINS, syntheticSurvey } from '../synthetic/survey.ts';
import { reproducePaper, type PaperResult } from './reproduce.ts';

describe('the paper on the synthetic survey', () => {
  let result: PaperResult;
  beforeAll(async () => { result = await reproducePaper(); });

  it('keeps the paper’s orderings', () => { expect(result.orderings.filter(({ holds }) => !holds)).toEqual([]); });
  it('comes within 4 points of every percentage of Table 3', () => { expect(result.table3.filter(({ unit, deviation }) => unit === '%' && Math.abs(deviation) > 4)).toEqual([]); });
  it('has the paper’s base', () => {
    const { households, poor, extremePoor } = result.base;
    expect([households, poor, extremePoor].map((weight) => Math.round(weight!))).toEqual([MARGINS.withChildren, MARGINS.poor, MARGINS.extremePoor]);
  });
  it('has every cell of the three tables', () => { expect([result.table2.length, result.table3.length, result.table4.length]).toEqual([12, 28, 32]); });
});

it('the synthetic survey is the same for the same seed', () => {
  const { csv } = syntheticSurvey();
  expect(syntheticSurvey().csv).toBe(csv);
  expect(syntheticSurvey(1).csv).not.toBe(csv);
  expect(csv.split('\n').length - 2).toBe(MARGINS.households);
});
