import { evaluate, readCase, readRules } from '@hearth/rules';
import { type Formula, sealed } from '@hearth/targeting';
import { caseOf, person, shipped } from '@hearth/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ratioFormula, roomsFormula } from '../testing/formulas.ts';
import { answersFor, scoreAnswers } from './score-answers.ts';
import { scorecardOf } from './scorecard.ts';

/** Of two questions everywhere, and of the number of children. */
function everywhere(): Formula {
  const { hash: _, ...ratio } = ratioFormula(8_000);
  const [stove, car] = ratio.variables, children = { name: 'children', column: 'children', kind: 'numeric', base: null, powers: [], only: null, levels: [] } as const;
  if (!stove || !car) throw new Error('the ratio formula asks about stove and car');
  const weights = [0, 1, 2].map((n) => ({ variable: 'children', level: String(n), weight: 7_000 + 4_000 * n, ratio: 0.7 + 0.4 * n }));
  return sealed({ ...ratio, variables: [stove, car, children], map: { ...ratio.map, children: 'children' }, weights: [...ratio.weights.filter(({ variable }) => variable !== 'herd'), ...weights] });
}

const document = shipped('child-money-2005-07');
const rulesWith = (scorecard: object): ReturnType<typeof readRules> => readRules({ ...document, eligibility: { ...document.eligibility, scorecard, conditions: (document.eligibility['conditions'] as { rule: string }[]).filter(({ rule }) => rule === 'poor-by-score') } });
const answer = (...levels: string[]): fc.Arbitrary<string | null> => fc.constantFrom(...levels, null);

describe('a formula of ratios as a scorecard', () => {
  it('says of every household what the formula says', () => {
    const formula = everywhere(), rules = rulesWith(scorecardOf(formula));
    fc.assert(fc.property(answer('coal', 'gas', 'peat'), answer('no', 'yes'), fc.integer({ min: 0, max: 3 }), (stove, car, children) => {
      const answers = { stove, car };
      const members = [person('a', 'head', '1980-01-01'), ...Array.from({ length: children }, (_, i) => person(`c${i}`, 'child', '2015-01-01'))];
      const byRules = evaluate(rules, readCase(caseOf('MN-073-04-01', members, { answers })));
      const byFormula = scoreAnswers(formula, answersFor(formula, { urban: false, members: { size: 1 + children, children }, answers }));
      const byScore = byRules.trace.find(({ rule }) => rule === 'poor-by-score')?.result ?? null;
      expect(byScore).toBe(byFormula.eligible);
      const points = byFormula.score === null ? null : Math.round(byFormula.score * 30_000);
      expect(points === null ? null : byRules.score?.points).toBe(points);
    }), { numRuns: 200 });
  });

  it.each([['a regression', roomsFormula()], ['questions of the country alone', ratioFormula()]])('is refused for %s', (_, formula) => { expect(() => scorecardOf(formula)).toThrow(/cannot be written as the scorecard/); });
});
