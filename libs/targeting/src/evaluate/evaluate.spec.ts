import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitted, mapOf, SurveyFolder } from '../testing/surveys.ts';
import type { Formula } from '../formula/formula.ts';
import { baseOf, byBudget, compareFormulas, figuresOf, type CompareOptions, type Selection } from './compare.ts';
import { FigureSums, type Lines } from './figures.ts';
import { ascending, budgetShares } from './population.ts';
import { ScoreStore } from './score-store.ts';
import { scoreSurvey } from './score-survey.ts';
import { weightedRank } from './weighted-rank.ts';

const files = new SurveyFolder();
afterAll(() => { files.remove(); });
const OPTIONS: CompareOptions = { budget: 'poor', unit: 'household', line: 20, extremeLine: 10, amount: 3000, bottom: 0.2, bracket: 0 };

interface One { readonly weight: number; readonly income: number; readonly score: number; readonly children?: number }
function storeOf(households: readonly One[], heldBytes?: number): ScoreStore {
  const store = new ScoreStore(1, heldBytes);
  for (const { weight, income, score, children = 1 } of households) store.add(weight, income, children, 1, [Float64Array.of(score)], 0);
  return store;
}
/** A formula that calls the lowest scores the poorest. */
const RANKING = { eligibility: { poorest: 'lowest', when: 'below', cutoff: 0 } } as Formula;
const poorest = { ...RANKING, eligibility: { ...RANKING.eligibility, poorest: 'highest' } } as Formula;

describe('the ten-person economy', () => {
  const incomes = [6, 8, 11, 15, 21, 25, 30, 40, 50, 100];
  /** Inclusion, exclusion and the index for the bottom 20 %, with the given line. */
  const judged = (selected: readonly number[], line: number): (number | null)[] => {
    const sums = new FigureSums({ line, extremeLine: null, bottom: 0.2, bottomUpTo: 8, bracket: 0 });
    for (const [i, income] of incomes.entries()) sums.add(1, 1, income, 1, selected.includes(i + 1) ? 1 : 0);
    const { inclusion, exclusion, cgh } = sums.figures(1, null);
    return [inclusion, exclusion, cgh];
  };
  const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  it.each([[[1, 2], 0, 50, 5], [[2, 3], 0, 50, 2.5], [[3, 4], 0, 50, 0], [ALL, 60, 0, 1]])('selecting %j: inclusion %d %, exclusion %d %, index %d', (selected, inclusion, exclusion, index) => { expect(judged(selected, 20)).toEqual([inclusion, exclusion, index]); });
  it.each([[[1, 2], 0, 0], [[2, 3], 50, 50], [[3, 4], 100, 100], [ALL, 80, 0]])('against the poorest two, selecting %j: %d and %d', (selected, inclusion, exclusion) => { expect(judged(selected, 10).slice(0, 2)).toEqual([inclusion, exclusion]); });

  it('comes out of a survey in CSV too', async () => {
    const map = mapOf({ weight: 'w', extremeLine: 10 }), path = files.csv(['w', 'income', 'x'], incomes.map((income, i) => [1, income, i]));
    const formula = await fitted(path, map, { method: 'ols' }), { store } = await scoreSurvey(path, map, [formula]);
    const { rows: [row], base } = compareFormulas(store, [{ name: 'x', formula }], { ...OPTIONS, budget: 2 });
    expect(base).toEqual({ units: 10, poor: 4, extremePoor: 2, households: 10, children: 10 });
    expect(row).toMatchObject({ families: 2, inclusion: 0, exclusion: 50, inclusionExtreme: 0, exclusionExtreme: 0, cgh: 5, coverage: 20, cost: 2 * 3000 * 12 });
  });
});

