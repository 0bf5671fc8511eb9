import type { EnrolmentEnded, EnrolmentRecorded } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

/** Where the household's people are enrolled: for programmes that exclude each other. */
@Controller()
export class EnrolmentConsumer {
  @Consumes('hearth.registry.EnrolmentRecorded', [1])
  recorded(@Payload() { data: { household, enrolment, programme, person, approval, status } }: Fact<EnrolmentRecorded>, @Ctx() { known }: FactContext): Promise<void> {
    return known.put('enrolment', enrolment, { enrolment, programme, person, approval, status }, household);
  }

  @Consumes('hearth.registry.EnrolmentEnded', [1])
  ended(@Payload() { data: { household, enrolment } }: Fact<EnrolmentEnded>, @Ctx() { known }: FactContext): Promise<void> {
    return known.merge('enrolment', enrolment, { status: 'ended' }, household);
  }
}
