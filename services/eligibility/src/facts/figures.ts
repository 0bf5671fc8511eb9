import type { Income, IncomeKind, Money, Property, PropertyKind, VerificationItem } from '@hearth/contracts';
import type { Basis, CaseIncome, CaseProperty, OpenFigure } from '@hearth/rules';

const INCOME_KINDS: readonly IncomeKind[] = ['wages', 'business', 'property', 'transfers', 'other'];
const PROPERTY_KINDS: readonly PropertyKind[] = ['deposits', 'securities', 'insurance', 'vehicle', 'housing', 'other'];

/** Who states what of one person: the family, the visitors; null = no statement was made. */
export interface Statements<T> { readonly declared: readonly T[] | null; readonly visit: readonly T[] | null }

/** The figure that counts, where it comes from, and a discrepancy that nobody has settled. */
interface Chosen<T> { readonly figure: T; readonly basis: Basis; readonly open: OpenFigure | null }

/**
 * Item by item: what an officer settled, else what the visitors saw, else what a department confirmed, else what was declared. While a
 * discrepancy is open the stated figure stands, and the assessment is provisional. A kind that a statement leaves out was stated as none.
 */
function choose<T>(items: readonly VerificationItem[], stated: { readonly visit: T | null; readonly declared: T | null }, counted: (item: VerificationItem) => T | null, none: T): Chosen<T> {
  const settled = newest(items.filter(({ status }) => status === 'settled'));
  const confirmed = items.find(({ status }) => status === 'consistent');
  const open = items.find(({ status }) => status === 'open');
  const [figure, basis] = firstKnown<T>([
    [settled ? counted(settled) : null, 'settled'], [stated.visit, 'visit'], [confirmed && !open ? counted(confirmed) : null, 'confirmed'], [stated.declared, 'declared'],
  ]) ?? [none, 'declared'];
  return { figure, basis, open: open ? { declared: open.declared, found: open.found, declaredCount: open.declaredCount, foundCount: open.foundCount } : null };
}

const firstKnown = <T>(list: readonly (readonly [T | null, Basis])[]): readonly [T, Basis] | undefined =>
  list.flatMap(([figure, basis]): (readonly [T, Basis])[] => (figure === null ? [] : [[figure, basis]]))[0];

const newest = (items: readonly VerificationItem[]): VerificationItem | undefined =>
  items.toSorted((a, b) => ((a.settlement?.at ?? '') < (b.settlement?.at ?? '') ? -1 : 1)).at(-1);

/** Both lists know a kind `other`: what is counted in pieces is property. */
const isProperty = (item: VerificationItem): boolean =>
  item.kind !== 'other' ? PROPERTY_KINDS.some((kind) => kind === item.kind) : item.declaredCount !== null || item.foundCount !== null || item.countsCount !== null;

const kindsOf = <K extends string>(kinds: readonly K[], named: readonly string[]): K[] => kinds.filter((kind) => named.includes(kind));

/** The incomes of one person that count; null when nobody made a statement. */
export function incomesOf(person: string, { declared, visit }: Statements<Income>, report: readonly VerificationItem[]): readonly CaseIncome[] | null {
  if (declared === null && visit === null) return null;
  const own = (list: readonly Income[] | null): readonly Income[] => (list ?? []).filter((income) => income.person === person);
  const items = report.filter((item) => item.person === person && !isProperty(item));
  const [said, seen] = [own(declared), own(visit)];
  return kindsOf(INCOME_KINDS, [...said, ...seen, ...items].map(({ kind }) => kind)).map((kind): CaseIncome => {
    const stated = (list: readonly Income[]): Earning | null => earningOf(list.filter((income) => income.kind === kind));
    const named = { visit: stated(seen), declared: stated(said) };
    const { figure, basis, open } = choose(items.filter((item) => item.kind === kind), named, ({ counts }) => counts && { annual: counts }, noEarning([...said, ...seen], items));
    return { kind, nature: null, annual: figure.annual, basis, open };
  });
}

/** Stated income of a kind; its amount may be unknown all the same. */
interface Earning { readonly annual: Money | null }

const earningOf = (list: readonly Income[]): Earning | null => (list.length === 0 ? null : { annual: totalOf(list.map(({ annual }) => annual)) });

/** No income of a kind, in the currency that the person's other figures have. */
function noEarning(stated: readonly Income[], items: readonly VerificationItem[]): Earning {
  const known = [...stated.map(({ annual }) => annual), ...items.flatMap(({ declared, found }) => [declared, found])].find((money) => money !== null);
  return { annual: known ? { minor: 0, currency: known.currency } : null };
}

/** Property of one person that counts; null when nobody made a statement. */
export function propertiesOf(person: string, { declared, visit }: Statements<Property>, report: readonly VerificationItem[]): readonly CaseProperty[] | null {
  if (declared === null && visit === null) return null;
  const own = (list: readonly Property[] | null): readonly Property[] => (list ?? []).filter((property) => property.person === person);
  const items = report.filter((item) => item.person === person && isProperty(item));
  const [said, seen] = [own(declared), own(visit)];
  return kindsOf(PROPERTY_KINDS, [...said, ...seen, ...items].map(({ kind }) => kind)).map((kind): CaseProperty => {
    const stated = (list: readonly Property[]): Holding | null => holdingOf(list.filter((property) => property.kind === kind));
    const named = { visit: stated(seen), declared: stated(said) };
    const { figure, basis, open } = choose(items.filter((item) => item.kind === kind), named, (item) => verified(item, named.visit ?? named.declared), NO_HOLDING);
    return { kind, value: figure.value, count: figure.count, basis, open };
  });
}

interface Holding { readonly value: Money | null; readonly count: number }
const NO_HOLDING: Holding = { value: null, count: 0 };

/** A report may count without valuing, or value without counting: the rest is as stated. */
function verified({ counts, countsCount }: VerificationItem, stated: Holding | null): Holding | null {
  if (counts === null && countsCount === null) return null;
  return { value: counts ?? stated?.value ?? null, count: countsCount ?? stated?.count ?? 1 };
}

function holdingOf(list: readonly Property[]): Holding | null {
  if (list.length === 0) return null;
  // One thing of unknown value leaves the value of them all unknown; none of a thing has no value to know.
  const valued = list.filter(({ count, value }) => count > 0 || value !== null);
  const value = valued.some((one) => one.value === null) ? null : totalOf(valued.flatMap((one) => (one.value ? [one.value] : [])));
  return { value, count: list.reduce((sum, { count }) => sum + count, 0) };
}

/** Null for no amounts, and for amounts that cannot be taken together. */
function totalOf(amounts: readonly Money[]): Money | null {
  const [first] = amounts;
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return null;
  const minor = Number(amounts.reduce((sum, amount) => sum + BigInt(amount.minor), 0n));
  return Number.isSafeInteger(minor) ? { minor, currency: first.currency } : null;
}
