import { describe, expect, it } from '@jest/globals';
import { caseOf, cny, type Json, person, shipped, wages, withStandard } from '@hearth/testing';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';

const OF = { 'dibao-2012': '341524100001', 'dibao-2021': '341522101200' } as const;
const assess = (ruleSet: keyof typeof OF, members: readonly Json[], more: Json = {}): Assessment => evaluate(readRules(shipped(ruleSet)), readCase(caseOf(OF[ruleSet], members, more)));
const line = (assessment: Assessment, rule: string): Assessment['trace'][number] => {
  const found = assessment.trace.find((one) => one.rule === rule);
  if (!found) throw new Error(`the trace has no line ${rule}`);
  return found;
};

const head = (income: number, more: Json = {}): Json => person('head', 'head', '1980-05-01', { incomes: [wages(income)], ...more });
const family = (income: number, more: Json = {}): Json[] => [head(income, more), person('spouse', 'spouse', '1982-07-01'), person('child', 'child', '2015-03-01')];

describe('Dibao amount', () => {
  // n · standard − income / 12, one rounding, half up: rounding the income per head first gives 666.66.
  it.each([
    { n: 3, standard: 50_000, income: 1_000_000, minor: 66_667 },
    { n: 3, standard: 50_000, income: 0, minor: 150_000 },
    { n: 1, standard: 50_000, income: 599_999, minor: 0 },
    { n: 1, standard: 50_000, income: 599_993, minor: 1 },
    { n: 1, standard: 50_000, income: 599_994, minor: 1 },
    { n: 1, standard: 50_000, income: 599_995, minor: 0 },
    { n: 2, standard: 78_501, income: 1, minor: 157_002 },
  ])('of $n people, standard $standard, income $income a year is $minor fen', ({ n, standard, income, minor }) => {
    const members = family(income).slice(0, n);
    const found = evaluate(readRules(withStandard(shipped('dibao-2012'), standard)), readCase(caseOf('341524', members)));
    expect(found).toMatchObject({ result: 'eligible', per: 'household', money: { minor, currency: 'CNY' } });
  });

  it('is divided into shares of all members that add up to it', () => {
    const found = evaluate(readRules(withStandard(shipped('dibao-2012'), 50_000)), readCase(caseOf('341524', family(1_000_000))));
    expect(found.shares.map((share) => share.money.minor)).toEqual([22_223, 22_222, 22_222]);
  });

  it('explains itself in three languages with the figures it used', () => {
    const found = evaluate(readRules(withStandard(shipped('dibao-2012'), 50_000)), readCase(caseOf('341524', family(1_000_000))));
    expect(line(found, 'amount').reason).toEqual({
      zh: '每月666.67元 = 3人 × 500元 − 年收入10000元 ÷ 12', mn: 'Сард 666.67 юань = 3 × 500 − жилийн орлого 10000 ÷ 12', en: '666.67 a month = 3 × 500 − 10000 a year ÷ 12',
    });
    expect(line(found, 'income-below-standard')).toMatchObject({ result: true, inputs: { members: 3, income: cny(1_000_000), standard: cny(50_000), limit: cny(1_800_000) } });
  });
});

describe('Dibao conditions', () => {
  it.each<[string, keyof typeof OF, Json[], string]>([
    ['income just below the standard', 'dibao-2012', family(3 * 12 * 78_500 - 1), 'eligible'],
    ['income of exactly the standard', 'dibao-2012', family(3 * 12 * 78_500), 'ineligible'],
    ['another standard in the other county', 'dibao-2021', family(3 * 12 * 78_500), 'eligible'],
    ['deposits of exactly the limit', 'dibao-2012', family(0, { properties: [{ kind: 'deposits', value: cny(24 * 3 * 78_500) }] }), 'eligible'],
    ['deposits and insurance above the limit', 'dibao-2012', family(0, { properties: [{ kind: 'deposits', value: cny(24 * 3 * 78_500) }, { kind: 'insurance', value: cny(1), count: 1 }] }), 'ineligible'],
    ['a car', 'dibao-2012', family(0, { properties: [{ kind: 'vehicle', count: 1 }] }), 'ineligible'],
    ['the car of a disabled person', 'dibao-2012', family(0, { disability: { kind: 'physical', level: 3 }, properties: [{ kind: 'vehicle', count: 1 }] }), 'eligible'],
    ['two cars of a disabled person', 'dibao-2012', family(0, { disability: { kind: 'physical', level: 3 }, properties: [{ kind: 'vehicle', count: 2 }] }), 'ineligible'],
    ['a car, but not whether its owner is disabled', 'dibao-2012', family(0, { disability: null, properties: [{ kind: 'vehicle', count: 1 }] }), 'undecided'],
    ['three homes', 'dibao-2021', family(0, { properties: [{ kind: 'housing', count: 3 }] }), 'ineligible'],
    ['no statement of income', 'dibao-2012', family(0, { incomes: null }), 'undecided'],
    ['an amount nobody knows', 'dibao-2021', family(0, { incomes: [{ kind: 'business', annual: null }] }), 'undecided'],
    ['an amount in another currency', 'dibao-2021', family(0, { incomes: [{ kind: 'business', annual: { minor: 1, currency: 'MNT' } }] }), 'undecided'],
    ['nobody who counts', 'dibao-2012', [head(0, { died: '2026-11-01' })], 'ineligible'],
    ['three homes, whatever the income', 'dibao-2012', family(0, { incomes: null, properties: [{ kind: 'housing', count: 3 }] }), 'ineligible'],
  ])('%s (%s)', (_, ruleSet, members, result) => {
    const found = assess(ruleSet, members);
    expect(found.result).toBe(result);
    expect(found.money === null).toBe(result !== 'eligible');
    // Whoever is not eligible is told why.
    expect(found.trace.some((one) => one.result !== true)).toBe(result !== 'eligible');
  });

  it('has no answer where nobody knows the household, the kind of place or a standard', () => {
    const rules = readRules(shipped('dibao-2012'));
    expect(evaluate(rules, readCase({ asOf: '2026-11-22', area: '341524' })).result).toBe('undecided');
    expect(evaluate(rules, readCase(caseOf('341524', family(0), { urban: null }))).result).toBe('undecided');
    expect(evaluate(rules, readCase(caseOf('341525', family(0)))).result).toBe('undecided');
  });

  it('takes the standard of the month and of the kind of place', () => {
    expect(assess('dibao-2012', family(0), { asOf: '2024-12-31' }).money).toEqual(cny(3 * 72_000));
    expect(assess('dibao-2012', family(0), { asOf: '2025-01-01' }).money).toEqual(cny(3 * 78_500));
    expect(assess('dibao-2012', family(0), { urban: true }).money).toEqual(cny(3 * 80_500));
  });
});

