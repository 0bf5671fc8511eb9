import type { AssessmentCompleted } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { givenBy } from '../application/case-desk.ts';
import { decideOn } from './on-application.ts';

/** What the rules say; the whole trace is kept for the file. */
@Controller()
export class AssessmentCompletedConsumer {
  @Consumes('hearth.eligibility.AssessmentCompleted', [1])
  async on(@Payload() { data }: Fact<AssessmentCompleted>, @Ctx() context: FactContext): Promise<void> {
    const { application, household } = data;
    if (application === null) return;
    await context.known.put('assessment', application, data, household);
    await decideOn(context, application, () => ({ type: 'NoteAssessment', completed: data, ...givenBy(context.unit) }));
  }
}
