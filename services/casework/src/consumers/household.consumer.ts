import type { HouseholdRegistered, MemberJoined, PersonDied, PersonRegistered, SupporterNamed } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { givenBy } from '../application/case-desk.ts';
import { addBelonging } from '../known/household.ts';
import { casesOf, decideOn, factsChanged, restOn } from './on-application.ts';

/** Who belongs to a household: own copies, with names sealed as they came. */
@Controller()
export class HouseholdConsumer {
  @Consumes('hearth.registry.PersonRegistered', [1])
  person(@Payload() { data }: Fact<PersonRegistered>, @Ctx() { known }: FactContext): Promise<void> {
    const { person, household, name, birthDate, sex, disability } = data;
    return known.merge('person', person, { person, name, birthDate, sex, disability }, household);
  }

  @Consumes('hearth.registry.HouseholdRegistered', [1])
  async household(@Payload() fact: Fact<HouseholdRegistered>, @Ctx() context: FactContext): Promise<void> {
    const { household, area, head, urban } = fact.data;
    await restOn(fact, context, household);
    await context.known.merge('household', household, { household, area, head, urban }, household);
  }

  @Consumes('hearth.registry.MemberJoined', [1])
  async member(@Payload() fact: Fact<MemberJoined>, @Ctx() context: FactContext): Promise<void> {
    await this.belongs(fact, context, 'members');
    await factsChanged(context, fact.data.household);
  }

  @Consumes('hearth.registry.SupporterNamed', [1])
  supporter(@Payload() fact: Fact<SupporterNamed>, @Ctx() context: FactContext): Promise<void> {
    return this.belongs(fact, context, 'supporters');
  }

  /** Before the decision the household is assessed again; a benefit in payment is for an officer to look at. */
  @Consumes('hearth.registry.PersonDied', [1])
  async died(@Payload() { data: { household, person, on } }: Fact<PersonDied>, @Ctx() context: FactContext): Promise<void> {
    await context.known.merge('person', person, { died: on }, household);
    if (household === null) return;
    for (const application of await casesOf(context, household)) {
      await decideOn(context, application, () => ({ type: 'NoteDeath', person, on, ...givenBy(context.unit) }));
    }
    await factsChanged(context, household);
  }

  private async belongs(fact: Fact<MemberJoined | SupporterNamed>, context: FactContext, list: 'members' | 'supporters'): Promise<void> {
    const { household, person, relation, on } = fact.data;
    await restOn(fact, context, household);
    await addBelonging(context.known, household, list, { person, relation, on });
  }
}
