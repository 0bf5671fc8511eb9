import { describe, expect, it } from '@jest/globals';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';
import { shippedRuleSet } from './shipped.ts';

/** Worked cases of Child Money, each from a line of `targeting-child-money.md`, made before looking at what the rule sets say. */

type Json = Readonly<Record<string, unknown>>;
const POOR: Json = { dwelling: 'ger', heating: 'wood-or-dung', electricity: 'none', 'head-education': 'none-or-primary', 'head-work': 'no-work', livestock: 0, vehicle: 'none' };
const WELL_OFF: Json = { dwelling: 'apartment', heating: 'central-or-electric', electricity: 'grid', 'head-education': 'higher', 'head-work': 'paid-work', livestock: 0, vehicle: 'car-or-truck' };
const someone = (id: string, relation: string, birthDate: string | null, more: Json = {}): Json => ({ id, relation, birthDate, incomes: [], properties: [], ...more });
const mother = someone('mother', 'head', '1975-06-15');
/** A pupil of this completed age on the day. */
const aged = (years: number, asOf: string, id = `c${years}`, more: Json = {}): Json => someone(id, 'child', `${Number(asOf.slice(0, 4)) - years}${asOf.slice(4)}`, { student: years >= 6, ...more });
const assess = (period: string, asOf: string, members: readonly Json[], answers: Json = {}, area = 'MN-047-10'): Assessment =>
  evaluate(readRules(shippedRuleSet(`child-money-${period}`)), readCase({ asOf, area, urban: false, members, answers }));
const seen = ({ result, money }: Assessment): unknown => (money === null ? result : money.minor / 100);
const three = (asOf: string): Json[] => [mother, aged(2, asOf), aged(9, asOf), aged(16, asOf)];

describe('who is paid what, period by period', () => {
  it.each<[string, string, string, Json[], Json, unknown]>([
    ['2005-01', '2005-02-01', 'poor, three children: 3 × 3,000', three('2005-02-01'), POOR, 9000],
    ['2005-01', '2005-02-01', 'poor, two children and one of 19', [mother, aged(2, '2005-02-01'), aged(9, '2005-02-01'), aged(19, '2005-02-01')], POOR, 'ineligible'],
    ['2005-01', '2005-02-01', 'three children, not poor by score', three('2005-02-01'), WELL_OFF, 'ineligible'],
    ['2005-01', '2005-02-01', 'an answer of the score is unknown', three('2005-02-01'), { ...POOR, heating: null }, 'undecided'],
    ['2005-01', '2005-02-01', 'one child and one of unknown age can never be three', [mother, aged(2, '2005-02-01'), someone('x', 'child', null)], POOR, 'ineligible'],
    ['2005-07', '2005-08-01', 'poor, one child', [mother, aged(2, '2005-08-01')], POOR, 3000],
    ['2005-07', '2005-08-01', 'the conditions of 2005 hold here too: not immunised', [mother, aged(2, '2005-08-01', 'a', { circumstances: { 'immunisation-missing': true } })], POOR, 'ineligible'],
    ['2005-07', '2005-08-01', 'no child', [mother], POOR, 'ineligible'],
    ['2006-07', '2006-08-01', 'quasi-universal: nobody asks for a score', three('2006-08-01'), {}, 9000],
    ['2007-07', '2009-03-01', 'still 3,000 a month', three('2009-03-01'), {}, 9000],
    ['2012-10', '2012-10-01', 'universal, no conditions: 3 × 20,000', [mother, ...[2, 9, 16].map((years) => aged(years, '2012-10-01', `c${years}`, { student: false, circumstances: { 'harmful-labour': true } }))], {}, 60_000],
    ['2016-01', '2016-02-01', 'group 17 of 20', [mother, aged(4, '2016-02-01')], { 'household-group': 17 }, 20_000],
    ['2016-01', '2016-02-01', 'group 18, not asked for', [mother, aged(4, '2016-02-01')], { 'household-group': 18, requested: 'no' }, 'ineligible'],
    ['2016-01', '2016-02-01', 'group 20, on application', [mother, aged(4, '2016-02-01')], { 'household-group': 20, requested: 'yes' }, 20_000],
    ['2016-01', '2016-02-01', 'group 18, nobody knows whether asked for', [mother, aged(4, '2016-02-01')], { 'household-group': 18 }, 'undecided'],
    ['2016-01', '2016-02-01', 'no group at all is group 0', [mother, aged(4, '2016-02-01')], { 'household-group': 0, requested: 'no' }, 'ineligible'],
    ['2017-07', '2017-08-01', 'every child', three('2017-08-01'), {}, 60_000],
    ['2018-01', '2018-02-01', 'poorest 60 percent, included', three('2018-02-01'), { 'score-percentile': 60 }, 60_000],
    ['2018-01', '2018-02-01', 'just beyond, with a decimal', three('2018-02-01'), { 'score-percentile': 60.01 }, 'ineligible'],
    ['2018-01', '2018-02-01', 'just within, with a decimal', three('2018-02-01'), { 'score-percentile': 59.99 }, 60_000],
    ['2018-01', '2018-02-01', 'no score', three('2018-02-01'), {}, 'undecided'],
    ['2018-04', '2018-05-01', '80 percent from April', three('2018-05-01'), { 'score-percentile': 80 }, 60_000],
    ['2018-04', '2018-05-01', 'beyond 80', three('2018-05-01'), { 'score-percentile': 81 }, 'ineligible'],
    ['2019-06', '2019-07-01', 'every child, 20,000', three('2019-07-01'), {}, 60_000],
    ['2020-04', '2021-07-01', '100,000', three('2021-07-01'), {}, 300_000],
    ['2023-01', '2023-02-01', '91 percent', three('2023-02-01'), { 'score-percentile': 91 }, 300_000],
    ['2023-01', '2023-02-01', 'beyond', three('2023-02-01'), { 'score-percentile': 92 }, 'ineligible'],
    ['2023-01', '2023-02-01', 'poor by score, rich by property', [{ ...mother, properties: [{ kind: 'housing', count: 5 }] }, aged(4, '2023-02-01')], { 'score-percentile': 30 }, 'ineligible'],
    ['2023-01', '2023-02-01', 'property not known', [{ ...mother, properties: null }, aged(4, '2023-02-01')], { 'score-percentile': 30 }, 'undecided'],
    ['2023-07', '2023-08-01', 'on request', three('2023-08-01'), { requested: 'yes' }, 300_000],
    ['2023-07', '2023-08-01', 'not requested', three('2023-08-01'), { requested: 'no' }, 'ineligible'],
    ['2023-07', '2023-08-01', 'nobody knows whether requested', three('2023-08-01'), {}, 'undecided'],
  ])('%s on %s: %s', (period, asOf, _, members, answers, expected) => { expect(seen(assess(period, asOf, members, answers))).toBe(expected); });
});

