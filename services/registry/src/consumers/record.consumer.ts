import { eventTypes } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { entryOf, keepEntry } from '../record/entries.ts';

/** Facts that other consumers of the registry act on; those keep them in the record too. */
const ACTED_ON: readonly string[] = [
  'hearth.casework.ApplicationSubmitted', 'hearth.casework.VisitRecorded', 'hearth.casework.BenefitApproved', 'hearth.casework.BenefitRefused', 'hearth.casework.BenefitEnded', 'hearth.casework.ReferralProposed', 'hearth.casework.ReferralAnswered',
];

export async function keepInRecord(fact: Fact, context: FactContext): Promise<void> {
  const entry = entryOf(fact);
  if (entry) await keepEntry(context.tx, entry);
}

/** Everything any other service published about a household enters its record. */
@Controller()
export class RecordConsumer {
  @Consumes(eventTypes.filter((type) => !type.startsWith('hearth.registry.') && !ACTED_ON.includes(type)), [1])
  keep(@Payload() fact: Fact, @Ctx() context: FactContext): Promise<void> { return keepInRecord(fact, context); }
}
