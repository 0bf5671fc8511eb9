import type { BenefitChanged, BenefitEnded, BenefitSuspended } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type EntitlementCommand, entitlementDecider } from '../entitlement/entitlement.decider.ts';
import { ordersOf } from './orders.ts';

/** What casework decides about a benefit later: a change for the orders it names, a suspension or an end for every order of the approval; a benefit that was never ordered concerns nobody here. */
@Controller()
export class BenefitConsumer {
  @Consumes('hearth.casework.BenefitChanged', [1])
  changed(@Payload() fact: Fact<BenefitChanged>, @Ctx() context: FactContext): Promise<void> {
    const { orders, from, reason } = fact.data;
    return toOrders(fact, context, (order) => {
      const changed = orders.find((one) => one.order === order);
      return changed ? { type: 'Change', money: changed.money, from, reason } : null;
    });
  }

  @Consumes('hearth.casework.BenefitSuspended', [1])
  suspended(@Payload() fact: Fact<BenefitSuspended>, @Ctx() context: FactContext): Promise<void> {
    const { from, reason } = fact.data;
    return toOrders(fact, context, () => ({ type: 'Suspend', from, reason }));
  }

  @Consumes('hearth.casework.BenefitEnded', [1])
  ended(@Payload() fact: Fact<BenefitEnded>, @Ctx() context: FactContext): Promise<void> {
    const { from, reason } = fact.data;
    return toOrders(fact, context, () => ({ type: 'End', from, reason }));
  }
}

async function toOrders({ data }: Fact<{ readonly household: string; readonly approval: string }>, { unit, known }: FactContext, commandFor: (order: string) => EntitlementCommand | null): Promise<void> {
  for (const { order, area } of await ordersOf(known, 'approval', data.approval)) {
    const command = commandFor(order);
    if (command) await unit.decide(entitlementDecider, order, command, { household: data.household, area });
  }
}
