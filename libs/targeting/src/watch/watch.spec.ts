import { describe, expect, it } from '@jest/globals';
import { type AnsweredBy, type AnswerHistory, type AppliedScore, bunching, type BunchingOptions, drift, type EditedAnswers, misapplied, repeatedEdits, type ScoredWeight, SplitMix, turnedByEdits } from '../index.ts';
import { binomialUpper, falseDiscoveryRates, normalTwoSided } from './tests.ts';

/** By simulation: what was planted is found; where nothing was, no more is named than the stated level allows. */

describe('the tails it judges by', () => {
  it('are those of the tables', () => {
    expect(normalTwoSided(1.959963984540054)).toBeCloseTo(0.05, 9);
    expect(normalTwoSided(-5)).toBeCloseTo(5.733031437583866e-7, 13);
    expect(binomialUpper(9, 10, 0.5)).toBeCloseTo(11 / 1024, 14);
    expect([binomialUpper(0, 5, 0.1), binomialUpper(6, 5, 0.9), binomialUpper(5, 5, 1)]).toEqual([1, 0, 1]);
    expect([...falseDiscoveryRates([0.01, 0.04, 0.03, 0.005])]).toEqual([0.02, 0.04, 0.04, 0.02]);
  });
});

/** The share of runs that name something; a run at level 5 % may by chance be above it by three standard errors. */
const allowed = (level: number, runs: number): number => level + 3 * Math.sqrt((level * (1 - level)) / runs);

describe('bunching', () => {
  const OPTIONS: BunchingOptions = { cutoff: 10, eligible: 'below' };
  const scores = (seed: number, n: number, weigh = false): ScoredWeight[] => {
    const draw = new SplitMix(seed);
    return Array.from({ length: n }, () => ({ score: 10.2 + 0.6 * draw.normal(), ...(weigh && { weight: 0.5 + 2 * draw.uniform() }) }));
  };
  /** Of those who would lie within 0.1 beyond the cut-off, this share lies just before it. */
  const moved = (list: readonly ScoredWeight[], share: number, seed: number): ScoredWeight[] => {
    const draw = new SplitMix(seed);
    return list.map((one) => (one.score >= 10 && one.score < 10.1 && draw.uniform() < share ? { ...one, score: 10 - 0.1 * draw.uniform() } : one));
  };

  it.each([[false], [true]])('names no more than 5 % of smooth distributions (weighted: %s)', (weigh) => {
    const runs = 200;
    const named = Array.from({ length: runs }, (_, seed) => bunching(scores(seed, 2000, weigh), OPTIONS)?.p ?? 1).filter((p) => p < 0.05).length;
    expect(named / runs).toBeLessThan(allowed(0.05, runs));
    expect(named).toBeGreaterThan(0);
  });

  it('finds half of the near misses moved across, nearly always', () => {
    const found = Array.from({ length: 60 }, (_, seed) => bunching(moved(scores(seed, 2000), 0.5, seed + 1), OPTIONS)?.p ?? 1).filter((p) => p < 0.05).length;
    expect(found).toBeGreaterThan(54);
  });

  it('says how many there are and how many the rest leads to expect', () => {
    const found = bunching(moved(scores(3, 20_000), 0.6, 4), OPTIONS)!;
    expect(found.p).toBeLessThan(1e-6);
    expect(found.inside.found).toBeGreaterThan(1.2 * found.inside.expected);
    expect(found.outside.found).toBeLessThan(0.8 * found.outside.expected);
  });

  it('counts a score of the cut-off itself as not eligible on either side', () => {
    const mirrored = moved(scores(3, 4000), 0.5, 4).map(({ score }) => ({ score: 20 - score }));
    expect(bunching(mirrored, { cutoff: 10, eligible: 'above' })?.z).toBeCloseTo(bunching(moved(scores(3, 4000), 0.5, 4), OPTIONS)!.z, 9);
  });

  it('says nothing of few households, or where none lie on one side', () => {
    expect(bunching(scores(1, 150), OPTIONS)).toBeNull();
    expect(bunching(scores(1, 2000), { ...OPTIONS, cutoff: 99 })).toBeNull();
    expect(bunching([], OPTIONS)).toBeNull();
    expect(bunching(Array.from({ length: 500 }, () => ({ score: 10 })), OPTIONS)).toBeNull();
  });
});

