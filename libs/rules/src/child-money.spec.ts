import { describe, expect, it } from '@jest/globals';
import { caseOf, type Json, person, shipped } from '@hearth/testing';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';

const document = shipped('child-money-2005-07');
const rules = readRules(document);
/** Poor by every variable but two. */
const ANSWERS = { dwelling: 'ger', heating: 'wood-or-dung', electricity: 'none', 'head-education': 'none-or-primary', 'head-work': 'herding', livestock: 30, vehicle: 'none' };
const parent = person('parent', 'head', '1980-01-01');
const child = (id: string, birthDate = '2015-01-01', more: Json = {}): Json => person(id, 'child', birthDate, { student: true, ...more });
const assess = (members: readonly Json[], answers: Json = ANSWERS): Assessment => evaluate(rules, readCase({ ...caseOf('MN-073-04-01', members), answers }));

describe('Child Money of July 2005', () => {
  it('pays MNT 3,000 for each child of a household above the average risk', () => {
    const found = assess([parent, child('a'), child('b'), child('c')]);
    expect(found).toMatchObject({ result: 'eligible', per: 'child', money: { minor: 900_000, currency: 'MNT' }, score: { points: 97_250, threshold: 80_000 } });
    expect(found.shares.map((share) => [share.person, share.money.minor])).toEqual([['a', 300_000], ['b', 300_000], ['c', 300_000]]);
    expect(found.score?.contributions.map(({ points }) => points).reduce((a, b) => a + b)).toBe(97_250);
    expect(found.score?.contributions).toContainEqual({ variable: 'children', answer: 3, points: 13_600 });
  });

  it.each([
    ['18 until tomorrow', '2007-11-23', 1], ['19 today', '2007-11-22', 0], ['born today', '2026-11-22', 1],
  ])('counts a child of completed age 0 to 18: %s', (_, birthDate, children) => {
    expect(assess([parent, child('a', birthDate)]).shares).toHaveLength(children);
  });

  it.each<[string, Json, string]>([
    ['all poor answers', {}, 'eligible'],
    ['an unknown answer', { dwelling: null }, 'undecided'],
    ['an answer without a weight', { dwelling: 'palace' }, 'undecided'],
    ['a number where a word belongs', { dwelling: 1 }, 'undecided'],
    ['livestock in its highest class', { livestock: 100_000 }, 'eligible'],
    ['a broken number of livestock', { livestock: -1 }, 'undecided'],
    ['well off', { dwelling: 'apartment', heating: 'central-or-electric', electricity: 'grid', 'head-education': 'higher', 'head-work': 'paid-work', livestock: 0, vehicle: 'car-or-truck' }, 'ineligible'],
  ])('%s', (_, changed, result) => { expect(assess([parent, child('a')], { ...ANSWERS, ...changed }).result).toBe(result); });

  it('asks for more than the average: a score of exactly 1 is not above it', () => {
    const exact = structuredClone(document) as unknown as { eligibility: { scorecard: { variables: unknown[] } } };
    exact.eligibility.scorecard.variables = [{ variable: 'only', title: { zh: '仅', mn: 'Ганц', en: 'Only' }, levels: [{ is: ['average'], weight: 10_000 }, { is: ['worse'], weight: 10_001 }] }];
    const by = (only: string): string => evaluate(readRules(exact), readCase({ ...caseOf('MN-073-04-01', [parent, child('a')]), answers: { only } })).result;
    expect([by('average'), by('worse')]).toEqual(['ineligible', 'eligible']);
  });

  it('is undecided while the age of a member is not known: the number of children is an answer too', () => {
    expect(assess([parent, child('a'), child('b', '2015-01-01', { birthDate: null })]).result).toBe('undecided');
  });

  it('needs a child', () => { expect(assess([parent]).result).toBe('ineligible'); });

  // What makes "above 1" mean "worse than average": over the households the weights were made for, their mean is 1 for every variable.
  it.each((document.eligibility['scorecard'] as { variables: { variable: string; levels: { share: number; weight: number }[] }[] }).variables)('has weights of $variable with the mean 1', ({ levels }) => {
    expect(levels.reduce((sum, { share }) => sum + share, 0)).toBe(100);
    expect(levels.reduce((sum, { share, weight }) => sum + share * weight, 0)).toBe(100 * 10_000);
  });
});
