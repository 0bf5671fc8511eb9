import type { PaymentOrdered } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { entitlementDecider } from '../entitlement/entitlement.decider.ts';
import { addOrder, holdPerson } from './orders.ts';

/** The only way to an entitlement: the county's list. */
@Controller()
export class PaymentOrderedConsumer {
  @Consumes('hearth.casework.PaymentOrdered', [1])
  async on(@Payload() fact: Fact<PaymentOrdered>, @Ctx() { tx, unit, known }: FactContext): Promise<void> {
    const { data, area } = fact;
    const { order, household, approval, payee, beneficiary } = data;
    const about = { household, area };
    await unit.decide(entitlementDecider, order, { type: 'Open', data: { ...data, area, ordered: { stream: fact.stream, version: fact.streamversion } } }, about);
    await addOrder(known, 'approval', approval, order, area);
    for (const person of [...new Set([payee, beneficiary])].toSorted()) {
      await holdPerson(tx, person);
      await addOrder(known, 'person', person, order, area);
      // The registry may have told of the death before casework told of the order.
      const death = await known.get<{ on: string }>('death', person);
      if (death) await unit.decide(entitlementDecider, order, { type: 'NoteDeath', person, on: death.on }, about);
    }
  }
}