describe('drift', () => {
  const OFFICERS = 20, EACH = 60;
  /** Honest officers differ a little: `usual` is the standard deviation of their share of "none". */
  const answers = (seed: number, odd: (officer: number) => number = () => 0, usual = 0): AnsweredBy[] => {
    const draw = new SplitMix(seed);
    return Array.from({ length: OFFICERS }, (_, officer) => 0.3 + usual * draw.normal() + odd(officer)).flatMap((share, officer) => Array.from({ length: EACH }, () => ({
      group: `o${officer}`, answers: { vehicle: draw.uniform() < share ? 'none' : draw.uniform() < 0.5 ? 'car' : 'motorcycle', livestock: Math.round(40 + 15 * draw.normal()), electricity: draw.uniform() < 0.6 ? 'grid' : 'none' },
    })));
  };

  it.each([[0], [0.05]])('names nobody in at least 95 % of clean data, also where honest officers differ (%d)', (usual) => {
    const runs = 200;
    expect(Array.from({ length: runs }, (_, seed) => drift(answers(seed, undefined, usual)).length).filter((n) => n > 0).length / runs).toBeLessThan(allowed(0.05, runs));
  });

  it('finds the officer whose answers say "none" far more often', () => {
    const found = Array.from({ length: 40 }, (_, seed) => drift(answers(seed, (officer) => (officer === 7 ? 0.4 : 0)), { level: 0.05 }));
    expect(found.filter((list) => list.some(({ group, level, difference }) => group === 'o7' && level === 'none' && difference > 0.5)).length).toBeGreaterThan(36);
    expect(found.flat().filter(({ group }) => group !== 'o7').length).toBeLessThan(8);
  });

  it('finds a mean that is off, and compares with neighbours only', () => {
    const shifted = answers(5).map((one) => (one.group === 'o2' ? { ...one, answers: { ...one.answers, livestock: one.answers['livestock'] as number - 20 } } : one));
    expect(drift(shifted)).toMatchObject([{ group: 'o2', variable: 'livestock', level: null, households: EACH, neighbours: { groups: OFFICERS - 1 } }]);
    expect(drift(shifted, { neighbours: (group) => (group === 'o2' ? 'alone' : 'others') })).toEqual([]);
  });

  it('one odd group among three does not make the other two look odd', () => {
    const three = answers(9, (officer) => (officer === 0 ? 0.5 : 0)).filter(({ group }) => ['o0', 'o1', 'o2'].includes(group));
    expect(new Set(drift(three, { level: 0.01 }).map(({ group }) => group))).toEqual(new Set(['o0']));
  });

  it('says nothing of a group of few households', () => {
    expect(drift([...answers(1), ...Array.from({ length: 20 }, () => ({ group: 'small', answers: { vehicle: 'none', livestock: 0, electricity: 'none' } }))])).toEqual([]);
  });
});

describe('repeated edits', () => {
  const poorBy = ({ dwelling, livestock }: EditedAnswers): boolean | null => (dwelling === null || dwelling === undefined ? null : dwelling === 'ger' && Number(livestock) < 50);
  const history = (household: string, group: string, ...versions: EditedAnswers[]): AnswerHistory => ({ household, group, versions });
  const still = { dwelling: 'ger', livestock: 80 };

  it('is one answer changed at least twice, on which the outcome turns', () => {
    const list = [
      history('a', 'o1', still, { ...still, livestock: 60 }, { ...still, livestock: 40 }),
      history('b', 'o1', still, { ...still, livestock: 40 }),
      history('c', 'o1', still, { ...still, livestock: 90 }, { ...still, livestock: 80 }),
      history('d', 'o1', { ...still, livestock: 40 }, { ...still, livestock: 60 }, { dwelling: null, livestock: 80 }),
    ];
    expect(turnedByEdits(list, poorBy)).toEqual([{ household: 'a', group: 'o1', variable: 'livestock', edits: 2, before: false, after: true }]);
  });

  /** Everybody turns now and then; one does it more often. */
  const simulated = (seed: number, odd: number): AnswerHistory[] => {
    const draw = new SplitMix(seed);
    return Array.from({ length: 15 * 80 }, (_, i) => {
      const officer = i % 15, turns = draw.uniform() < (officer === 4 ? odd : 0.03);
      return history(`h${i}`, `o${officer}`, still, { ...still, livestock: 70 }, { ...still, livestock: turns ? 30 : 75 });
    });
  };
  it('names an officer with more of it than the others, and nobody where all are alike', () => {
    const named = (odd: number, runs: number): number[] => Array.from({ length: runs }, (_, seed) => {
      const list = simulated(seed, odd);
      return repeatedEdits(list, turnedByEdits(list, poorBy)).filter(({ group }) => odd <= 0.03 || group === 'o4').length;
    });
    expect(named(0.2, 40).filter((n) => n === 1).length).toBeGreaterThan(36);
    expect(named(0.03, 300).filter((n) => n > 0).length / 300).toBeLessThan(allowed(0.05, 300));
    const [found] = repeatedEdits(simulated(1, 0.3), turnedByEdits(simulated(1, 0.3), poorBy));
    expect(found).toMatchObject({ group: 'o4', households: 80, variables: [{ variable: 'livestock' }] });
    expect(found?.toEligible).toBe(found?.turned);
  });
});

describe('formula misapplied', () => {
  const row = (household: string, recorded: boolean | null, recomputed: boolean | null, poor?: boolean | null, group = 'a'): AppliedScore => ({
    household, group, recorded: { score: recorded === null ? null : Number(recorded), eligible: recorded }, recomputed: { score: recomputed === null ? null : Number(recomputed), eligible: recomputed }, ...(poor !== undefined && { poor }),
  });

  it('tells errors of carrying out from errors of the formula', () => {
    const [found] = misapplied([row('1', true, false, false), row('2', false, true, true), row('3', true, true, false), row('4', false, false, true), row('5', true, null), row('6', true, true, true)]);
    expect(found).toEqual({
      group: 'a', households: 6, otherScore: 3, wronglyGiven: 1, wronglyRefused: 1, otherwiseUndecided: 1, seen: 5,
      design: { excluded: 1, included: 1 }, recorded: { excluded: 2, included: 2 }, cases: ['1', '2', '5'],
    });
  });

  it('names nobody where everything is as the formula says, whatever the formula misses', () => {
    expect(misapplied([row('1', true, true, false), row('2', false, false, true), row('3', null, null)])).toEqual([]);
  });

  it('a score that differs in its last digit does not differ', () => {
    expect(misapplied([{ household: '1', group: 'a', recorded: { score: 9.1, eligible: true }, recomputed: { score: 9.1 + 1e-12, eligible: true } }])).toEqual([]);
    expect(misapplied([{ household: '1', group: 'a', recorded: { score: 9.1, eligible: true }, recomputed: { score: 9.2, eligible: true } }])).toMatchObject([{ otherScore: 1, wronglyGiven: 0 }]);
  });
});
