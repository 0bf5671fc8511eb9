import type { CareAssessed } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { KnownCare } from '../facts/household-facts.ts';

/** Tekun: the care grade of a person, which sets the care allowance of the next assessment. */
@Controller()
export class CareAssessedConsumer {
  @Consumes('hearth.casework.CareAssessed', [1])
  async on(@Payload() { data }: Fact<CareAssessed>, @Ctx() { known }: FactContext): Promise<void> {
    const { household, person, grade, on } = data;
    await known.put('care', person, { grade, on } satisfies KnownCare, household);
  }
}
