import type { FindingKind, Money, Source, VerificationItem } from '@hearth/contracts';

/** An amount, a number of things, or both. */
export interface Figure { readonly value: Money | null; readonly count: number | null }
export interface DeclaredFigure extends Figure { readonly person: string; readonly kind: FindingKind }
/** What a department holds: its own word for the kind, and a detail sealed for the person. */
export interface HeldItem extends Figure { readonly kind: string; readonly detail: string | null }
export interface Answered { readonly person: string; readonly source: Source; readonly items: readonly HeldItem[] }

export type ComparedItem = Omit<VerificationItem, 'item' | 'settlement'>;

/** The departments' words for what the means test knows. What is not named here (insured earnings) is shown, not compared. */
const KINDS: Readonly<Record<Source, Readonly<Record<string, FindingKind>>>> = {
  'household-registration': { members: 'registration', registered: 'registration' },
  tax: { wages: 'wages', business: 'business' }, employment: { wages: 'wages' }, vehicles: { vehicle: 'vehicle' },
  bank: { deposits: 'deposits' }, 'commercial-insurance': { insurance: 'insurance' }, securities: { securities: 'securities' },
};

/** Every kind a department can find, in the order of the report. */
export const FOUND_KINDS: readonly FindingKind[] = [...new Set(Object.values(KINDS).flatMap((kinds) => Object.values(kinds)))];

/** Counted rather than valued: what a car is worth is an estimate, that it is there is not. */
const COUNTED: readonly FindingKind[] = ['vehicle', 'registration'];

interface Found extends Figure { readonly source: Source }

/**
 * Declared against found, for each person and kind. Several records of one department add up. Where two departments know the same kind
 * (wages: tax and employment) the larger figure is the finding, never their sum: both see the same wages. A department without a record says
 * nothing against a declaration.
 */
export function compareAll(people: readonly string[], answers: readonly Answered[], declared: readonly DeclaredFigure[], tolerance: number): ComparedItem[] {
  return people.flatMap((person) => {
    const own = answers.filter((answer) => answer.person === person);
    const stated = declared.filter((figure) => figure.person === person);
    return FOUND_KINDS.flatMap((kind) => {
      const found = largest(kind, own.map((answer) => foundBy(answer, kind)).filter((f) => f !== null));
      const statement = total(stated.filter((figure) => figure.kind === kind));
      return found ? compare(person, kind, statement, found, tolerance) ?? [] : [];
    });
  });
}

function foundBy({ source, items }: Answered, kind: FindingKind): Found | null {
  const held = items.filter((item) => KINDS[source][item.kind] === kind);
  if (kind === 'registration') return registrationOf(source, held);
  const figure = total(held);
  return figure ? { source, ...figure } : null;
}

/** A person the register does not know lives, for the register, in no household. */
function registrationOf(source: Source, held: readonly HeldItem[]): Found | null {
  if (held.some((item) => item.kind === 'registered' && item.count === 0)) return { source, value: null, count: 0 };
  const members = held.find((item) => item.kind === 'members');
  return members ? { source, value: null, count: members.count } : null;
}

function total(figures: readonly Figure[]): Figure | null {
  return figures.length === 0 ? null : figures.map(({ value, count }): Figure => ({ value, count })).reduce(plus);
}

/** Figures of one statement or department are in one currency; whoever takes them in refuses others. */
const plus = (a: Figure, b: Figure): Figure => ({
  value: a.value && b.value ? { minor: a.value.minor + b.value.minor, currency: a.value.currency } : a.value ?? b.value,
  count: a.count !== null && b.count !== null ? a.count + b.count : a.count ?? b.count,
});

const size = (kind: FindingKind, { value, count }: Figure): number => (COUNTED.includes(kind) ? count ?? -1 : value?.minor ?? -1);
const largest = (kind: FindingKind, found: readonly Found[]): Found | null => found.reduce<Found | null>((most, f) => (most && size(kind, most) >= size(kind, f) ? most : f), null);

function compare(person: string, kind: FindingKind, stated: Figure | null, found: Found, tolerance: number): ComparedItem | null {
  // Whose household an obliged supporter lives in is not for this family to declare.
  if (kind === 'registration' && stated === null) return null;
  const declared = stated ?? { value: null, count: null };
  const differs = difference(kind, declared, found, tolerance);
  if (differs === null) return null;
  return {
    person, source: found.source, kind, declared: declared.value, found: found.value, declaredCount: declared.count, foundCount: found.count,
    ...(differs ? { counts: null, countsCount: null, status: 'open' } : { counts: found.value ?? declared.value, countsCount: found.count ?? declared.count, status: 'consistent' }),
  };
}

/** Whether found and declared differ; what was not declared was declared as nothing. Null when the record holds no figure to compare. */
function difference(kind: FindingKind, declared: Figure, found: Figure, tolerance: number): boolean | null {
  const byCount = found.count === null ? null : (declared.count ?? 0) !== found.count;
  const byValue = found.value === null ? null : valueDiffers(declared.value, found.value, tolerance);
  return COUNTED.includes(kind) ? byCount ?? byValue : byValue ?? byCount;
}

function valueDiffers(declared: Money | null, found: Money, tolerance: number): boolean {
  if (declared === null) return found.minor > tolerance;
  return declared.currency !== found.currency || Math.abs(declared.minor - found.minor) > tolerance;
}
