import type { Day, Money, Period } from '@hearth/contracts';
import { rows } from '@hearth/event-store';
import type { DeathOf, Entitlement, EntitlementEvent, Opened } from '../entitlement/entitlement.ts';

export type EntitlementStatus = 'open' | 'suspended' | 'ended' | 'dead-payee' | 'dead-beneficiary';

/** What one order entitles to, as GET shows it (name and account still sealed). */
export interface EntitlementRow extends Omit<Opened, 'order' | 'list' | 'ordered'>, Pick<Entitlement, 'amounts' | 'suspendedFrom' | 'endedFrom'> {
  readonly id: string;
  /** The amount decided last. */
  readonly money: Money;
  readonly reason: string | null;
  readonly deaths: Readonly<Record<DeathOf, Day | null>>;
  readonly status: EntitlementStatus;
  readonly version: number;
}

const ended = (row: EntitlementRow, status: EntitlementStatus): EntitlementStatus => (row.status === 'ended' ? 'ended' : status);
const first = (a: Period | null, b: Period): Period => (a !== null && a < b ? a : b);

export const entitlementRows = rows<EntitlementRow, EntitlementEvent>({
  name: 'entitlement', version: 1, indexed: ['programme', 'beneficiary', 'payee'],
  keys: (event) => event.data.order,
  on: {
    EntitlementOpened: (_, { data: { order, list: _list, ordered: _ordered, ...opened }, version }) => ({
      ...opened, id: order, amounts: [{ from: opened.from, money: opened.money }], suspendedFrom: null, endedFrom: null, reason: null, deaths: { payee: null, beneficiary: null }, status: 'open', version,
    }),
    EntitlementChanged: (row, { data: { money, from, reason }, version }) => row && { ...row, money, reason, amounts: [...row.amounts, { from, money }], version },
    EntitlementSuspended: (row, { data: { from, reason }, version }) => row && { ...row, suspendedFrom: first(row.suspendedFrom, from), reason, status: ended(row, 'suspended'), version },
    EntitlementEnded: (row, { data: { from, reason }, version }) => row && { ...row, endedFrom: first(row.endedFrom, from), reason, status: 'ended', version },
    DeathNoted: (row, { data: { of, on }, version }) => row && { ...row, deaths: { ...row.deaths, [of]: on }, status: ended(row, of === 'payee' ? 'dead-payee' : row.status === 'dead-payee' ? 'dead-payee' : 'dead-beneficiary'), version },
  },
});
