import type { DwellingRecorded, IncomeRecorded, PropertyRecorded } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { KnownDwelling, KnownIncome, KnownProperty } from '../facts/household-facts.ts';
import { keepAnswerVersion } from '../watch/answer-versions.ts';

/** What the family declared and what the visitors saw: each statement replaces the former of the same origin, unless that is true from a later day. */
@Controller()
export class DeclarationsConsumer {
  @Consumes('hearth.registry.IncomeRecorded', [1])
  async income(@Payload() fact: Fact<IncomeRecorded>, @Ctx() context: FactContext): Promise<void> {
    const { origin, incomes } = fact.data;
    await state<KnownIncome>(context, 'income', fact, { origin, incomes });
  }

  @Consumes('hearth.registry.PropertyRecorded', [1])
  async property(@Payload() fact: Fact<PropertyRecorded>, @Ctx() context: FactContext): Promise<void> {
    const { origin, properties } = fact.data;
    await state<KnownProperty>(context, 'property', fact, { origin, properties });
  }

  @Consumes('hearth.registry.DwellingRecorded', [1])
  async dwelling(@Payload() fact: Fact<DwellingRecorded>, @Ctx() context: FactContext): Promise<void> {
    const { origin, answers } = fact.data;
    await state<KnownDwelling>(context, 'dwelling', fact, { origin, answers });
    await keepAnswerVersion(context, fact);
  }
}

/** A correction of the past changes no figure of today. */
async function state<K extends { readonly effectiveOn?: string }>({ known }: FactContext, kind: string, { data: { household, origin }, effectiveon }: Fact<{ readonly household: string; readonly origin: string }>, body: Omit<K, 'effectiveOn'>): Promise<void> {
  const id = `${household}:${origin}`;
  const before = await known.get<K>(kind, id);
  if (before?.effectiveOn !== undefined && before.effectiveOn > effectiveon) return;
  await known.put(kind, id, { ...body, effectiveOn: effectiveon }, household);
}
