import type { BenefitChanged, BenefitEnded, BenefitSuspended, Day, Money, PaymentOrdered, Period } from '@hearth/contracts';

/** Where the order stands in casework's log: facts about its payments rest on it. */
export interface Ordered { readonly stream: string; readonly version: number }
export type DeathOf = 'payee' | 'beneficiary';

export type EntitlementEvent =
  | { readonly type: 'EntitlementOpened'; readonly data: PaymentOrdered & { readonly area: string | null; readonly ordered: Ordered } }
  | { readonly type: 'EntitlementChanged'; readonly data: { readonly order: string } & Pick<BenefitChanged, 'money' | 'from' | 'reason'> }
  | { readonly type: 'EntitlementSuspended'; readonly data: { readonly order: string } & Pick<BenefitSuspended, 'from' | 'reason'> }
  | { readonly type: 'EntitlementEnded'; readonly data: { readonly order: string } & Pick<BenefitEnded, 'from' | 'reason'> }
  | { readonly type: 'DeathNoted'; readonly data: { readonly order: string; readonly person: string; readonly of: DeathOf; readonly on: Day }; readonly effectiveOn?: Day };

export type Opened = Extract<EntitlementEvent, { type: 'EntitlementOpened' }>['data'];

export interface Entitlement {
  readonly opened: Opened | null;
  /** Amounts in the order they were decided: a later one counts from its period on. */
  readonly amounts: readonly { readonly from: Period; readonly money: Money }[];
  readonly suspendedFrom: Period | null;
  readonly endedFrom: Period | null;
  readonly deaths: Readonly<Record<DeathOf, Day | null>>;
}

export const noEntitlement: Entitlement = { opened: null, amounts: [], suspendedFrom: null, endedFrom: null, deaths: { payee: null, beneficiary: null } };

export function evolve(state: Entitlement, event: EntitlementEvent): Entitlement {
  switch (event.type) {
    case 'EntitlementOpened': return { ...state, opened: event.data, amounts: [{ from: event.data.from, money: event.data.money }] };
    case 'EntitlementChanged': return { ...state, amounts: [...state.amounts, { from: event.data.from, money: event.data.money }] };
    case 'EntitlementSuspended': return { ...state, suspendedFrom: earlier(state.suspendedFrom, event.data.from) };
    case 'EntitlementEnded': return { ...state, endedFrom: earlier(state.endedFrom, event.data.from) };
    case 'DeathNoted': return { ...state, deaths: { ...state.deaths, [event.data.of]: event.data.on } };
  }
}

const earlier = (a: Period | null, b: Period): Period => (a !== null && a < b ? a : b);

/** What an entitlement says of one period: money is due, it is held back for a reason, or the period is not its concern. */
export type Claim =
  | { readonly kind: 'due'; readonly money: Money }
  | { readonly kind: 'held'; readonly reason: 'dead-payee' | 'dead-beneficiary' | 'suspended'; readonly money: Money }
  | { readonly kind: 'none' };

const NONE: Claim = { kind: 'none' };

/** As much of an entitlement as decides a period: its stream's state has it, and its row. */
export type Claimed = Omit<Entitlement, 'opened'> & { readonly opened: Pick<Opened, 'from' | 'until'> | null };

/** Pure and without a calendar: whether a period may be paid already is for the payroll to say. */
export function claimOf(state: Claimed, period: Period): Claim {
  const { opened, suspendedFrom, endedFrom, deaths } = state;
  if (!opened || period < opened.from || (opened.until !== null && period > opened.until) || reached(endedFrom, period)) return NONE;
  const money = amountIn(state, period);
  if (!money || money.minor <= 0) return NONE;
  // Nobody can collect from a dead person's account, whatever the month the money is for.
  if (deaths.payee !== null) return { kind: 'held', reason: 'dead-payee', money };
  if (deaths.beneficiary !== null && period > deaths.beneficiary.slice(0, 7)) return { kind: 'held', reason: 'dead-beneficiary', money };
  return reached(suspendedFrom, period) ? { kind: 'held', reason: 'suspended', money } : { kind: 'due', money };
}

const reached = (from: Period | null, period: Period): boolean => from !== null && period >= from;

/** The amount for a period: what was decided last among those that reach it. */
export const amountIn = ({ amounts }: Pick<Entitlement, 'amounts'>, period: Period): Money | null => amounts.findLast(({ from }) => from <= period)?.money ?? null;
