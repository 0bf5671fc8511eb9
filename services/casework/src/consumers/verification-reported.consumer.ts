import type { VerificationReported } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { assessmentInput, givenBy } from '../application/case-desk.ts';
import { decideOn, restOn } from './on-application.ts';

/** The report, whole each time: the gate before the county's opinion, and a reason to assess. */
@Controller()
export class VerificationReportedConsumer {
  @Consumes('hearth.hiavs.VerificationReported', [1])
  async on(@Payload() fact: Fact<VerificationReported>, @Ctx() context: FactContext): Promise<void> {
    const { unit, known } = context;
    const { household, application } = fact.data;
    await restOn(fact, context, household);
    await known.put('verification', application, fact.data, household);
    await decideOn(context, application, async () => ({ type: 'NoteReport', report: fact.data, ...givenBy(unit), ...await assessmentInput(unit, known, household) }));
  }
}
