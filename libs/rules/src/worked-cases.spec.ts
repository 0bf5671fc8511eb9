import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';
import { shippedRuleSet, shippedRuleSets } from './shipped.ts';

/** One example of a case for every rule set, beside the schema of cases; then what changes when one fact does. */
const folder = fileURLToPath(new URL('../../../contracts/eligibility', import.meta.url));
const json = (path: string): Case => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Case;
interface Person { readonly id: string; readonly birthDate: string; readonly circumstances: Readonly<Record<string, boolean>>; readonly [fact: string]: unknown }
interface Case { readonly members: readonly Person[]; readonly answers?: Readonly<Record<string, unknown>>; readonly [fact: string]: unknown }

const assess = (ruleSet: string, facts: Case): Assessment => evaluate(readRules(shippedRuleSet(ruleSet)), readCase(facts));
const example = (ruleSet: string): Case => json(`cases/${ruleSet}.json`);
const answering = (answers: Readonly<Record<string, unknown>>) => (facts: Case): Case => ({ ...facts, answers: { ...facts.answers, ...answers } });
const being = (id: string, facts: Readonly<Record<string, unknown>>) => (one: Case): Case => ({ ...one, members: one.members.map((person) => (person.id === id ? { ...person, ...facts } : person)) });
const without = (id: string) => (one: Case): Case => ({ ...one, members: one.members.filter((person) => person.id !== id) });
const earning = (yuan: number): unknown => [{ kind: 'wages', annual: { minor: yuan * 100, currency: 'CNY' } }];

describe('the example of every rule set', () => {
  const ajv = addFormats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true }));
  const valid = ajv.compile(json('case.schema.json'));

  it('is there for each and for no other', () => {
    expect(readdirSync(join(folder, 'cases')).map((file) => file.replace('.json', '')).toSorted()).toEqual([...shippedRuleSets()]);
  });

  it.each(shippedRuleSets())('%s is a case by the schema', (ruleSet) => {
    valid(example(ruleSet));
    expect(valid.errors ?? []).toEqual([]);
  });

  it('a case with a word that the schema does not know is refused by schema and reader alike', () => {
    const wrong = { ...example('dibao-2012'), persons: [] };
    expect(valid(wrong)).toBe(false);
    expect(() => readCase(wrong)).toThrow('persons: is not known here');
  });
});

const CNY = 'CNY', MNT = 'MNT';
const eligible = (minor: number, currency: string): unknown => ({ result: 'eligible', money: { minor, currency } });
const INELIGIBLE = { result: 'ineligible', money: null };
const UNDECIDED = { result: 'undecided', money: null };

describe('China', () => {
  it.each<[string, string, ((one: Case) => Case)[], unknown]>([
    ['dibao-2012', 'three people, standard 500, income 10,000 a year', [], eligible(66_667, CNY)],
    ['dibao-2012', 'income of the standard exactly', [being('head', { incomes: earning(18_000) })], INELIGIBLE],
    ['marginal-2021', 'income between 1 and 1.5 standards', [], eligible(0, CNY)],
    ['marginal-2021', 'income of 1.5 standards exactly', [being('head', { incomes: earning(27_000) })], INELIGIBLE],
    ['marginal-2021', 'somebody on Dibao', [being('spouse', { circumstances: { dibao: true } })], INELIGIBLE],
    ['dibao-single-2021', 'severely disabled in a marginal household', [], eligible(50_000, CNY)],
    ['dibao-single-2021', 'intellectual disability of level 3', [being('disabled', { disability: { kind: 'intellectual', level: 3 } })], eligible(50_000, CNY)],
    ['dibao-single-2021', 'physical disability of level 3', [being('disabled', { disability: { kind: 'physical', level: 3 } })], INELIGIBLE],
    ['dibao-single-2021', 'listed serious illness', [being('disabled', { disability: 'none', circumstances: { 'listed-serious-illness': true } })], eligible(50_000, CNY)],
    ['dibao-single-2021', 'the household earns too much', [being('head', { incomes: earning(27_000) })], INELIGIBLE],
    ['dibao-single-2021', 'the household\'s income is not known', [being('head', { incomes: null })], UNDECIDED],
    ['dibao-single-2021', 'clergy away for three years, whatever the household earns', [being('head', { incomes: earning(99_000) }), being('disabled', { disability: 'none', circumstances: { 'clergy-three-years-away': true } })], eligible(50_000, CNY)],
    ['rigid-2025', 'rigid spending above half of the income', [], eligible(0, CNY)],
    ['rigid-2025', 'rigid spending of half of the income', [answering({ 'rigid-spending': 30_000 })], INELIGIBLE],
    ['rigid-2025', 'rigid spending not known', [answering({ 'rigid-spending': null })], UNDECIDED],
    ['tekun-2021', 'care partly lost: 1.3 standards and a sixth of the minimum wage', [], eligible(95_000, CNY)],
  ])('%s: %s', (ruleSet, _, changes, expected) => {
    expect(assess(ruleSet, changes.reduce((one, change) => change(one), example(ruleSet)))).toMatchObject(expected as object);
  });
});

