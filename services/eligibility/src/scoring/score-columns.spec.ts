import { describe, expect, it } from '@jest/globals';
import { type Formula, type HouseholdAnswers, Scorer } from '@hearth/targeting';
import fc from 'fast-check';
import { scoreAnswers } from '../formula/score-answers.ts';
import { ratioFormula, roomsFormula } from '../testing/formulas.ts';
import { scoresOf } from './score-columns.ts';

const answer = fc.constantFrom('coal', 'gas', 'no', 'yes', 'some', 'none', 'peat', '', null, undefined, 0, 2, 3.5, '4', 'many');
const household: fc.Arbitrary<HouseholdAnswers> = fc.record({ stove: answer, car: answer, herd: answer, rooms: answer, urban: fc.constantFrom(0, 1, '', null, 'urban', 'rural', true, false) }) as fc.Arbitrary<HouseholdAnswers>;
const strata: Formula = { ...roomsFormula(), by: 'stratum', map: { ...roomsFormula().map, stratum: 'car' }, equations: roomsFormula().equations.map((equation, e) => ({ ...equation, stratum: ['no', 'yes'][e] ?? '' })) };

describe('many households at once', () => {
  it.each([['a ratio', ratioFormula()], ['equations of town and country', roomsFormula()], ['equations by stratum', strata]])('have the scores they have one by one: %s', (_, formula) => {
    const scorer = new Scorer(formula);
    fc.assert(fc.property(fc.array(household, { minLength: 1, maxLength: 20 }), (households) => {
      expect([...scoresOf(scorer, households)].map((score) => (Number.isNaN(score) ? null : score))).toEqual(households.map((answers) => scoreAnswers(formula, answers).score));
    }), { numRuns: 300 });
  });
});
