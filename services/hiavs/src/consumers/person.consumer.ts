import type { PersonDied, PersonRegistered } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

/** Who may be asked about: sealed as it came, and found again by the token of the identity number when a department writes of a change. */
@Controller()
export class PersonConsumer {
  @Consumes('hearth.registry.PersonRegistered', [1])
  async registered(@Payload() { data }: Fact<PersonRegistered>, @Ctx() { known }: FactContext): Promise<void> {
    const { person, household, name, idNumber, birthDate, idToken } = data;
    await known.merge('person', person, { person, household, name, idNumber, birthDate });
    await known.put('id-token', idToken, { person });
  }

  @Consumes('hearth.registry.PersonDied', [1])
  async died(@Payload() { data }: Fact<PersonDied>, @Ctx() { known }: FactContext): Promise<void> {
    await known.merge('person', data.person, { died: data.on });
  }
}