describe('Child Money, period by period', () => {
  it.each<[string, string, ((one: Case) => Case)[], unknown]>([
    ['2005-01', 'three children', [], eligible(900_000, MNT)],
    ['2005-01', 'two children', [without('child1')], INELIGIBLE],
    ['2005-01', 'one of three of school age and not in school: two are paid', [being('child1', { circumstances: { 'not-in-school': true } })], eligible(600_000, MNT)],
    ['2005-01', 'an answer of the scorecard is missing', [answering({ dwelling: null })], UNDECIDED],
    ['2006-07', 'no score is asked for', [], eligible(900_000, MNT)],
    ['2006-07', 'below school age nobody asks for school', [being('child3', { circumstances: { 'not-in-school': true } })], eligible(900_000, MNT)],
    ['2006-07', 'immunisations missing', [being('child3', { circumstances: { 'immunisation-missing': true } })], eligible(600_000, MNT)],
    ['2012-10', 'no conditions', [being('child3', { circumstances: { 'immunisation-missing': true } })], eligible(6_000_000, MNT)],
    ['2012-10', 'born in the last days of the year, registered in the next: counts from birth', [being('child3', { birthDate: '2012-12-30', from: null })], eligible(6_000_000, MNT)],
    ['2016-01', 'group 18, nobody applied', [answering({ 'household-group': 18, requested: 'no' })], INELIGIBLE],
    ['2016-01', 'group 18, applied for', [answering({ 'household-group': 18, requested: 'yes' })], eligible(6_000_000, MNT)],
    ['2016-07', 'above 60 percent: credited to the blocked deposit, not paid', [answering({ 'score-percentile': 61 })], INELIGIBLE],
    ['2016-07', 'household changed by three, not updated: suspended', [answering({ 'household-size-change': 3 })], INELIGIBLE],
    ['2016-07', 'updated: paid again', [answering({ 'household-size-change': 3, 'register-up-to-date': 'yes' })], eligible(6_000_000, MNT)],
    ['2018-01', 'percentile 75', [answering({ 'score-percentile': 75 })], INELIGIBLE],
    ['2018-04', 'percentile 75', [], eligible(6_000_000, MNT)],
    ['2020-04', 'every child', [], eligible(30_000_000, MNT)],
    ['2023-01', 'percentile 92', [answering({ 'score-percentile': 92 })], INELIGIBLE],
    ['2023-07', 'nobody asked for it', [answering({ requested: 'no' })], INELIGIBLE],
    ['2023-07', 'aged 18 on the day still counts, 19 does not', [being('child1', { birthDate: '2005-09-10' }), being('child2', { birthDate: '2004-09-10' })], eligible(20_000_000, MNT)],
  ])('%s: %s', (period, _, changes, expected) => {
    const ruleSet = `child-money-${period}`;
    expect(assess(ruleSet, changes.reduce((one, change) => change(one), example(ruleSet)))).toMatchObject(expected as object);
  });
});
