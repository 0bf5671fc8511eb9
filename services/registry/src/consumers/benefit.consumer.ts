import type { BenefitApproved, BenefitEnded, BenefitRefused } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { firstDay } from '@hearth/kernel';
import { namedId } from '@hearth/service-host';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { authorisationDecider } from '../authorisation/authorisation.decider.ts';
import { enrolmentDecider } from '../enrolment/enrolment.decider.ts';
import { keepInRecord } from './record.consumer.ts';

/** Approval enrols, ending ends; a final refusal ends the family's authorisation. */
@Controller()
export class BenefitConsumer {
  @Consumes('hearth.casework.BenefitApproved', [1])
  async approved(@Payload() fact: Fact<BenefitApproved>, @Ctx() context: FactContext): Promise<void> {
    await keepInRecord(fact, context);
    const { household, approval, programme, of, money, shares, from } = fact.data;
    const about = { household, area: fact.area };
    const enrolled = of === 'household' ? [{ person: null, money }] : shares.map((share) => ({ person: share.person, money: share.money }));
    for (const { person, money: amount } of enrolled) {
      const enrolment = enrolmentId(approval, person);
      await context.unit.decide(enrolmentDecider, enrolment, { type: 'RecordEnrolment', data: { household, enrolment, programme, person, status: 'enrolled', from: firstDay(from), money: amount, approval, referral: null } }, about);
    }
    await context.known.put('approval', approval, { enrolments: enrolled.map((e) => enrolmentId(approval, e.person)) }, household);
  }

  @Consumes('hearth.casework.BenefitEnded', [1])
  async ended(@Payload() fact: Fact<BenefitEnded>, @Ctx() context: FactContext): Promise<void> {
    await keepInRecord(fact, context);
    const { household, approval, reason, from } = fact.data;
    const known = await context.known.get<{ enrolments: string[] }>('approval', approval);
    for (const enrolment of known?.enrolments ?? []) await context.unit.decide(enrolmentDecider, enrolment, { type: 'EndEnrolment', reason, on: firstDay(from) }, { household, area: fact.area });
  }

  @Consumes('hearth.casework.BenefitRefused', [1])
  async refused(@Payload() fact: Fact<BenefitRefused>, @Ctx() context: FactContext): Promise<void> {
    await keepInRecord(fact, context);
    const { household, application, final, on } = fact.data;
    const submitted = await context.known.get<{ authorisation: string | null }>('application', application);
    if (final && submitted?.authorisation) await context.unit.decide(authorisationDecider, submitted.authorisation, { type: 'EndAuthorisation', reason: 'refusal-final', on }, { household, area: fact.area });
  }
}

const enrolmentId = (approval: string, person: string | null): string => namedId(`enrolment:${approval}:${person ?? 'household'}`);
