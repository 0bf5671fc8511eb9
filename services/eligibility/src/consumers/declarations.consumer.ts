import type { DwellingRecorded, IncomeRecorded, PropertyRecorded } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { KnownDwelling, KnownIncome, KnownProperty } from '../facts/household-facts.ts';

/** What the family declared and what the visitors saw: each statement replaces the former of the same origin. */
@Controller()
export class DeclarationsConsumer {
  @Consumes('hearth.registry.IncomeRecorded', [1])
  async income(@Payload() { data }: Fact<IncomeRecorded>, @Ctx() { known }: FactContext): Promise<void> {
    const { household, origin, incomes } = data;
    await known.put('income', `${household}:${origin}`, { origin, incomes } satisfies KnownIncome, household);
  }

  @Consumes('hearth.registry.PropertyRecorded', [1])
  async property(@Payload() { data }: Fact<PropertyRecorded>, @Ctx() { known }: FactContext): Promise<void> {
    const { household, origin, properties } = data;
    await known.put('property', `${household}:${origin}`, { origin, properties } satisfies KnownProperty, household);
  }

  @Consumes('hearth.registry.DwellingRecorded', [1])
  async dwelling(@Payload() { data }: Fact<DwellingRecorded>, @Ctx() { known }: FactContext): Promise<void> {
    const { household, origin, answers } = data;
    await known.put('dwelling', `${household}:${origin}`, { origin, answers } satisfies KnownDwelling, household);
  }
}