describe('the same budget', () => {
  const households = fc.array(fc.record({ weight: fc.double({ min: 0.01, max: 1000, noNaN: true }), income: fc.integer({ min: 1, max: 60 }), score: fc.integer({ min: -5, max: 5 }) }), { minLength: 2, maxLength: 60 }).filter((all) => all.some(({ income }) => income < 20));

  it('selecting as much weight as is poor makes inclusion error = exclusion error, to 1e-15', () => {
    fc.assert(fc.property(households, fc.constantFrom(RANKING, poorest), (all, formula) => {
      const store = storeOf(all), { poor } = baseOf(store, OPTIONS);
      const { inclusion, exclusion } = figuresOf(store, 0, byBudget(store, 0, formula, 'household', poor), { ...OPTIONS, bottomUpTo: 0 }, OPTIONS, poor);
      expect(Math.abs(inclusion! - exclusion!)).toBeLessThanOrEqual(1e-15);
    }), { numRuns: 300 });
  });

  it('takes the same weight whatever the order of rows, and exactly the budget', () => {
    fc.assert(fc.property(households, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
      const total = all.reduce((sum, { weight }) => sum + weight, 0), budget = share * total;
      const taken = (list: readonly One[]): { all: number; of: Selection } => { const store = storeOf(list), of = byBudget(store, 0, RANKING, 'household', budget); return { of, all: list.reduce((sum, one) => sum + one.weight * of(one.score), 0) }; };
      const there = taken(all), back = taken(all.toReversed());
      expect(there.all / budget).toBeCloseTo(1, 9);
      for (const { score } of all) expect(back.of(score)).toBeCloseTo(there.of(score), 6);
    }));
  });

  it('in memory and in passes select the same', () => {
    fc.assert(fc.property(households, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(1 as const, -1 as const), (all, share, sign) => {
      const scores = Float64Array.from(all, ({ score }) => score), weights = Float64Array.from(all, ({ weight }) => weight), budget = share * weights.reduce((sum, w) => sum + w, 0);
      const passes = byBudget(storeOf(all), 0, sign === 1 ? RANKING : poorest, 'household', budget), memory = budgetShares(ascending(scores, sign), scores, weights, budget);
      for (const [i, { score, weight }] of all.entries()) expect(weight * passes(score)).toBeCloseTo(weight * memory[i]!, 6);
    }));
  });

  it('beyond everybody selects everybody', () => {
    const store = storeOf([{ weight: 2, income: 5, score: 1 }, { weight: 3, income: 30, score: 2 }]);
    expect(figuresOf(store, 0, byBudget(store, 0, RANKING, 'household', 99), { ...OPTIONS, bottomUpTo: 0 }, OPTIONS, 99)).toMatchObject({ families: 5, inclusion: 60, exclusion: 0, coverage: 100 });
  });
});

describe('passes over stored households', () => {
  it('find the value at which a weight is reached, as sorting does', () => {
    fc.assert(fc.property(fc.array(fc.record({ weight: fc.integer({ min: 1, max: 50 }), income: fc.constant(1), score: fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, Number.POSITIVE_INFINITY)) }), { minLength: 1, maxLength: 50 }), fc.double({ min: 0.001, max: 1, noNaN: true }), (all, share) => {
      const goal = Math.ceil(share * all.reduce((sum, { weight }) => sum + weight, 0)), store = storeOf(all);
      const rank = weightedRank(() => store.chunks(), (chunk) => ({ values: chunk.scores[0]!, weight: (i) => chunk.weight[i]!, sign: 1 }), goal)!;
      const sorted = all.toSorted((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0));
      let reached = 0;
      const value = sorted.find(({ weight }) => (reached += weight) >= goal)!.score;
      expect(rank.value + 0).toBe(value + 0);
      expect([rank.below, rank.at]).toEqual([all.filter(({ score }) => score < value).reduce((sum, { weight }) => sum + weight, 0), all.filter(({ score }) => score === value).reduce((sum, { weight }) => sum + weight, 0)]);
    }), { numRuns: 300 });
  });

  it('spill to a file beyond the memory given, and give the same figures', () => {
    const all = Array.from({ length: 200_000 }, (_, i) => ({ weight: 1 + (i % 7), income: 1 + ((i * 7919) % 97), score: (i * 104_729) % 1009, children: 1 + (i % 3) }));
    const held = storeOf(all), spilled = storeOf(all, 0), lines: Lines = { line: 20, extremeLine: 10, bottom: 0.2, bottomUpTo: 15, bracket: 0.1 };
    const figures = (store: ScoreStore): unknown => figuresOf(store, 0, byBudget(store, 0, RANKING, 'child', 50_000), lines, { ...OPTIONS, unit: 'child' }, 50_000);
    expect(spilled.households).toBe(200_000);
    expect(figures(spilled)).toEqual(figures(held));
    spilled.close();
  });
});

