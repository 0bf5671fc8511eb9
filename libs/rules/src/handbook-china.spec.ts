import { describe, expect, it } from '@jest/globals';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';
import { shippedRuleSet } from './shipped.ts';

/** Worked cases of China, each from a line of `programmes-china.md`, made before looking at what the rule sets say. Standard 600 yuan, so 7,200 a year and head. */

type Json = Readonly<Record<string, unknown>>;
const yuan = (amount: number): Json => ({ minor: amount * 100, currency: 'CNY' });
const FIGURES = { standard: yuan(600), 'minimum-wage': yuan(1800), 'disposable-income': yuan(30_000) };
const one = (id: string, relation: string, birthDate: string, more: Json = {}): Json =>
  ({ id, relation, birthDate, disability: 'none', workCapacity: 'able', student: false, incomes: [], properties: [], ...more });
const earns = (annual: number, more: Json = {}): Json => ({ kind: 'wages', annual: yuan(annual), ...more });
const assess = (ruleSet: string, members: readonly Json[], more: Json = {}): Assessment =>
  evaluate(readRules(shippedRuleSet(ruleSet)), readCase({ asOf: '2023-05-10', area: '341522', urban: false, figures: FIGURES, members, supporters: [], ...more }));
const seen = ({ result, money }: Assessment): unknown => (money === null ? result : money.minor / 100);
const head = (more: Json = {}): Json => one('head', 'head', '1970-03-03', more);
const spouse = (more: Json = {}): Json => one('spouse', 'spouse', '1972-03-03', more);
const child = (more: Json = {}): Json => one('child', 'child', '2012-03-03', { workCapacity: 'none', student: true, ...more });

describe('Dibao: amount = n × standard − income / 12, rounded once', () => {
  it.each<[string, string, Json[], unknown]>([
    ['dibao-2012', 'two people, 7,001 a year', [head({ incomes: [earns(7001)] }), spouse()], 616.58],
    ['dibao-2012', 'half a fen is rounded up: 1200 − 0.06 / 12', [head({ incomes: [{ kind: 'other', annual: { minor: 6, currency: 'CNY' } }] }), spouse()], 1200],
    ['dibao-2021', 'a fen below the limit', [head({ incomes: [{ kind: 'wages', annual: { minor: 1_439_999, currency: 'CNY' } }] }), spouse()], 0],
    ['dibao-2021', 'the limit itself', [head({ incomes: [earns(14_400)] }), spouse()], 'ineligible'],
    ['dibao-2021', 'costs of an ill child come off what the father earns', [head({ incomes: [earns(30_000)] }), spouse(), child({ costs: [{ kind: 'serious-illness', annual: yuan(15_000) }] })], 550],
    ['dibao-2012', 'and in 2012 too', [head({ incomes: [earns(30_000)] }), spouse(), child({ costs: [{ kind: 'disability', annual: yuan(15_000) }] })], 550],
    ['dibao-2021', 'costs of work come off the own wages only', [head({ incomes: [earns(12_000)] }), spouse({ incomes: [earns(1000)], costs: [{ kind: 'employment', annual: yuan(4000) }] })], 200],
    ['dibao-2012', 'and not at all in 2012', [head({ incomes: [earns(12_000)] }), spouse({ incomes: [earns(1000)], costs: [{ kind: 'employment', annual: yuan(4000) }] })], 116.67],
    ['dibao-2021', 'social assistance, scholarships and special-care pensions do not count', [head({ incomes: ['social-assistance', 'scholarship', 'special-care-pension', 'bravery-award'].map((nature) => earns(50_000, { kind: 'transfers', nature })) }), spouse()], 1200],
    ['dibao-2012', 'social relief counts in 2012', [head({ incomes: [earns(6000, { kind: 'transfers', nature: 'social-assistance' })] }), spouse()], 700],
    ['dibao-2012', 'so does the base pension', [head({ incomes: [earns(6000, { kind: 'transfers', nature: 'base-pension' })] }), spouse()], 700],
    ['dibao-2021', 'the base pension does not until 2025', [head({ incomes: [earns(6000, { kind: 'transfers', nature: 'base-pension' })] }), spouse()], 1200],
    ['dibao-2021', 'three refused job offers stop one share of three', [head({ circumstances: { 'three-job-offers-refused': true } }), spouse(), child()], 1200],
    ['dibao-2021', 'Tekun and Dibao never both pay one person', [head(), spouse({ circumstances: { tekun: true } })], 600],
    ['dibao-2021', 'income of one member not known', [head({ incomes: null }), spouse()], 'undecided'],
    ['dibao-2021', 'no work, no property, but the house is not known', [head({ properties: null }), spouse()], 'undecided'],
  ])('%s: %s', (ruleSet, _, members, expected) => { expect(seen(assess(ruleSet, members))).toBe(expected); });

  it('a share that is stopped is given to nobody', () => {
    const { shares, trace } = assess('dibao-2021', [head({ circumstances: { 'three-job-offers-refused': true } }), spouse(), child()]);
    expect(shares).toMatchObject([{ person: 'head', money: { minor: 0 }, result: 'ineligible' }, { person: 'spouse', money: { minor: 60_000 } }, { person: 'child', money: { minor: 60_000 } }]);
    expect(trace.find(({ rule }) => rule === 'share-after-refused-job-offers')).toMatchObject({ result: false, inputs: { person: 'head' } });
  });

  it('property is limited by the area; where no limits are known, only who owns nothing keeps them', () => {
    const rich = head({ properties: [{ kind: 'deposits', value: yuan(1) }] });
    expect(seen(assess('dibao-2021', [head()], { area: '110105' }))).toBe(600);
    expect(seen(assess('dibao-2021', [rich], { area: '110105' }))).toBe('undecided');
    expect(seen(assess('dibao-2021', [head({ properties: [{ kind: 'deposits', value: yuan(24 * 600 + 1) }] })]))).toBe('ineligible');
  });

  it.each<[string, string, Json, number]>([
    ['dibao-2021', 'a prisoner', spouse({ circumstances: { 'in-prison': true } }), 1], ['dibao-2021', 'in compulsory detox', spouse({ circumstances: { 'in-compulsory-treatment': true } }), 1],
    ['dibao-2021', 'declared missing', spouse({ circumstances: { 'declared-missing': true } }), 1], ['dibao-2012', 'in compulsory detox, 2012', spouse({ circumstances: { 'in-compulsory-treatment': true } }), 2],
    ['dibao-2021', 'clergy away three years', one('monk', 'sibling', '1980-01-01', { circumstances: { 'clergy-three-years-away': true } }), 1],
    ['dibao-2021', 'a lodger without a legal duty', one('lodger', 'other', '1980-01-01', { circumstances: { 'no-legal-duty': true } }), 1],
    ['dibao-2021', 'a grown child at work who lives elsewhere', one('son', 'child', '1995-01-01', { circumstances: { 'lives-apart': true } }), 1],
    ['dibao-2021', 'a grown child who studies elsewhere', one('son', 'child', '2003-01-01', { student: true, circumstances: { 'lives-apart': true } }), 2],
  ])('who counts (%s): %s', (ruleSet, _, other, members) => { expect(seen(assess(ruleSet, [head(), other]))).toBe(600 * members); });
});

