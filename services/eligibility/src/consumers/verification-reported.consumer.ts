import type { VerificationReported } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { KnownReport } from '../facts/household-facts.ts';

/** The latest report of a verification: the figures that count, and what is still open. */
@Controller()
export class VerificationReportedConsumer {
  @Consumes('hearth.hiavs.VerificationReported', [1])
  async on(@Payload() { data }: Fact<VerificationReported>, @Ctx() { known }: FactContext): Promise<void> {
    const { household, verification, round, items, missing, waived } = data;
    const before = await known.get<KnownReport>('verification', verification);
    if (before === null || before.round < round) await known.put('verification', verification, { round, items, missing, waived } satisfies KnownReport, household);
  }
}
