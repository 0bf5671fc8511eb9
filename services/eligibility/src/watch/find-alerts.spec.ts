import type { Answer } from '@hearth/contracts';
import { pointsOf, readRules, type Scorecard } from '@hearth/rules';
import { SplitMix } from '@hearth/targeting';
import { shipped } from '@hearth/testing';
import { describe, expect, it } from '@jest/globals';
import { bunchedScores, findAlerts, type Watched } from './find-alerts.ts';
import type { WatchedCase } from './watched-cases.ts';

const { scorecard } = readRules(shipped('child-money-2005-07')) as { scorecard: Scorecard };
const CHOICES: readonly (readonly [string, readonly Answer[]])[] = [
  ['dwelling', ['ger', 'house', 'apartment']], ['heating', ['wood-or-dung', 'coal', 'central-or-electric']], ['electricity', ['grid', 'own-source', 'none']],
  ['head-education', ['none-or-primary', 'lower-secondary', 'upper-secondary', 'higher']], ['head-work', ['paid-work', 'herding', 'pension', 'no-work']], ['livestock', [0, 20, 100, 300]], ['children', [1, 3, 5]], ['vehicle', ['none', 'motorcycle', 'car-or-truck']],
];

/** Households that answer at random, scored as the scorecard says, each by one of ten officers. */
function honest(seed: number, n = 800): WatchedCase[] {
  const draw = new SplitMix(seed);
  return Array.from({ length: n }, (_, i) => {
    const answers = Object.fromEntries(CHOICES.map(([variable, options]) => [variable, options[draw.below(options.length)] ?? null]));
    return scored(`h${i}`, answers, `officer${i % 10}`);
  });
}

function scored(household: string, answers: Record<string, Answer>, officer: string): WatchedCase {
  const { points, threshold } = pointsOf(scorecard, new Map(Object.entries(answers)));
  const contributions = scorecard.variables.map(({ variable }) => ({ variable, answer: answers[variable] ?? null, points: pointsOf({ ...scorecard, variables: scorecard.variables.filter((one) => one.variable === variable) }, new Map(Object.entries(answers))).points ?? 0 }));
  return {
    household, area: `MN-073-04-0${1 + (household.length % 2)}`, ruleSet: 'child-money-2005-07', result: (points ?? 0) > threshold ? 'eligible' : 'ineligible', score: { points: points ?? 0, threshold, contributions }, madeAt: '2026-11-22T00:00:00.000Z',
    versions: [{ origin: 'declared', answers, officer, at: '2026-11-21T00:00:00.000Z', nr: 1 }], poor: null,
  };
}
const watched = (cases: readonly WatchedCase[]): Watched => ({ region: 'MN-073-04', ruleSet: 'child-money-2005-07', cases, scorecardOf: () => scorecard });

describe('what the numbers of a county show', () => {
  it('is nothing where everybody is honest', () => {
    const named = Array.from({ length: 20 }, (_, seed) => findAlerts(watched(honest(seed))).length).filter((n) => n > 0);
    expect(named.length).toBeLessThanOrEqual(3);
  });

  it('is an outcome that was recorded otherwise than the scorecard says, by area, with what the formula itself misses apart', () => {
    const cases = honest(3).map((one, i) => (i === 5 ? { ...one, result: 'eligible', score: { ...one.score, points: one.score.threshold + 1 } } : { ...one, poor: i % 2 === 0 }));
    const [found, ...more] = findAlerts(watched(cases)).filter(({ kind }) => kind === 'misapplied');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ officer: null, formula: 'child-money-2005-07', numbers: { otherScore: 1 } });
    expect(Number(found?.numbers['designExcluded'])).toBeGreaterThan(0);
  });

  it('is an answer missing from a score that was given nevertheless', () => {
    const cases = honest(3).map((one, i) => (i === 5 ? { ...one, result: 'eligible', score: { ...one.score, contributions: one.score.contributions.map((part) => ({ ...part, answer: null })) } } : one));
    expect(findAlerts(watched(cases)).filter(({ kind }) => kind === 'misapplied')).toMatchObject([{ numbers: { otherwiseUndecided: 1 } }]);
  });

  it('is a heap of scores just beside the cut-off of a formula', () => {
    const draw = new SplitMix(2), scores = Array.from({ length: 3000 }, () => ({ score: 10.2 + 0.6 * draw.normal() }));
    const moved = scores.map(({ score }) => ({ score: score >= 10 && score < 10.1 ? 9.95 : score }));
    expect(bunchedScores({ area: '341524', formula: 'f' }, scores, 10, 'below')).toEqual([]);
    expect(bunchedScores({ area: '341524', formula: 'f' }, moved, 10, 'below')).toMatchObject([{ kind: 'bunching', area: '341524', formula: 'f', numbers: { cutoff: 10, outside: 0 } }]);
  });
});
