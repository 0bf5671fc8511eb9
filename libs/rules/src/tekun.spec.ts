import { describe, expect, it } from '@jest/globals';
import { caseOf, cny, type Json, person, shipped, wages } from '@hearth/testing';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';

const rules = readRules(shipped('tekun-2021'));
const assess = (members: readonly Json[], supporters: readonly Json[] | null = []): Assessment => evaluate(rules, readCase(caseOf('341524100001', members, { supporters })));
const old = (more: Json = {}): Json => person('old', 'head', '1950-01-01', { workCapacity: 'none', ...more });
const BASIC = 102_050;

describe('Tekun: no work capacity', () => {
  it.each<[string, Json, string]>([
    ['60 today', person('p', 'head', '1966-11-22'), 'eligible'],
    ['60 tomorrow', person('p', 'head', '1966-11-23'), 'ineligible'],
    ['16 tomorrow', person('p', 'head', '2010-11-23'), 'eligible'],
    ['16 today', person('p', 'head', '2010-11-22'), 'ineligible'],
    ['mentally disabled, level 3', person('p', 'head', '1990-01-01', { disability: { kind: 'mental', level: 3 } }), 'eligible'],
    ['physically disabled, level 2', person('p', 'head', '1990-01-01', { disability: { kind: 'physical', level: 2 } }), 'eligible'],
    ['physically disabled, level 3', person('p', 'head', '1990-01-01', { disability: { kind: 'physical', level: 3 } }), 'ineligible'],
    ['blind, level 1', person('p', 'head', '1990-01-01', { disability: { kind: 'visual', level: 1 } }), 'eligible'],
    ['visually disabled, level 2', person('p', 'head', '1990-01-01', { disability: { kind: 'visual', level: 2 } }), 'ineligible'],
    ['deaf, level 1', person('p', 'head', '1990-01-01', { disability: { kind: 'hearing', level: 1 } }), 'ineligible'],
    ['of unknown age', person('p', 'head', '1990-01-01', { birthDate: null }), 'undecided'],
    ['grown up, disability not asked', person('p', 'head', '1990-01-01', { disability: null }), 'undecided'],
    ['old, disability not asked', person('p', 'head', '1950-01-01', { disability: null }), 'eligible'],
  ])('%s', (_, one, result) => { expect(assess([one]).result).toBe(result); });
});

describe('Tekun: no livelihood', () => {
  it.each<[string, Json, string]>([
    ['income just below the standard', { incomes: [wages(12 * 78_500 - 1)] }, 'eligible'],
    ['income of the standard', { incomes: [wages(12 * 78_500)] }, 'ineligible'],
    ['a base pension', { incomes: [{ kind: 'transfers', nature: 'base-pension', annual: cny(9_999_999) }] }, 'eligible'],
    ['two homes', { properties: [{ kind: 'housing', count: 2 }] }, 'ineligible'],
    ['property that nobody asked for', { properties: null }, 'undecided'],
  ])('%s', (_, more, result) => { expect(assess([old(more)]).result).toBe(result); });
});

describe('Tekun: legal supporters', () => {
  const child = (birthDate: string, more: Json = {}): Json => person('s', 'child', birthDate, more);
  it.each<[string, Json[] | null, string]>([
    ['none', [], 'eligible'],
    ['not asked for', null, 'undecided'],
    ['a son able to work', [child('1980-01-01')], 'ineligible'],
    ['a son of whom nobody knows whether he works', [child('1980-01-01', { workCapacity: null })], 'undecided'],
    ['a son in prison', [child('1980-01-01', { workCapacity: 'none', circumstances: { 'in-prison': true } })], 'eligible'],
    ['a son in prison with three homes', [child('1980-01-01', { workCapacity: 'none', circumstances: { 'in-prison': true }, properties: [{ kind: 'housing', count: 3 }] })], 'undecided'],
    ['a sister of 70 with little income', [person('s', 'sibling', '1956-11-22', { incomes: [wages(2_649_999)] })], 'eligible'],
    ['a sister of 70 with the income of the area', [person('s', 'sibling', '1956-11-22', { incomes: [wages(2_650_000)], circumstances: { dibao: false } })], 'ineligible'],
    ['a severely disabled daughter', [child('1985-01-01', { disability: { kind: 'physical', level: 2 } })], 'eligible'],
    ['a severely disabled daughter of unknown income', [child('1985-01-01', { disability: { kind: 'physical', level: 2 }, incomes: null })], 'undecided'],
    ['a man of 60 on Dibao', [person('s', 'sibling', '1966-11-22', { circumstances: { dibao: true } })], 'eligible'],
    ['someone on Tekun', [person('s', 'sibling', '1980-01-01', { workCapacity: 'none', circumstances: { tekun: true } })], 'eligible'],
    ['one unable and one able', [child('1985-01-01', { disability: { kind: 'mental', level: 3 } }), { ...child('1980-01-01'), id: 't' }], 'ineligible'],
  ])('%s', (_, supporters, result) => { expect(assess([old()], supporters).result).toBe(result); });

  it('says in the trace what was found of each', () => {
    const found = assess([old()], [child('1980-01-01')]);
    expect(found.trace.find((line) => line.rule === 'no-able-supporter')).toMatchObject({ result: false, inputs: { supporters: [{ person: 's', age: 46, income: cny(0), result: false }] } });
  });
});

describe('Tekun: amount', () => {
  it.each([
    [null, BASIC], ['able', BASIC + 17_400], ['partly-lost', BASIC + 29_000], ['fully-lost', BASIC + 58_000],
  ])('with the care grade %s', (care, minor) => {
    expect(assess([old({ care })])).toMatchObject({ result: 'eligible', per: 'person', money: cny(minor), shares: [{ person: 'old', money: cny(minor) }] });
  });

  it('pays only those it recognises, and adds them up', () => {
    const found = assess([old(), person('son', 'child', '1990-01-01'), { ...old(), id: 'wife', relation: 'spouse', care: 'able' }]);
    expect(found.money).toEqual(cny(2 * BASIC + 17_400));
    expect(found.shares.map(({ person: id, result, money }) => [id, result, money.minor])).toEqual([['old', 'eligible', BASIC], ['son', 'ineligible', 0], ['wife', 'eligible', BASIC + 17_400]]);
  });
});
