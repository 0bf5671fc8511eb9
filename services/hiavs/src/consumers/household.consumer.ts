import type { HouseholdRegistered, MemberJoined, SupporterNamed } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { belongingId } from '../known/registry-facts.ts';

/** Who belongs to a household, and who is obliged to support it from outside. */
@Controller()
export class HouseholdConsumer {
  @Consumes('hearth.registry.HouseholdRegistered', [1])
  async registered(@Payload() { data: { household, head, area } }: Fact<HouseholdRegistered>, @Ctx() { known }: FactContext): Promise<void> {
    await known.put('household', household, { household, head, area }, household);
  }

  @Consumes('hearth.registry.MemberJoined', [1])
  async joined(@Payload() { data: { household, person, relation } }: Fact<MemberJoined>, @Ctx() { known }: FactContext): Promise<void> {
    await known.put('belonging', belongingId(household, person), { person, relation, kind: 'member' }, household);
  }

  @Consumes('hearth.registry.SupporterNamed', [1])
  async named(@Payload() { data: { household, person, relation } }: Fact<SupporterNamed>, @Ctx() { known }: FactContext): Promise<void> {
    await known.put('belonging', belongingId(household, person), { person, relation, kind: 'supporter' }, household);
  }
}
