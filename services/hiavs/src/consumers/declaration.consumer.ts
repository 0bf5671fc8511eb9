import type { IncomeRecorded, PropertyRecorded } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { HIAVS_CONFIG, type HiavsConfig } from '../hiavs.config.ts';
import { declaredOf, inTurn, keepStatement, verificationsOf } from '../known/registry-facts.ts';
import { verificationDecider } from '../verification/verification.decider.ts';

/** The declared side. What a family corrects while items are open is compared anew; what investigators saw is kept beside it, not compared. */
@Controller()
export class DeclarationConsumer {
  constructor(@Inject(HIAVS_CONFIG) private readonly config: HiavsConfig) {}

  @Consumes('hearth.registry.IncomeRecorded', [1])
  async incomes(@Payload() fact: Fact<IncomeRecorded>, @Ctx() context: FactContext): Promise<void> {
    const { household, origin, incomes, from, to } = fact.data;
    await inTurn(context.tx, household);
    const counts = await keepStatement(context.known, 'income', fact, { incomes, from, to });
    if (counts && origin === 'declared') await this.compareAnew(household, fact, context);
  }

  @Consumes('hearth.registry.PropertyRecorded', [1])
  async properties(@Payload() fact: Fact<PropertyRecorded>, @Ctx() context: FactContext): Promise<void> {
    const { household, origin, properties } = fact.data;
    await inTurn(context.tx, household);
    const counts = await keepStatement(context.known, 'property', fact, { properties });
    if (counts && origin === 'declared') await this.compareAnew(household, fact, context);
  }

  private async compareAnew(household: string, { area }: Fact, { known, unit }: FactContext): Promise<void> {
    const comparison = { declared: await declaredOf(known, household), tolerance: this.config.tolerance };
    for (const { id } of await verificationsOf(known, household)) await unit.decide(verificationDecider, id, { type: 'NoteDeclaration', comparison, at: unit.at }, { household, area });
  }
}
