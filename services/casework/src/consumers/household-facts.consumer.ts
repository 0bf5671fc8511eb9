import type { DwellingRecorded, IncomeRecorded, PropertyRecorded } from '@hearth/contracts';
import { EventStore } from '@hearth/event-store';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { VisitFact } from '../application/application.events.ts';
import { assessmentInput, givenBy } from '../application/case-desk.ts';
import { decideOn, factsChanged, restOn, visitBehind } from './on-application.ts';

/**
 * What a household has and earns. What our own visit led to is no change of facts: it completes the visit, and the assessment
 * that waited for it can go out. Any other change before the decision asks for a new one.
 */
@Controller()
export class HouseholdFactsConsumer {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  @Consumes('hearth.registry.IncomeRecorded', [1])
  income(@Payload() fact: Fact<IncomeRecorded>, @Ctx() context: FactContext): Promise<void> { return this.recorded(fact, context, 'incomes'); }

  @Consumes('hearth.registry.PropertyRecorded', [1])
  property(@Payload() fact: Fact<PropertyRecorded>, @Ctx() context: FactContext): Promise<void> { return this.recorded(fact, context, 'properties'); }

  @Consumes('hearth.registry.DwellingRecorded', [1])
  dwelling(@Payload() fact: Fact<DwellingRecorded>, @Ctx() context: FactContext): Promise<void> { return this.recorded(fact, context, 'dwelling'); }

  private async recorded(fact: Fact<{ readonly household: string }>, context: FactContext, kind: VisitFact): Promise<void> {
    const { household } = fact.data;
    await restOn(fact, context, household);
    const cause = await visitBehind(fact, context, this.store);
    if (cause) {
      const { unit, known } = context;
      await decideOn(context, cause.application, async () =>
        ({ type: 'NoteVisitFacts', visit: cause.visit, facts: [kind], ...givenBy(unit), ...await assessmentInput(unit, known, household) }));
    } else if (!await context.causedByUs()) await factsChanged(context, household);
  }
}
