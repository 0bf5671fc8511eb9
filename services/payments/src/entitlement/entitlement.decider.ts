import type { Day, Money, Period } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';
import { refuse } from '../reasons.ts';
import { type DeathOf, type Entitlement, type EntitlementEvent, evolve, noEntitlement, type Opened } from './entitlement.ts';

export type EntitlementCommand =
  | { readonly type: 'Open'; readonly data: Opened }
  | { readonly type: 'Change'; readonly money: Money; readonly from: Period; readonly reason: string }
  | { readonly type: 'Suspend'; readonly from: Period; readonly reason: string }
  | { readonly type: 'End'; readonly from: Period; readonly reason: string }
  | { readonly type: 'NoteDeath'; readonly person: string; readonly on: Day };

/** What one order of payment entitles to, from casework's order to its end. */
export const entitlementDecider: Decider<EntitlementCommand, EntitlementEvent, Entitlement> = {
  stream: 'entitlement', initial: noEntitlement, evolve,
  decide(command, state) {
    if (command.type === 'Open') return state.opened ? refuse('ordered-already') : [{ type: 'EntitlementOpened', data: command.data }];
    if (!state.opened) throw new Rejection('not-found', 'There is no such entitlement.', { status: 404 });
    const { order } = state.opened;
    switch (command.type) {
      case 'Change': return [{ type: 'EntitlementChanged', data: { order, money: sameCurrency(command.money, state.opened.money), from: command.from, reason: command.reason } }];
      case 'Suspend': return isLater(command.from, state.suspendedFrom) ? [] : [{ type: 'EntitlementSuspended', data: { order, from: command.from, reason: command.reason } }];
      case 'End': return isLater(command.from, state.endedFrom) ? [] : [{ type: 'EntitlementEnded', data: { order, from: command.from, reason: command.reason } }];
      case 'NoteDeath': return deaths(state, state.opened, command.person, command.on);
    }
  },
};

/** A suspension or an end that is already in force says nothing new. */
const isLater = (from: Period, known: Period | null): boolean => known !== null && from >= known;

function sameCurrency(money: Money, before: Money): Money {
  if (money.currency !== before.currency) refuse('other-currency', {}, { status: 422 });
  return money;
}

/** One person may be both: who is paid for and who is paid. */
function deaths(state: Entitlement, opened: Opened, person: string, on: Day): EntitlementEvent[] {
  const concerned = (['payee', 'beneficiary'] as const).filter((of: DeathOf) => opened[of] === person && state.deaths[of] === null);
  return concerned.map((of) => ({ type: 'DeathNoted', data: { order: opened.order, person, of, on }, effectiveOn: on }));
}