describe('figures', () => {
  it('part the errors by distance to the line as the conventions do, edges included', () => {
    const sums = new FigureSums({ line: 10, extremeLine: null, bottom: 0.2, bottomUpTo: 0, bracket: 0.2 });
    for (const income of [10, 12, 12.1, 15, 15.1, 20, 20.1]) sums.add(1, 1, income, 1, 1);
    for (const income of [9.999, 9, 8.9, 8, 7.9, 7, 6.9, 1]) sums.add(1, 1, income, 1, 0);
    const { above, below, inclusionBeyondBracket } = sums.figures(1, null);
    expect(above.map((share) => (share! * 7) / 100)).toEqual([2, 2, 2, 1].map((count) => expect.closeTo(count, 12)));
    expect(below.map((share) => (share! * 8) / 100)).toEqual([2, 2, 2, 2].map((count) => expect.closeTo(count, 12)));
    expect(inclusionBeyondBracket).toBeCloseTo((100 * 6) / 7, 12);
  });

  it('are null where there is nothing to divide by', () => {
    expect(new FigureSums({ line: 10, extremeLine: null, bottom: 0.2, bottomUpTo: 0, bracket: 0 }).figures(1, null)).toMatchObject({ inclusion: null, exclusion: null, inclusionExtreme: null, cgh: null, above: [null, null, null, null] });
  });

  it('count children and persons when asked, leave out families without children, and show both brackets', async () => {
    const map = mapOf({ children: 'kids', size: 'n', weight: 'w' }), path = files.csv(['w', 'income', 'x', 'kids', 'n'], [[1, 8, 1, 2, 4], [1, 12, 2, 1, 3], [1, 22, 3, 3, 5], [1, 60, 5, 1, 3], [1, 5, 0, 0, 1], [2, 25, 4, 2, 5]]);
    const formula = await fitted(path, map, { method: 'ols' }), { store } = await scoreSurvey(path, map, [formula], ['size']);
    expect(baseOf(store, OPTIONS)).toEqual({ units: 6, poor: 2, extremePoor: 1, households: 6, children: 11 });
    expect([baseOf(store, { ...OPTIONS, unit: 'child' }).units, baseOf(store, { ...OPTIONS, unit: 'person' }).units]).toEqual([11, 25]);
    const { rows: [row] } = compareFormulas(store, [{ name: 'x', formula }], { ...OPTIONS, budget: null, bracket: 1 }), cutoff = Math.log(20), selected = (score: number): boolean => score < cutoff;
    expect(row!.bracket).toMatchObject({ bracket: 1, tolerance: { inclusion: 0 }, cutoff: { families: expect.any(Number) } });
    expect(row!.bracket!.cutoff!.families).toBeGreaterThan(row!.families);
    expect([row!.families > 0, row!.questions, selected(cutoff)]).toEqual([true, 1, false]);
  });

  it('need somebody poor', () => { expect(() => compareFormulas(storeOf([{ weight: 1, income: 50, score: 1 }]), [{ name: 'x', formula: RANKING }], OPTIONS)).toThrow('no household evaluated is below the line of 20'); });
});
