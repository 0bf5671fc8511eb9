import type { EnrolmentRecorded, ReferralAnswered, ReferralProposed } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { namedId } from '@hearth/service-host';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { enrolmentDecider } from '../enrolment/enrolment.decider.ts';
import { keepInRecord } from './record.consumer.ts';

/** A proposal to a complementary programme, and that programme's answer, stand on the household's record as an enrolment. */
@Controller()
export class ReferralConsumer {
  @Consumes('hearth.casework.ReferralProposed', [1])
  async proposed(@Payload() fact: Fact<ReferralProposed>, @Ctx() context: FactContext): Promise<void> {
    await keepInRecord(fact, context);
    await this.record(fact.data, 'proposed', fact.data.on, fact.area, context);
  }

  @Consumes('hearth.casework.ReferralAnswered', [1])
  async answered(@Payload() fact: Fact<ReferralAnswered>, @Ctx() context: FactContext): Promise<void> {
    await keepInRecord(fact, context);
    await this.record(fact.data, fact.data.answer, fact.data.from ?? fact.effectiveon, fact.area, context);
  }

  private async record({ household, referral, programme, person }: ReferralProposed | ReferralAnswered, status: EnrolmentRecorded['status'], from: string, area: string | null, context: FactContext): Promise<void> {
    const enrolment = namedId(`enrolment:${referral}`);
    await context.unit.decide(enrolmentDecider, enrolment, { type: 'RecordEnrolment', data: { household, enrolment, programme, person, status, from, money: null, approval: null, referral } }, { household, area });
  }
}
