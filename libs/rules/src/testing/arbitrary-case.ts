import fc from 'fast-check';
import { addDays } from '@hearth/kernel';

type Json = Readonly<Record<string, unknown>>;

/** Any case that can be written, known in full; rule sets must answer every one of them. */

const money = (currency: string): fc.Arbitrary<Json> => fc.record({ minor: fc.oneof(fc.integer({ min: 0, max: 3_000_000 }), fc.maxSafeNat()), currency: fc.constant(currency) });
const day = fc.integer({ min: -36_000, max: 200 }).map((days) => addDays('2026-11-22', days));
const often = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> => fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

const income = (currency: string): fc.Arbitrary<Json> => fc.record({
  kind: fc.constantFrom('wages', 'business', 'property', 'transfers', 'other'), annual: money(currency), nature: often<string | null>(null, 'scholarship', 'social-assistance', 'base-pension'),
});
/** None of a thing is worth nothing: a case that says otherwise contradicts itself, and then its value counts. */
const property = (currency: string): fc.Arbitrary<Json> => fc.record({
  kind: fc.constantFrom('deposits', 'securities', 'insurance', 'vehicle', 'housing', 'other'), value: money(currency), count: fc.integer({ min: 0, max: 3 }),
}).map((one) => (one.count === 0 ? { ...one, value: { minor: 0, currency } } : one));

const CIRCUMSTANCES = ['lives-apart', 'in-prison', 'declared-missing', 'no-civil-capacity', 'tekun', 'dibao', 'clergy-three-years-away'];

const somebody = (currency: string): fc.Arbitrary<Json> => fc.record({
  relation: fc.constantFrom('head', 'spouse', 'child', 'parent', 'grandchild', 'sibling', 'other'), birthDate: day, died: often<string | null>(null, '2026-01-01', '2027-01-01'),
  sex: fc.constantFrom('male', 'female'), student: fc.boolean(), hukouKind: fc.constantFrom('agricultural', 'non-agricultural'), workCapacity: fc.constantFrom('able', 'partial', 'none'),
  disability: fc.oneof(fc.constant('none'), fc.record({ kind: fc.constantFrom('visual', 'physical', 'mental', 'intellectual', 'multiple'), level: fc.integer({ min: 1, max: 4 }) })),
  circumstances: fc.tuple(...CIRCUMSTANCES.map(() => often(false, true))).map((said) => Object.fromEntries(CIRCUMSTANCES.map((name, i) => [name, said[i]]))),
  care: fc.constantFrom('able', 'partly-lost', 'fully-lost'), incomes: fc.array(income(currency), { maxLength: 3 }), properties: fc.array(property(currency), { maxLength: 2 }),
  costs: fc.array(fc.record({ kind: fc.constantFrom('employment', 'serious-illness'), annual: money(currency) }), { maxLength: 1 }),
});

const people = (currency: string, prefix: string, most: number): fc.Arbitrary<Json[]> =>
  fc.array(somebody(currency), { maxLength: most }).map((list) => list.map((one, i) => ({ id: `${prefix}${i}`, ...one })));

const answers = fc.record({
  dwelling: fc.constantFrom('ger', 'house', 'apartment'), heating: fc.constantFrom('wood-or-dung', 'coal', 'central-or-electric'), electricity: fc.constantFrom('grid', 'own-source', 'none'),
  'head-education': fc.constantFrom('none-or-primary', 'lower-secondary', 'upper-secondary', 'higher'), 'head-work': fc.constantFrom('paid-work', 'herding', 'pension', 'no-work'),
  livestock: fc.integer({ min: 0, max: 500 }), vehicle: fc.constantFrom('none', 'motorcycle', 'car-or-truck'),
});

export const arbitraryCase = (area: string): fc.Arbitrary<Json> => {
  const currency = area.startsWith('MN') ? 'MNT' : 'CNY';
  return fc.record({
    asOf: fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2021-08-01', days)), area: fc.constant(area), urban: fc.boolean(),
    members: people(currency, 'm', 4), supporters: people(currency, 's', 2), answers,
  });
};

/** The same case with less known: any of its facts, as `hide` chooses, become null. Persons keep their ids, deaths and joinings. */
export function hidden(value: unknown, hide: () => boolean, path = ''): unknown {
  if (/\.(id|died|kind|currency|minor|nature|level)$/.test(path) || path === '.asOf' || path === '.area') return value;
  if (path !== '' && value !== null && !/\.(costs|circumstances|answers)$/.test(path) && !path.endsWith(']') && hide()) return null;
  if (Array.isArray(value)) return value.map((item, i) => hidden(item, hide, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, hidden(part, hide, `${path}.${name}`)]));
}
