import type { InquiryAnswered, VerificationReported } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { ALL_AREAS } from '@hearth/kernel';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { reached } from '../milestones.ts';

/** How long departments take, and whole verifications: the figure to beat is 3–5 working days. */
@Controller()
export class HiavsConsumer {
  @Consumes('hearth.hiavs.InquiryAnswered', [1])
  async answered(@Payload() { data, area, time }: Fact<InquiryAnswered>, @Ctx() { tx }: FactContext): Promise<void> {
    await tx.query('INSERT INTO inquiry (inquiry, area, source, asked_at, answered_at, recorded_at) VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING', [data.inquiry, area ?? ALL_AREAS, data.source, data.askedAt, data.answeredAt, time]);
  }

  @Consumes('hearth.hiavs.VerificationReported', [1])
  async reported(@Payload() fact: Fact<VerificationReported>, @Ctx() { tx }: FactContext): Promise<void> {
    const { verification, application, requestedAt, reportedAt, outcome } = fact.data;
    await tx.query(
      `INSERT INTO verification (verification, area, requested_at, complete_at, recorded_at) VALUES ($1,$2,$3,$4,$5)
       ON CONFLICT (verification) DO UPDATE SET complete_at = coalesce(verification.complete_at, excluded.complete_at)`,
      [verification, fact.area ?? ALL_AREAS, requestedAt, outcome === 'incomplete' ? null : reportedAt, fact.time]);
    if (outcome !== 'incomplete') await reached(tx, application, 'reported', fact);
  }
}
