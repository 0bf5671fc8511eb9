import { describe, expect, it } from '@jest/globals';
import { type Assessment, evaluate, readCase, readRules } from './index.ts';
import { shippedRuleSet } from './shipped.ts';

/** Worked cases of Tekun, each from a line of `programmes-china.md`. Standard 600 yuan, minimum wage 1,800: 780 basic, and 180, 300 or 600 for care. */

type Json = Readonly<Record<string, unknown>>;
const yuan = (amount: number): Json => ({ minor: amount * 100, currency: 'CNY' });
const rules = readRules(shippedRuleSet('tekun-2021'));
const assess = (person: Json, supporters: readonly Json[] | null = []): Assessment => evaluate(rules, readCase({
  asOf: '2023-05-10', area: '341524', urban: true, figures: { standard: yuan(600), 'minimum-wage': yuan(1800), 'disposable-income': yuan(30_000) },
  members: [{ id: 'p', relation: 'head', birthDate: '1950-01-01', disability: 'none', incomes: [], properties: [], ...person }], supporters,
}));
const seen = ({ result, money }: Assessment): unknown => (money === null ? result : money.minor / 100);

describe('the amount: 1.3 standards and care by its grade', () => {
  it.each<[string, Json, unknown]>([
    ['not assessed yet', {}, 780], ['able: a tenth', { care: 'able' }, 960], ['partly lost: a sixth', { care: 'partly-lost' }, 1080], ['fully lost: a third', { care: 'fully-lost' }, 1380],
    ['0 items failed', { careItemsFailed: 0 }, 960], ['1 item', { careItemsFailed: 1 }, 1080], ['3 items', { careItemsFailed: 3 }, 1080], ['4 items', { careItemsFailed: 4 }, 1380], ['6 items', { careItemsFailed: 6 }, 1380],
  ])('%s', (_, more, expected) => { expect(seen(assess(more))).toBe(expected); });
  it('a grade that is not that of the items is refused', () => { expect(() => assess({ care: 'able', careItemsFailed: 5 })).toThrow('members[0].care: is not the grade of careItemsFailed'); });
});

describe('who', () => {
  it.each<[string, Json, unknown]>([
    ['aged 59', { birthDate: '1963-05-11' }, 'ineligible'], ['aged 60 today', { birthDate: '1963-05-10' }, 780], ['aged 15', { birthDate: '2007-05-11' }, 780], ['aged 16 today', { birthDate: '2007-05-10' }, 'ineligible'],
    ['aged 17, on Tekun already', { birthDate: '2006-01-01', circumstances: { tekun: true } }, 780],
    ['aged 18, on Tekun, left school', { birthDate: '2005-01-01', student: false, circumstances: { tekun: true } }, 'ineligible'],
    ['aged 18, on Tekun, in secondary school', { birthDate: '2005-01-01', student: true, circumstances: { tekun: true } }, 780],
    ['aged 19, on Tekun, at university', { birthDate: '2004-01-01', student: true, circumstances: { tekun: true, 'in-higher-education': true } }, 'ineligible'],
    ['an orphan with the orphans\' benefit', { birthDate: '2012-01-01', circumstances: { 'orphan-benefit': true } }, 'ineligible'],
    ['an unattended child with its benefit', { birthDate: '2012-01-01', circumstances: { 'unattended-child-benefit': true } }, 'ineligible'],
    ['income of the standard', { incomes: [{ kind: 'wages', annual: yuan(7200) }] }, 'ineligible'],
    ['only what does not count', { incomes: ['base-pension', 'social-insurance', 'medical-insurance', 'special-care-pension', 'old-age-allowance'].map((nature) => ({ kind: 'transfers', nature, annual: yuan(20_000) })) }, 780],
  ])('%s', (_, more, expected) => { expect(seen(assess(more))).toBe(expected); });
});

describe('a supporter who cannot support', () => {
  const supporter = (more: Json): Json => ({ id: 's', birthDate: '1980-01-01', disability: 'none', workCapacity: 'able', incomes: [], properties: [], ...more });
  it.each<[string, Json, unknown]>([
    ['able to work', supporter({}), 'ineligible'],
    ['is Tekun, whatever is on record of work', supporter({ circumstances: { tekun: true } }), 780],
    ['in prison, able to work as he was', supporter({ circumstances: { 'in-prison': true } }), 780],
    ['missing', supporter({ circumstances: { 'declared-missing': true } }), 780],
    ['without civil capacity', supporter({ workCapacity: 'none', circumstances: { 'no-civil-capacity': true } }), 780],
    ['in prison with three homes', supporter({ circumstances: { 'in-prison': true }, properties: [{ kind: 'housing', count: 3 }] }), 'ineligible'],
    ['60, on Dibao', supporter({ birthDate: '1963-05-10', circumstances: { dibao: true } }), 780],
    ['59, on Dibao', supporter({ birthDate: '1963-05-11', circumstances: { dibao: true } }), 'ineligible'],
    ['70, with little income', supporter({ birthDate: '1953-05-10', incomes: [{ kind: 'transfers', annual: yuan(29_999) }], circumstances: { dibao: false } }), 780],
    ['70, with the average income', supporter({ birthDate: '1953-05-10', incomes: [{ kind: 'transfers', annual: yuan(30_000) }], circumstances: { dibao: false } }), 'ineligible'],
    ['mentally disabled, level 3', supporter({ disability: { kind: 'mental', level: 3 } }), 780],
    ['physically disabled, level 3', supporter({ disability: { kind: 'physical', level: 3 } }), 'ineligible'],
    ['prison asked for, not known', supporter({ circumstances: { 'in-prison': null } }), 'undecided'],
  ])('%s', (_, one, expected) => { expect(seen(assess({}, [one]))).toBe(expected); });
  it('unable to work, and nobody said why: not known', () => { expect(seen(assess({}, [supporter({ workCapacity: 'none' })]))).toBe('undecided'); });
});
