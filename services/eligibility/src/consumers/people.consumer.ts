import type { HouseholdRegistered, MemberJoined, PersonDied, PersonRegistered, SupporterNamed } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { KnownHousehold, KnownPerson, KnownRelation } from '../facts/household-facts.ts';

/** Own copy of who lives in a household, of what rules need to know of them; no names, no numbers. */
@Controller()
export class PeopleConsumer {
  @Consumes('hearth.registry.PersonRegistered', [1])
  async registered(@Payload() { data }: Fact<PersonRegistered>, @Ctx() { known }: FactContext): Promise<void> {
    const { person, household, birthDate, sex, disability, workCapacity, student, hukouKind } = data;
    await known.merge('person', person, { birthDate, sex, disability, workCapacity, student, hukouKind } satisfies KnownPerson, household);
  }

  @Consumes('hearth.registry.PersonDied', [1])
  async died(@Payload() { data }: Fact<PersonDied>, @Ctx() { known }: FactContext): Promise<void> {
    await known.merge('person', data.person, { died: data.on }, data.household);
  }

  @Consumes('hearth.registry.HouseholdRegistered', [1])
  async household(@Payload() { data }: Fact<HouseholdRegistered>, @Ctx() { known }: FactContext): Promise<void> {
    await known.put('household', data.household, { area: data.area, urban: data.urban } satisfies KnownHousehold, data.household);
  }

  @Consumes('hearth.registry.MemberJoined', [1])
  async joined(@Payload() { data }: Fact<MemberJoined>, @Ctx() { known }: FactContext): Promise<void> {
    const { household, person, relation, on } = data;
    await known.put('member', `${household}:${person}`, { person, relation, on } satisfies KnownRelation, household);
  }

  @Consumes('hearth.registry.SupporterNamed', [1])
  async supporter(@Payload() { data }: Fact<SupporterNamed>, @Ctx() { known }: FactContext): Promise<void> {
    const { household, person, relation, on } = data;
    await known.put('supporter', `${household}:${person}`, { person, relation, on } satisfies KnownRelation, household);
  }
}