describe('completed age and the turn of the year', () => {
  it.each([
    ['18 years and 364 days', '1994-01-02', 20_000], ['19 today', '1994-01-01', 'ineligible'], ['born today', '2013-01-01', 20_000], ['born tomorrow', '2013-01-02', 'undecided'], ['born on 29 February, still 18', '1994-02-28', 20_000],
  ])('%s', (_, birthDate, expected) => { expect(seen(assess('2012-10', '2013-01-01', [mother, someone('a', 'child', birthDate)]))).toBe(expected); });

  it.each([['before the year end', '2012-12-30'], ['after the year end', '2013-01-09'], [null, null]])('a child born on 29 December is paid for whenever its papers are filed: %s', (_, registered) => {
    const child = someone('a', 'child', '2012-12-29', { registered });
    for (const asOf of ['2012-12-31', '2013-01-15']) expect(seen(assess('2012-10', asOf, [mother, child]))).toBe(20_000);
  });

  it('and December is paid afterwards, but no month before the birth', () => {
    const child = someone('a', 'child', '2012-12-29', { registered: '2013-01-09' });
    for (const months of [1, 5]) expect(assess('2012-10', '2013-01-15', [mother, child], { 'months-unpaid': months }).items).toMatchObject([{ item: 'back-pay', every: 'once', money: { minor: 2_000_000 } }]);
  });

  it('a child who died before the day is not paid for', () => {
    expect(seen(assess('2012-10', '2013-01-01', [mother, someone('a', 'child', '2010-01-01', { died: '2012-12-31' })]))).toBe('ineligible');
  });
});

describe('the conditions of 2005 on each child, with a line of the trace for each', () => {
  const asOf = '2006-09-01';
  it.each<[string, Json, string, boolean | null]>([
    ['immunisation missing', { circumstances: { 'immunisation-missing': true } }, 'immunised', false],
    ['lives apart from the parents', { circumstances: { 'lives-apart-from-parents': true } }, 'lives-with-parents', false],
    ['harmful labour', { circumstances: { 'harmful-labour': true } }, 'no-harmful-labour', false],
    ['no pupil', { student: false }, 'in-school', false],
    ['out of school', { circumstances: { 'not-in-school': true } }, 'in-school', false],
    ['nobody knows of immunisation', { circumstances: { 'immunisation-missing': null } }, 'immunised', null],
    ['nobody knows of school', { student: null }, 'in-school', null],
  ])('%s', (_, more, rule, result) => {
    const found = assess('2006-07', asOf, [mother, aged(3, asOf), aged(8, asOf, 'other', more)]);
    expect(found.trace.find((line) => line.rule === rule && line.inputs['person'] === 'other')?.result).toBe(result);
    expect(found.shares).toMatchObject([{ person: 'c3', result: 'eligible' }, { person: 'other', result: result === null ? 'undecided' : 'ineligible' }]);
    expect(found.money?.minor).toBe(300_000);
  });

  it.each([[7, 3000], [8, 'ineligible'], [18, 'ineligible']])('school is asked for from 8 to 18: not at school, aged %i', (years, expected) => {
    expect(seen(assess('2006-07', asOf, [mother, aged(years, asOf, 'a', { student: false })]))).toBe(expected);
  });
});
