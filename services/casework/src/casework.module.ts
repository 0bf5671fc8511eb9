import { upcastersOf } from '@hearth/event-sourcing';
import { HearthModule } from '@hearth/service-host';
import { Module } from '@nestjs/common';
import { applicationDecider } from './application/application.decider.ts';
import { BenefitController } from './application/benefit.controller.ts';
import { CaseDesk } from './application/case-desk.ts';
import { CommunityController } from './application/community.controller.ts';
import { CountyController } from './application/county.controller.ts';
import { IntakeController } from './application/intake.controller.ts';
import { MeansTestController } from './application/means-test.controller.ts';
import { AssessmentCompletedConsumer } from './consumers/assessment-completed.consumer.ts';
import { AuthorisationConsumer } from './consumers/authorisation.consumer.ts';
import { EnrolmentConsumer } from './consumers/enrolment.consumer.ts';
import { HouseholdFactsConsumer } from './consumers/household-facts.consumer.ts';
import { HouseholdConsumer } from './consumers/household.consumer.ts';
import { PaymentsConsumer } from './consumers/payments.consumer.ts';
import { RuleSetInForceConsumer } from './consumers/rule-set-in-force.consumer.ts';
import { VerificationReportedConsumer } from './consumers/verification-reported.consumer.ts';
import { exclusionDecider } from './exclusion/exclusion.decider.ts';
import { Casework1763800000000 } from './migrations/1763800000000-casework.ts';
import { openings } from './openings.ts';
import { PublicationPeriodProcess } from './processes/publication-period.process.ts';
import { RefusalFinalProcess } from './processes/refusal-final.process.ts';
import { ApplicationController } from './projections/application.controller.ts';
import { applicationRows } from './projections/application.projection.ts';
import { drawRows } from './projections/draw.projection.ts';
import { referralRows } from './projections/referral.projection.ts';
import { SheetController } from './projections/sheet.controller.ts';
import { WorklistController } from './projections/worklist.controller.ts';
import { publications } from './publications/index.ts';
import { ReferralController } from './referral/referral.controller.ts';
import { referralDecider } from './referral/referral.decider.ts';
import { DrawController } from './spot-check/draw.controller.ts';
import { drawDecider } from './spot-check/draw.decider.ts';

/** Applications through their steps, visits, meetings, publications, draws, decisions and referrals. */
@Module({
  imports: [HearthModule.of({
    name: 'casework', title: 'Casework', migrations: [Casework1763800000000], projections: [applicationRows, drawRows, referralRows],
    publications, upcasters: upcastersOf(applicationDecider, exclusionDecider, referralDecider, drawDecider), consumes: ['registry', 'eligibility', 'hiavs', 'payments'], processes: [PublicationPeriodProcess, RefusalFinalProcess], openings,
  })],
  controllers: [
    IntakeController, MeansTestController, CommunityController, CountyController, BenefitController, DrawController, ReferralController,
    WorklistController, ApplicationController, SheetController,
    RuleSetInForceConsumer, HouseholdConsumer, HouseholdFactsConsumer, AuthorisationConsumer, EnrolmentConsumer, VerificationReportedConsumer, AssessmentCompletedConsumer, PaymentsConsumer,
  ],
  providers: [CaseDesk, PublicationPeriodProcess, RefusalFinalProcess],
})
export class CaseworkModule {}
