import type { Text3, Trace } from '@hearth/contracts';
import { type Money, money } from '@hearth/kernel';
import type { CaseFrame } from './case-frame.ts';
import { askedNow, type Claim, inWholeUnits } from './claims.ts';
import type { ItemRule } from './document.ts';
import { holds, valueOf } from './expressions.ts';
import { fraction } from './fraction.ts';
import type { Subject } from './subjects.ts';
import { amountInWords, filled } from './wording.ts';

/** Money that is not the amount of a month: what for, how often, for whom. */
export interface PaidItem {
  readonly item: string;
  readonly source: string;
  readonly every: ItemRule['every'];
  /** Beside the amount of a month, a part of it, or credited instead of it to those who get none. */
  readonly as: ItemRule['as'];
  /** In total; null = it cannot be said whether or how much. */
  readonly money: Money | null;
  readonly shares: readonly { readonly person: string; readonly money: Money }[];
  readonly reason: Text3;
}

const UNKNOWN: Text3 = { zh: '尚不明确，无法确定', mn: 'Мэдээлэл дутуу тул тогтоох боломжгүй', en: 'What it depends on is not known' };

/** What there is beside or instead of the amount of a month. What is known not to be due is left out. */
export function itemsOf(frame: CaseFrame, claims: readonly Claim[]): readonly PaidItem[] {
  return askedNow(frame.rules.items, frame).flatMap((rule) => {
    const entitled = claims.filter((claim) => (rule.as === 'instead' ? claim.one && claim.holds === false : claim.holds));
    const people = frame.rules.unit === 'household' ? entitled.slice(0, 1) : entitled;
    const parts = people.map(({ person }) => ({ person: person.person.id, due: dueTo(frame, rule, frame.rules.unit === 'household' ? frame.household : person) })).filter(({ due }) => due !== 0n);
    return parts.length === 0 ? [] : [paid(frame, rule, parts)];
  });
}

/** Minor units; 0 where it is not for this one; null where nobody can say. */
function dueTo(frame: CaseFrame, { test, quantity }: ItemRule, subject: Subject): bigint | null {
  const due = holds(test, subject);
  return due === false ? 0n : due && inWholeUnits(valueOf(quantity, subject), fraction(1), 1);
}

function paid(frame: CaseFrame, { item, source, every, as, reason }: ItemRule, parts: readonly { readonly person: string; readonly due: bigint | null }[]): PaidItem {
  const { currency } = frame.rules;
  const known = parts.every(({ due }) => due !== null);
  const whole = parts.reduce((sum, { due }) => sum + (due ?? 0n), 0n);
  const shares = parts.flatMap(({ person, due }) => (due === null ? [] : [{ person, money: money(Number(due), currency) }]));
  return { item, source, every, as, money: known ? money(Number(whole), currency) : null, shares, reason: known ? filled(reason, { money: amountInWords(whole) }) : UNKNOWN };
}

/** A line for each that is due; what is not known to be due is shown among the items alone. */
export const itemLines = (items: readonly PaidItem[]): Trace[] => items.flatMap(({ item, source, every, as, money: whole, shares, reason }) =>
  (whole === null ? [] : [{ rule: `item-${item}`, source, inputs: { every, as, money: whole, people: shares.length }, result: true, reason }]));
