import { HearthModule } from '@hearth/service-host';
import { Module } from '@nestjs/common';
import { CaseworkConsumer } from './consumers/casework.consumer.ts';
import { HiavsConsumer } from './consumers/hiavs.consumer.ts';
import { PaymentsConsumer } from './consumers/payments.consumer.ts';
import { RegistryConsumer } from './consumers/registry.consumer.ts';
import { RuleSetConsumer } from './consumers/rule-set.consumer.ts';
import { FiguresController } from './figures/figures.controller.ts';
import { Reporting1700000001000 } from './migrations/1700000001000-reporting.ts';
import { BenefitChanges1700000002000 } from './migrations/1700000002000-benefit-changes.ts';

/** Only reads: it consumes what all others say and publishes nothing. */
@Module({
  imports: [HearthModule.of({ name: 'reporting', title: 'Reporting', migrations: [Reporting1700000001000, BenefitChanges1700000002000], projections: [], publications: [], consumes: ['registry', 'eligibility', 'hiavs', 'casework', 'payments'] })],
  controllers: [FiguresController, RegistryConsumer, RuleSetConsumer, CaseworkConsumer, HiavsConsumer, PaymentsConsumer],
})
export class ReportingModule {}
