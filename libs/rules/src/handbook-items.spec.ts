import { describe, expect, it } from '@jest/globals';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';
import { shippedRuleSet } from './shipped.ts';

/** What Child Money paid beside, within or instead of the month's amount: 2007, 2016, 2017, 2020 and 2023 of `targeting-child-money.md`. */

type Json = Readonly<Record<string, unknown>>;
const members = (births: readonly string[]): Json[] => [{ id: 'mother', relation: 'head', birthDate: '1975-06-15' }, ...births.map((birthDate, i): Json => ({ id: `c${i}`, relation: 'child', birthDate, student: true }))];
const assess = (period: string, asOf: string, answers: Json = {}, births = ['2004-02-01', '2006-05-05']): Assessment =>
  evaluate(readRules(shippedRuleSet(`child-money-${period}`)), readCase({ asOf, area: 'MN-1-07', urban: true, members: members(births), answers }));
const items = (found: Assessment): unknown => found.items.map(({ item, every, as, money }) => [item, every, as, money && money.minor / 100]);
const month = ({ result, money }: Assessment): unknown => (money === null ? result : money.minor / 100);
const STILL = { 'household-size-change': 0, 'household-moved': 'no', 'score-percentile': 40 };

describe('2007: 25,000 a quarter for each child beside the month', () => {
  it('stands beside the 3,000 of a month', () => {
    const found = assess('2007-07', '2008-01-10');
    expect(month(found)).toBe(6000);
    expect(items(found)).toEqual([['quarterly', 'quarter', 'beside', 50_000]]);
    expect(found.items[0]?.shares).toEqual([{ person: 'c0', money: { minor: 2_500_000, currency: 'MNT' } }, { person: 'c1', money: { minor: 2_500_000, currency: 'MNT' } }]);
    expect(found.trace.find(({ rule }) => rule === 'item-quarterly')).toMatchObject({ result: true, inputs: { every: 'quarter', money: { minor: 5_000_000 } } });
  });
  it('is none where no month is paid', () => { expect(items(assess('2007-07', '2008-01-10', {}, ['1985-01-01']))).toEqual([]); });
  it('is none before July 2007', () => { expect(items(assess('2006-07', '2007-06-30'))).toEqual([]); });
});

describe('2016: the blocked deposit', () => {
  it('takes the money of those beyond the poorest 60 percent', () => {
    const found = assess('2016-07', '2016-08-01', { 'score-percentile': 75 });
    expect([month(found), items(found)]).toEqual(['ineligible', [['blocked-deposit', 'month', 'instead', 40_000]]]);
  });
  it('takes nothing of those who are paid, nor of those who are only suspended', () => {
    expect(items(assess('2016-07', '2016-11-01', { ...STILL, 'months-unpaid': 0 }))).toEqual([]);
    expect(items(assess('2016-07', '2016-11-01', { ...STILL, 'household-moved': 'yes', 'register-up-to-date': 'no', 'months-unpaid': 0 }))).toEqual([]);
  });
});

describe('2016: suspended from September, resumed with back-pay', () => {
  it.each<[string, string, Json, unknown]>([
    ['nothing changed', '2016-10-01', STILL, 40_000],
    ['two people more', '2016-10-01', { ...STILL, 'household-size-change': 2 }, 40_000],
    ['three people more', '2016-10-01', { ...STILL, 'household-size-change': 3, 'register-up-to-date': 'no' }, 'ineligible'],
    ['three people fewer', '2016-10-01', { ...STILL, 'household-size-change': -3, 'register-up-to-date': 'no' }, 'ineligible'],
    ['moved', '2016-10-01', { ...STILL, 'household-moved': 'yes', 'register-up-to-date': 'no' }, 'ineligible'],
    ['moved, and updated', '2016-10-01', { ...STILL, 'household-moved': 'yes', 'register-up-to-date': 'yes' }, 40_000],
    ['updated, but no longer eligible', '2016-10-01', { ...STILL, 'household-moved': 'yes', 'register-up-to-date': 'yes', 'score-percentile': 70 }, 'ineligible'],
    ['nobody knows whether it moved', '2016-10-01', { ...STILL, 'household-moved': null }, 'undecided'],
    ['moved in July: nobody suspends before September', '2016-08-31', { ...STILL, 'household-moved': 'yes', 'register-up-to-date': 'no' }, 40_000],
    ['moved, on 1 September', '2016-09-01', { ...STILL, 'household-moved': 'yes', 'register-up-to-date': 'no' }, 'ineligible'],
  ])('%s (%s)', (_, asOf, answers, expected) => { expect(month(assess('2016-07', asOf, answers))).toBe(expected); });

  it('pays the months of the suspension once it is over', () => {
    const found = assess('2016-07', '2017-01-10', { ...STILL, 'household-moved': 'yes', 'register-up-to-date': 'yes', 'months-unpaid': 3 });
    expect([month(found), items(found)]).toEqual([40_000, [['back-pay', 'once', 'beside', 120_000]]]);
  });
  it('says that back-pay is not known while the months are not', () => {
    expect(items(assess('2016-07', '2017-01-10', STILL))).toEqual([['back-pay', 'once', 'beside', null]]);
  });
});

describe('2017, 2020, 2023', () => {
  it('back-pays 7 × 20,000 = 140,000 for each child, and no more', () => {
    for (const months of [7, 12]) expect(items(assess('2017-07', '2017-07-10', { 'months-unpaid': months }, ['2008-01-01']))).toEqual([['back-pay', 'once', 'beside', 140_000]]);
    expect(items(assess('2017-07', '2017-07-10', { 'months-unpaid': 0 }))).toEqual([]);
    expect(items(assess('2017-07', '2017-07-10', { 'months-unpaid': 7 }, ['2017-05-20']))).toEqual([['back-pay', 'once', 'beside', 40_000]]);
    // Nobody is paid for months before the birth, nor for months that were not left out.
    expect(items(assess('2017-07', '2017-11-10', { 'months-unpaid': 7 }, ['2017-06-20', '2017-08-02']))).toEqual([['back-pay', 'once', 'beside', 20_000]]);
  });
  it('paid April 2020 in two parts, 30,000 at once and 70,000 later', () => {
    const april = assess('2020-04', '2020-04-20', { 'months-unpaid': 0 }, ['2010-01-01']);
    expect([month(april), items(april)]).toEqual([100_000, [['at-once', 'once', 'part', 30_000], ['top-up', 'once', 'part', 70_000]]]);
    expect(items(assess('2020-04', '2020-05-01', { 'months-unpaid': 0 }))).toEqual([]);
  });
  it('back-pays those left out in the first half of 2023, at most six months', () => {
    for (const months of [6, 9]) expect(items(assess('2023-07', '2023-07-10', { requested: 'yes', 'months-unpaid': months }, ['2010-01-01']))).toEqual([['back-pay', 'once', 'beside', 600_000]]);
  });
});
