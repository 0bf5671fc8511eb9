import { addDays, completedAge } from '@hearth/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluate, readCase, readRules } from './index.ts';
import { shippedRuleSet, shippedRuleSets } from './shipped.ts';

/** The handbook once more in a few lines of plain arithmetic, against the rule sets on any case that is known in full. */

interface Member {
  readonly id: string; readonly relation: string; readonly birthDate: string; readonly student: boolean; readonly workCapacity: string; readonly died: string | null;
  readonly disability: 'none' | { readonly kind: string; readonly level: number };
  readonly circumstances: Readonly<Record<string, boolean>>;
  readonly incomes: readonly { readonly kind: string; readonly nature: string | null; readonly annual: { readonly minor: number; readonly currency: string } }[];
  readonly costs: readonly { readonly kind: string; readonly annual: { readonly minor: number; readonly currency: string } }[];
  readonly properties: readonly { readonly kind: string; readonly count: number; readonly value: { readonly minor: number; readonly currency: string } }[];
}
interface Case { readonly asOf: string; readonly area: string; readonly urban: boolean; readonly answers: Readonly<Record<string, number | string>>; readonly members: readonly Member[]; readonly figures?: object }

const CODES = ['lives-apart', 'in-prison', 'in-compulsory-treatment', 'declared-missing', 'clergy-three-years-away', 'immunisation-missing', 'lives-apart-from-parents', 'harmful-labour', 'not-in-school', 'dibao', 'tekun', 'three-job-offers-refused'];
const seldom = fc.integer({ min: 0, max: 14 }).map((n) => n === 0);
const money = (currency: string): fc.Arbitrary<{ minor: number; currency: string }> => fc.integer({ min: 0, max: 1_500_000 }).map((minor) => ({ minor, currency }));
const member = (currency: string, asOf: string): fc.Arbitrary<Omit<Member, 'id'>> => fc.record({
  relation: fc.constantFrom('head', 'spouse', 'child', 'child', 'parent', 'sibling'), birthDate: fc.integer({ min: 0, max: 25_000 }).map((days) => addDays(asOf, -days)), student: fc.boolean(),
  workCapacity: fc.constantFrom('able', 'partial', 'none'), died: seldom.map((dead) => (dead ? addDays(asOf, -1) : null)),
  disability: fc.oneof(fc.constant('none' as const), fc.record({ kind: fc.constantFrom('visual', 'physical', 'mental'), level: fc.integer({ min: 1, max: 4 }) })),
  circumstances: fc.tuple(...CODES.map(() => seldom)).map((said) => Object.fromEntries(CODES.map((code, i) => [code, said[i] ?? false]))),
  incomes: fc.array(fc.record({ kind: fc.constantFrom('wages', 'transfers'), nature: fc.constantFrom(null, null, 'scholarship', 'social-assistance', 'base-pension'), annual: money(currency) }), { maxLength: 2 }),
  costs: fc.array(fc.record({ kind: fc.constantFrom('employment', 'serious-illness', 'other'), annual: money(currency) }), { maxLength: 1 }),
  properties: fc.array(fc.record({ kind: fc.constantFrom('deposits', 'vehicle', 'housing'), count: fc.integer({ min: 0, max: 2 }), value: money(currency) }), { maxLength: 1 }),
});
const people = (currency: string, asOf: string): fc.Arbitrary<Member[]> => fc.array(member(currency, asOf), { minLength: 1, maxLength: 5 }).map((list) => list.map((one, i) => ({ id: `m${i}`, ...one })));

const said = (ruleSet: string, facts: Case): { result: string; minor: number | null } => {
  const { result, money: amount } = evaluate(readRules(shippedRuleSet(ruleSet)), readCase(facts));
  return { result, minor: amount?.minor ?? null };
};
const verdict = (eligible: boolean, minor: number): { result: string; minor: number | null } => ({ result: eligible ? 'eligible' : 'ineligible', minor: eligible ? minor : null });
const living = ({ members, asOf }: Case): Member[] => members.filter(({ died }) => died === null || died > asOf);

