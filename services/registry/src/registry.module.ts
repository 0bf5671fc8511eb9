import { HearthModule, IndexRotationController, IndexRotationProcess, TOKEN_HOLDER } from '@hearth/service-host';
import { Module } from '@nestjs/common';
import { AreaController } from './area.controller.ts';
import { AuthorisationController } from './authorisation/authorisation.controller.ts';
import { ApplicationSubmittedConsumer } from './consumers/application-submitted.consumer.ts';
import { BenefitConsumer } from './consumers/benefit.consumer.ts';
import { RecordConsumer } from './consumers/record.consumer.ts';
import { ReferralConsumer } from './consumers/referral.consumer.ts';
import { VisitRecordedConsumer } from './consumers/visit-recorded.consumer.ts';
import { ErasureController } from './erasure/erasure.controller.ts';
import { ErasureList } from './erasure/erasure-list.ts';
import { HouseholdController } from './household/household.controller.ts';
import { Registry1700000001000 } from './migrations/1700000001000-registry.ts';
import { RecordOrder1700000002000 } from './migrations/1700000002000-record-order.ts';
import { Identity1764100000000 } from './migrations/1764100000000-identity.ts';
import { OwnRecord1764200000000 } from './migrations/1764200000000-own-record.ts';
import { openings } from './openings.ts';
import { PersonController } from './person/person.controller.ts';
import { householdRows } from './projections/household.projection.ts';
import { personRows } from './projections/person.projection.ts';
import { searchProjection } from './projections/search.projection.ts';
import { publications } from './publications/own-facts.publication.ts';
import { ownRecordProjection } from './record/entries.ts';
import { RecordController } from './record/record.controller.ts';
import { PersonTokenHolder } from './search/person-token-holder.ts';
import { SearchController } from './search/search.controller.ts';
import { upcasters } from './upcasters.ts';

/** People, households, declared and observed facts, authorisations, enrolments, and the beneficiary record. */
@Module({
  imports: [HearthModule.of({
    name: 'registry', title: 'Registry', migrations: [Registry1700000001000, RecordOrder1700000002000, Identity1764100000000, OwnRecord1764200000000],
    projections: ({ keys }) => [householdRows, personRows, ownRecordProjection, searchProjection(keys)],
    publications, upcasters, consumes: ['hiavs', 'eligibility', 'casework', 'payments'], processes: [IndexRotationProcess], openings,
  })],
  controllers: [
    HouseholdController, RecordController, PersonController, AuthorisationController, SearchController, AreaController, ErasureController, IndexRotationController,
    RecordConsumer, ApplicationSubmittedConsumer, VisitRecordedConsumer, BenefitConsumer, ReferralConsumer,
  ],
  providers: [ErasureList, IndexRotationProcess, { provide: TOKEN_HOLDER, useClass: PersonTokenHolder }],
})
export class RegistryModule {}
