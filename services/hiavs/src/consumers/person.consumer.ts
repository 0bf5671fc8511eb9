import type { PersonDied, PersonRegistered } from '@hearth/contracts';
import { type KeyProvider, makingTokens } from '@hearth/event-store';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { KEYS } from '@hearth/service-host';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { keepIdTokens } from '../known/id-tokens.ts';

/** Who may be asked about: sealed as it came, and found again by a token of the identity number when a department writes of a change. */
@Controller()
export class PersonConsumer {
  constructor(@Inject(KEYS) private readonly keys: KeyProvider) {}

  @Consumes('hearth.registry.PersonRegistered', [1])
  async registered(@Payload() { data }: Fact<PersonRegistered>, @Ctx() { known, tx }: FactContext): Promise<void> {
    const { person, household, name, idNumber, idKind, birthDate } = data;
    await known.merge('person', person, { person, household, name, idNumber, idKind, birthDate });
    await makingTokens(tx);
    await keepIdTokens(this.keys, known, [data]);
  }

  @Consumes('hearth.registry.PersonDied', [1])
  async died(@Payload() { data }: Fact<PersonDied>, @Ctx() { known }: FactContext): Promise<void> {
    await known.merge('person', data.person, { died: data.on });
  }
}
