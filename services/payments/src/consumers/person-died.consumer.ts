import type { PersonDied } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { entitlementDecider } from '../entitlement/entitlement.decider.ts';
import { holdPerson, ordersOf } from './orders.ts';

/** Nobody is paid into a dead person's account: the payroll shows it, and casework decides what becomes of the benefit. */
@Controller()
export class PersonDiedConsumer {
  @Consumes('hearth.registry.PersonDied', [1])
  async on(@Payload() fact: Fact<PersonDied>, @Ctx() { tx, unit, known }: FactContext): Promise<void> {
    const { person, on } = fact.data;
    await holdPerson(tx, person);
    await known.put('death', person, { on });
    for (const { order, area } of await ordersOf(known, 'person', person)) {
      const { state } = await unit.load(entitlementDecider, order);
      if (state.opened) await unit.decide(entitlementDecider, order, { type: 'NoteDeath', person, on }, { household: state.opened.household, area });
    }
  }
}
