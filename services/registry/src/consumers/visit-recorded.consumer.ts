import type { VisitRecorded } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { addDays } from '@hearth/kernel';
import { namedId } from '@hearth/service-host';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type HouseholdCommand, householdDecider } from '../household/household.decider.ts';
import { keepInRecord } from './record.consumer.ts';

/** What the investigators found on a visit is recorded beside what the family declared (origin: visit). */
@Controller()
export class VisitRecordedConsumer {
  @Consumes('hearth.casework.VisitRecorded', [1])
  async on(@Payload() fact: Fact<VisitRecorded>, @Ctx() context: FactContext): Promise<void> {
    await keepInRecord(fact, context);
    const { household } = fact.data;
    for (const command of statements(fact.data)) await context.unit.decide(householdDecider, household, command, { household, area: fact.area });
  }
}

function statements(visit: VisitRecorded): HouseholdCommand[] {
  const { household, on, incomes, properties, dwelling, livingConditions } = visit;
  const record = (what: string): string => namedId(`visit:${visit.visit}:${what}`);
  /** What was seen is true from the day of the visit, whenever it is recorded. */
  const seen = { today: on, effectiveOn: on };
  const commands: HouseholdCommand[] = [];
  if (incomes) commands.push({ type: 'RecordIncome', household, record: record('income'), origin: 'visit', from: addDays(on, -365), to: addDays(on, -1), incomes, ...seen });
  if (properties) commands.push({ type: 'RecordProperty', household, record: record('property'), origin: 'visit', properties, ...seen });
  if (dwelling && livingConditions) commands.push({ type: 'RecordDwelling', household, record: record('dwelling'), origin: 'visit', dwelling, livingConditions, answers: {}, ...seen });
  return commands;
}