describe('single-person Dibao', () => {
  const household = (yearly: number, more: Json = {}): Json[] => [head({ incomes: [earns(yearly)] }), spouse(), one('p', 'child', '1995-01-01', { workCapacity: 'none', ...more })];
  it.each<[string, Json[], unknown]>([
    ['level 2 in a marginal household', household(30_000, { disability: { kind: 'visual', level: 2 } }), 600],
    ['level 3, physical', household(30_000, { disability: { kind: 'physical', level: 3 } }), 'ineligible'],
    ['level 3, mental', household(30_000, { disability: { kind: 'mental', level: 3 } }), 600],
    ['listed serious illness', household(30_000, { circumstances: { 'listed-serious-illness': true } }), 600],
    ['1.5 standards exactly: not marginal', household(32_400, { disability: { kind: 'visual', level: 2 } }), 'ineligible'],
    ['the household is on Dibao already', household(30_000, { disability: { kind: 'visual', level: 2 }, circumstances: { dibao: true } }), 'ineligible'],
    ['clergy, whatever the household earns', household(300_000, { circumstances: { 'clergy-three-years-away': true } }), 600],
    ['clergy with an income of the standard', household(0, { incomes: [earns(7200)], circumstances: { 'clergy-three-years-away': true } }), 'ineligible'],
    ['clergy with property beyond the limits', household(0, { properties: [{ kind: 'vehicle', count: 1 }], circumstances: { 'clergy-three-years-away': true } }), 'ineligible'],
    ['clergy do not make the household larger', [...household(22_000, { disability: { kind: 'visual', level: 1 }, circumstances: { 'in-prison': true } }), one('monk', 'sibling', '1980-01-01', { incomes: [earns(99_999)], circumstances: { 'clergy-three-years-away': true } })], 'ineligible'],
    ['disability not known', household(30_000, { disability: null }), 'undecided'],
  ])('%s', (_, members, expected) => { expect(seen(assess('dibao-single-2021', members))).toBe(expected); });
});

describe('marginal and rigid-expenditure households: recognised, without an amount', () => {
  const couple = (yearly: number, more: Json = {}, other: Json = {}): Json[] => [head({ incomes: [earns(yearly)], ...more }), spouse(other)];
  it.each<[string, string, Json[], Json, unknown]>([
    ['marginal-2021', 'below 1.5 standards', couple(21_599), {}, 0],
    ['marginal-2021', '1.5 standards', couple(21_600), {}, 'ineligible'],
    ['marginal-2021', 'on Dibao', couple(15_000, {}, { circumstances: { dibao: true } }), {}, 'ineligible'],
    ['marginal-2021', 'property beyond the limits', couple(15_000, { properties: [{ kind: 'housing', count: 3 }] }), {}, 'ineligible'],
    ['rigid-2025', 'medical and school costs of more than half', couple(40_000, { costs: [{ kind: 'medical', annual: yuan(15_000) }] }, { costs: [{ kind: 'education', annual: yuan(5001) }] }), {}, 0],
    ['rigid-2025', 'of half exactly', couple(40_000, { costs: [{ kind: 'medical', annual: yuan(20_000) }] }), {}, 'ineligible'],
    ['rigid-2025', 'the area asks for more', couple(40_000, { costs: [{ kind: 'medical', annual: yuan(25_000) }] }), { answers: { 'rigid-share-percent': 70 } }, 'ineligible'],
    ['rigid-2025', 'spending not known', couple(40_000), {}, 'undecided'],
    ['rigid-2025', 'income of the average', couple(60_000, { costs: [{ kind: 'medical', annual: yuan(50_000) }] }), {}, 'ineligible'],
    ['rigid-2025', 'marginal', couple(40_000, { costs: [{ kind: 'medical', annual: yuan(25_000) }], circumstances: { marginal: true } }), {}, 'ineligible'],
    ['rigid-2025', 'illness is spending, not taken off the income', couple(40_000, { costs: [{ kind: 'serious-illness', annual: yuan(20_000) }] }), {}, 'ineligible'],
  ])('%s: %s', (ruleSet, _, members, more, expected) => { expect(seen(assess(ruleSet, members, { asOf: '2025-05-10', ...more }))).toBe(expected); });
});