const PERIODS: Readonly<Record<string, { readonly amount: number; readonly conditions: boolean; readonly open: (answers: Case['answers'], members: readonly Member[]) => boolean }>> = {
  '2006-07': { amount: 3000, conditions: true, open: () => true },
  '2007-07': { amount: 3000, conditions: true, open: () => true },
  '2012-10': { amount: 20_000, conditions: false, open: () => true },
  '2016-01': { amount: 20_000, conditions: false, open: (answers) => Number(answers['household-group']) <= 17 || answers['requested'] === 'yes' },
  '2016-07': { amount: 20_000, conditions: false, open: (answers) => Number(answers['score-percentile']) <= 60 && (answers['register-up-to-date'] === 'yes' || (Math.abs(Number(answers['household-size-change'])) < 3 && answers['household-moved'] === 'no')) },
  '2017-07': { amount: 20_000, conditions: false, open: () => true },
  '2018-01': { amount: 20_000, conditions: false, open: (answers) => Number(answers['score-percentile']) <= 60 },
  '2018-04': { amount: 20_000, conditions: false, open: (answers) => Number(answers['score-percentile']) <= 80 },
  '2019-06': { amount: 20_000, conditions: false, open: () => true },
  '2020-04': { amount: 100_000, conditions: false, open: () => true },
  '2023-01': { amount: 100_000, conditions: false, open: (answers, members) => Number(answers['score-percentile']) <= 91 && ['housing', 'vehicle'].every((kind) => members.flatMap(({ properties }) => properties).filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0) <= 2) },
  '2023-07': { amount: 100_000, conditions: false, open: (answers) => answers['requested'] === 'yes' },
};
const answers = fc.record({
  'household-group': fc.integer({ min: 1, max: 20 }), 'score-percentile': fc.integer({ min: 0, max: 1000 }).map((n) => n / 10), requested: fc.constantFrom('yes', 'no'),
  'household-size-change': fc.integer({ min: -5, max: 5 }), 'household-moved': fc.constantFrom('yes', 'no'), 'register-up-to-date': fc.constantFrom('yes', 'no'), 'months-unpaid': fc.constant(0),
});

describe.each(Object.entries(PERIODS))('Child Money of %s', (period, { amount, conditions, open }) => {
  // Three months into the period: in 2016 after suspension began.
  const asOf = addDays(`${period}-01`, 90);
  it('pays each child as the handbook says', () => {
    fc.assert(fc.property(people('MNT', asOf), answers, (members, answered) => {
      const facts: Case = { asOf, area: 'MN-073-04', urban: false, answers: answered, members };
      const counted = living(facts).filter(({ circumstances }) => !circumstances['lives-apart']);
      const children = counted.filter(({ birthDate }) => completedAge(birthDate, asOf) <= 18);
      const paid = children.filter(({ birthDate, student, circumstances: c }) => !conditions || (!c['immunisation-missing'] && !c['lives-apart-from-parents'] && !c['harmful-labour'] && (completedAge(birthDate, asOf) < 8 || (student && !c['not-in-school']))));
      expect(said(`child-money-${period}`, facts)).toEqual(verdict(paid.length > 0 && open(answered, counted), paid.length * amount * 100));
    }));
  });
});

const STANDARD = 60_000;
const NOT_COUNTED: Readonly<Record<string, readonly string[]>> = { 'dibao-2012': ['scholarship'], 'dibao-2021': ['scholarship', 'social-assistance', 'base-pension'], 'marginal-2021': ['scholarship', 'social-assistance', 'base-pension'] };
const AWAY: Readonly<Record<string, readonly string[]>> = {
  'dibao-2012': ['in-prison', 'clergy-three-years-away'], 'dibao-2021': ['in-prison', 'in-compulsory-treatment', 'declared-missing', 'clergy-three-years-away'], 'marginal-2021': ['in-prison', 'in-compulsory-treatment', 'declared-missing', 'clergy-three-years-away'],
};

