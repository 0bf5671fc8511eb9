import type { MemberJoined, PersonRegistered } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

/** Who lives where and how old they are: what coverage counts people by. A person without an area is a supporter, not a member. */
@Controller()
export class RegistryConsumer {
  @Consumes('hearth.registry.PersonRegistered', [1])
  async person(@Payload() { data }: Fact<PersonRegistered>, @Ctx() { tx }: FactContext): Promise<void> {
    if (data.household === null) return;
    await tx.query('INSERT INTO member (household, person, birth_date, area) VALUES ($1, $2, $3, NULL) ON CONFLICT (household, person) DO UPDATE SET birth_date = excluded.birth_date', [data.household, data.person, data.birthDate]);
  }

  @Consumes('hearth.registry.MemberJoined', [1])
  async joined(@Payload() { data, area }: Fact<MemberJoined>, @Ctx() { tx }: FactContext): Promise<void> {
    await tx.query('INSERT INTO member (household, person, area) VALUES ($1, $2, $3) ON CONFLICT (household, person) DO UPDATE SET area = excluded.area', [data.household, data.person, area]);
  }
}
