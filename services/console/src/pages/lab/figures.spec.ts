import { describe, expect, it } from '@jest/globals';
import { clamped, correlationOf, cutoffAt, limitsOf, points, quarterOf, thinned } from './figures.ts';
import { emptyStudy, faultsOf, studyBody } from './study-form.ts';

describe('a figure of a study', () => {
  it('is written with one decimal and a true minus; nothing is a dash', () => {
    expect([points(43.24), points(-1.05, 2), points(null)]).toEqual(['43.2', '−1.05', '–']);
  });

  it('has its limits where the study has them', () => {
    const rows = [{ formula: 'prr', figure: 'inclusion', estimate: 43, low: 40.04, high: 46.26 }, { formula: 'pc', figure: 'inclusion', estimate: 50, low: null, high: null }];
    expect([limitsOf(rows, 'prr', 'inclusion'), limitsOf(rows, 'pc', 'inclusion'), limitsOf(rows, 'prr', 'cgh'), limitsOf(undefined, 'prr', 'inclusion')]).toEqual(['40.0–46.3', null, null, null]);
  });
});

describe('a curve', () => {
  const curve = [10, 30, 50].map((coverage) => ({ cutoff: coverage / 10, coverage, inclusion: coverage, exclusion: 100 - coverage }));

  it('is cut where the share of households selected lies nearest, the earlier of two as near', () => {
    expect([0, 19, 20, 21, 99].map((share) => cutoffAt(curve, share)?.cutoff)).toEqual([1, 1, 1, 3, 5]);
    expect(cutoffAt([], 20)).toBeNull();
  });

  it('is thinned with both ends kept', () => {
    const long = Array.from({ length: 1001 }, (_, n) => n);
    expect(thinned(long, 5)).toEqual([0, 250, 500, 750, 1000]);
    expect(thinned([1, 2], 5)).toEqual([1, 2]);
  });
});

describe('the quarters of Figure 5', () => {
  it('are parted by the line and the cut-off; on the cut-off is selected, on the line is not poor', () => {
    const at = { line: 10, cutoff: 2 };
    expect(([[9, 2], [10, 2], [9, 2.1], [11, 3]] as const).map((point) => quarterOf(point, at))).toEqual(['southWest', 'southEast', 'northWest', 'northEast']);
    expect(quarterOf([9, -100], { line: 10, cutoff: null })).toBe('northWest');
  });
});

describe('the correlation over areas', () => {
  it('is told with and without one of them', () => {
    const one = { formula: 'prr', all: 0.7, without: [{ area: 'capital', r: 0.4 }] };
    expect([correlationOf(one, null), correlationOf(one, 'capital'), correlationOf(one, 'elsewhere'), correlationOf(undefined, null)]).toEqual([0.7, 0.4, null, null]);
  });
});

describe('a study as it is typed', () => {
  const typed = { ...emptyStudy, survey: 's', title: 'Which one?' };

  it('can be sent once it has a title and something to compare', () => {
    expect(faultsOf(typed)).toEqual([]);
    expect(faultsOf({ ...typed, title: ' ', methods: [], reach: 'number', budget: '0', replicates: '1001', amount: 'much', cap: '0' })).toEqual(['title', 'methods', 'budget', 'replicates', 'amount', 'cap']);
  });

  it('asks for as many as are poor, for a number, or for whom each formula calls eligible', () => {
    expect((['poor', 'number', 'own'] as const).map((reach) => studyBody({ ...typed, reach, budget: '5000' }))).toMatchObject([{ budget: 'poor' }, { budget: 5000 }, { budget: null }]);
  });
});

describe('a programme of a study', () => {
  it('is simulated as soon as it pays an amount', () => {
    const typed = { ...emptyStudy, title: 'x', payee: 'prr', cap: '' };
    expect(studyBody(typed)).not.toHaveProperty('programme');
    expect(studyBody({ ...typed, amount: '3000,5' })).toMatchObject({ programme: { amount: 3000.5, per: 'child', formula: 'prr' } });
    expect(studyBody({ ...typed, amount: '10', cap: '900', payee: '' })).toMatchObject({ programme: { amount: 10, per: 'child', cap: 900 } });
  });
});

describe('a share that is moved', () => {
  it('stays between nothing and all', () => {
    expect([-1, 40, 101].map((share) => clamped(share, 0, 100))).toEqual([0, 40, 100]);
  });
});
