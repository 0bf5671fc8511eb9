import type { PersonErased } from '@hearth/contracts';
import type { KeyProvider } from '@hearth/event-store';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { KEYS } from '../environment.ts';
import { RUNTIME, type Runtime } from '../runtime.ts';
import { ERASURE_LIST, forgetPerson } from './erasure-list.ts';

/** Every service that hears of people forgets them when it is told to: the key in its memory, what it finds them by, and for good, so that no restore brings them back. */
@Controller()
export class PersonErasedConsumer {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime, @Inject(KEYS) private readonly keys: KeyProvider) {}

  @Consumes('hearth.registry.PersonErased', [1])
  async erased(@Payload() { data: { person }, actor }: Fact<PersonErased>, @Ctx() { known, tx }: FactContext): Promise<void> {
    // The fact is final: whoever hears it may finish what the registry was kept from finishing.
    await this.keys.erase(person, { purpose: ERASURE_LIST, actor, about: `person-${person}` });
    await forgetPerson(this.runtime.definition, person, { known, tx });
  }
}