describe('Dibao household and income', () => {
  const grown = (more: Json = {}): Json => person('grown', 'child', '2000-01-01', more);
  it.each<[string, keyof typeof OF, Json, number]>([
    ['a grown child who works and lives there', 'dibao-2012', grown(), 2],
    ['a grown child who lives apart', 'dibao-2012', grown({ circumstances: { 'lives-apart': true } }), 1],
    ['a student who lives apart', 'dibao-2021', grown({ student: true, circumstances: { 'lives-apart': true } }), 2],
    ['a grown child unable to work', 'dibao-2021', grown({ workCapacity: 'none', circumstances: { 'lives-apart': true } }), 2],
    ['a parent who lives apart, 2012', 'dibao-2012', person('parent', 'parent', '1950-01-01', { circumstances: { 'lives-apart': true } }), 2],
    ['a parent who lives apart, 2021', 'dibao-2021', person('parent', 'parent', '1950-01-01', { circumstances: { 'lives-apart': true } }), 1],
    ['clergy away three years', 'dibao-2012', grown({ circumstances: { 'clergy-three-years-away': true } }), 1],
    ['a prisoner', 'dibao-2021', person('spouse', 'spouse', '1980-01-01', { circumstances: { 'in-prison': true } }), 1],
    ['someone declared missing, 2012', 'dibao-2012', person('spouse', 'spouse', '1980-01-01', { circumstances: { 'declared-missing': true } }), 2],
    ['someone declared missing, 2021', 'dibao-2021', person('spouse', 'spouse', '1980-01-01', { circumstances: { 'declared-missing': true } }), 1],
    ['someone who joined later', 'dibao-2012', person('spouse', 'spouse', '1980-01-01', { from: '2026-11-23' }), 1],
  ])('%s (%s)', (_, ruleSet, member, counted) => {
    expect(line(assess(ruleSet, [head(0), member]), 'members').inputs['members']).toBe(counted);
  });

  it.each<[string, keyof typeof OF, Json, number, string]>([
    ['social assistance counts in 2012', 'dibao-2012', { incomes: [{ kind: 'transfers', nature: 'social-assistance', annual: cny(1200) }] }, 1200, '2026-11-22'],
    ['social assistance does not count in 2021', 'dibao-2021', { incomes: [{ kind: 'transfers', nature: 'social-assistance', annual: cny(1200) }] }, 0, '2026-11-22'],
    ['a base pension does not count until 2025', 'dibao-2021', { incomes: [{ kind: 'transfers', nature: 'base-pension', annual: cny(1200) }] }, 0, '2025-12-31'],
    ['a base pension counts from 2026', 'dibao-2021', { incomes: [{ kind: 'transfers', nature: 'base-pension', annual: cny(1200) }] }, 1200, '2026-01-01'],
    ['costs of work are not taken off in 2012', 'dibao-2012', { incomes: [wages(1200)], costs: [{ kind: 'employment', annual: cny(200) }] }, 1200, '2026-11-22'],
    ['costs of work are taken off in 2021', 'dibao-2021', { incomes: [wages(1200)], costs: [{ kind: 'employment', annual: cny(200) }] }, 1000, '2026-11-22'],
    ['costs never make income negative', 'dibao-2021', { incomes: [wages(1200)], costs: [{ kind: 'serious-illness', annual: cny(2000) }] }, 0, '2026-11-22'],
  ])('%s', (_, ruleSet, more, minor, asOf) => {
    expect(line(assess(ruleSet, [head(0, more)], { asOf }), 'income').inputs['income']).toEqual(cny(minor));
  });

  it('keeps both figures of an open discrepancy in the trace and stays provisional', () => {
    const open = { declared: cny(100), found: cny(900) };
    const found = assess('dibao-2012', [head(0, { incomes: [{ ...wages(100), open }] })]);
    expect(found.provisional).toBe(true);
    expect(line(found, 'income').inputs['figures']).toEqual([expect.objectContaining({ person: 'head', basis: 'declared', annual: cny(100), open: { ...open, declaredCount: null, foundCount: null } })]);
    expect(assess('dibao-2012', [head(100)]).provisional).toBe(false);
  });
});
