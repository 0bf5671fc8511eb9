import type { ApplicationSubmitted } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { keepInRecord } from './record.consumer.ts';

/** Remembers under which authorisation an application runs: a final refusal ends it. */
@Controller()
export class ApplicationSubmittedConsumer {
  @Consumes('hearth.casework.ApplicationSubmitted', [1])
  async on(@Payload() fact: Fact<ApplicationSubmitted>, @Ctx() context: FactContext): Promise<void> {
    await keepInRecord(fact, context);
    await context.known.put('application', fact.data.application, { authorisation: fact.data.authorisation }, fact.data.household);
  }
}