/** Family, income and property as the handbook has them. */
function family(ruleSet: string, facts: Case): { readonly counted: readonly Member[]; readonly income: number; readonly withinLimits: boolean } {
  const { asOf } = facts, sum = (list: readonly { readonly annual: { readonly minor: number } }[]): number => list.reduce((all, { annual }) => all + annual.minor, 0);
  const always = ruleSet === 'dibao-2012' ? ['head', 'spouse', 'parent'] : ['head', 'spouse'];
  const counted = living(facts).filter((one) => {
    const dependent = one.relation === 'child' && (completedAge(one.birthDate, asOf) < 18 || one.student || one.workCapacity === 'none');
    return (always.includes(one.relation) || dependent || !one.circumstances['lives-apart']) && !AWAY[ruleSet]!.some((code) => one.circumstances[code]);
  });
  const net = counted.map(({ incomes, costs }) => {
    const own = incomes.filter(({ nature }) => nature === null || !NOT_COUNTED[ruleSet]!.includes(nature));
    const work = ruleSet === 'dibao-2012' ? 0 : Math.min(sum(costs.filter(({ kind }) => kind === 'employment')), sum(own.filter(({ kind }) => kind === 'wages')));
    return sum(own) - work;
  }).reduce((a, b) => a + b, 0);
  const illness = sum(counted.flatMap(({ costs }) => costs.filter(({ kind }) => kind === 'serious-illness')));
  const things = (kind: string): Member['properties'] => counted.flatMap(({ properties, disability }) => properties.filter((one) => one.kind === kind).map((one) => (kind === 'vehicle' && disability !== 'none' ? { ...one, count: Math.max(0, one.count - 1) } : one)));
  const count = (kind: string): number => things(kind).reduce((all, one) => all + one.count, 0);
  const deposits = things('deposits').reduce((all, { value }) => all + value.minor, 0);
  return { counted, income: Math.max(0, net - illness), withinLimits: deposits <= 24 * counted.length * STANDARD && count('vehicle') === 0 && count('housing') <= 2 };
}

describe.each(['dibao-2012', 'dibao-2021', 'marginal-2021'])('%s', (ruleSet) => {
  const asOf = '2023-05-10';
  it('decides and pays as the handbook says', () => {
    fc.assert(fc.property(people('CNY', asOf), (members) => {
      const facts: Case = { asOf, area: '341522', urban: true, answers: {}, members, figures: { standard: { minor: STANDARD, currency: 'CNY' } } };
      const { counted, income, withinLimits } = family(ruleSet, facts), n = counted.length;
      const paid = counted.filter(({ circumstances: c }) => ruleSet === 'marginal-2021' || (!c['tekun'] && !(ruleSet === 'dibao-2021' && c['three-job-offers-refused']))).length;
      const eligible = n > 0 && withinLimits && (ruleSet === 'marginal-2021' ? 2 * income < 3 * 12 * n * STANDARD && !counted.some(({ circumstances }) => circumstances['dibao']) : income < 12 * n * STANDARD && paid > 0);
      // Half up of (n · standard − income / 12) · paid / n, in whole numbers.
      const amount = ruleSet === 'marginal-2021' ? 0 : Math.floor((2 * (12 * n * STANDARD - income) * paid + 12 * n) / (24 * n));
      expect(said(ruleSet, facts)).toEqual(verdict(eligible, amount));
    }), { numRuns: 300 });
  });
});

it('every rule set that needs no score is asked, but for those of persons and of rigid expenditure', () => {
  const asked = [...Object.keys(PERIODS).map((period) => `child-money-${period}`), ...Object.keys(AWAY)];
  expect(shippedRuleSets().filter((id) => !asked.includes(id))).toEqual(['child-money-2005-01', 'child-money-2005-07', 'dibao-single-2021', 'rigid-2025', 'tekun-2021']);
});
