import { upcastersOf } from '@hearth/event-sourcing';
import { HearthModule } from '@hearth/service-host';
import { Module } from '@nestjs/common';
import { bankLineDecider } from './bank-line/bank-line.decider.ts';
import { IntakeController } from './bank/intake.controller.ts';
import { UnmatchedController } from './bank-line/unmatched.controller.ts';
import { BenefitConsumer } from './consumers/benefit.consumer.ts';
import { PaymentOrderedConsumer } from './consumers/payment-ordered.consumer.ts';
import { PersonDiedConsumer } from './consumers/person-died.consumer.ts';
import { RuleSetInForceConsumer } from './consumers/rule-set-in-force.consumer.ts';
import { CountsController } from './counts.controller.ts';
import { EntitlementController } from './entitlement/entitlement.controller.ts';
import { entitlementDecider } from './entitlement/entitlement.decider.ts';
import { InstructionController } from './instruction/instruction.controller.ts';
import { instructionDecider } from './instruction/instruction.decider.ts';
import { openings } from './openings.ts';
import { PayrollController } from './payroll/payroll.controller.ts';
import { PayrollReadingController } from './payroll/payroll-reading.controller.ts';
import { payrollDecider } from './payroll/payroll.decider.ts';
import { entitlementRows } from './projections/entitlement.projection.ts';
import { instructionRows } from './projections/instruction.projection.ts';
import { payrollRows } from './projections/payroll.projection.ts';
import { unmatchedRows } from './projections/unmatched.projection.ts';
import { publications } from './publications/payments.publication.ts';

/** Entitlements, payrolls, payment instructions, the bank's files and what the bank answers. */
@Module({
  imports: [HearthModule.of({
    name: 'payments', title: 'Payments', projections: [entitlementRows, payrollRows, instructionRows, unmatchedRows], publications, upcasters: upcastersOf(bankLineDecider, entitlementDecider, instructionDecider, payrollDecider), consumes: ['eligibility', 'registry', 'casework'], openings,
  })],
  controllers: [
    EntitlementController, PayrollController, PayrollReadingController, InstructionController, IntakeController, UnmatchedController, CountsController,
    PaymentOrderedConsumer, BenefitConsumer, PersonDiedConsumer, RuleSetInForceConsumer,
  ],
})
export class PaymentsModule {}
