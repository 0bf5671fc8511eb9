import { addDays, dayOf } from '@hearth/kernel';
import { KnownFacts, type KnownFacts as Known } from '@hearth/messaging';
import { type DueProcess, Rows, ServiceWork } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { applicationDecider } from '../application/application.decider.ts';
import { givenBy } from '../application/case-desk.ts';
import { lastDayToAsk } from '../application/clocks.ts';
import { aboutOf } from '../application/progress.ts';
import { followExclusions } from '../exclusion/follow-up.ts';
import { peopleOf } from '../known/household.ts';
import { applicationRows } from '../projections/application.projection.ts';
import { EVERYWHERE, PAGE } from './everywhere.ts';

/** A refusal becomes final when the time to ask for reconsideration is over and nobody has asked. */
@Injectable()
export class RefusalFinalProcess implements DueProcess {
  readonly name = 'refusal-final';

  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(ServiceWork) private readonly work: ServiceWork, @Inject(KnownFacts) private readonly known: Known) {}

  async runDue(now: Date): Promise<number> {
    const yesterday = addDays(dayOf(now.toISOString()), -1);
    const { items } = await this.rows.list(applicationRows, EVERYWHERE, PAGE, { always: { askableUntil: { to: yesterday } } });
    let facts = 0;
    for (const { id } of items) facts += await this.close(id);
    return facts;
  }

  private close(id: string): Promise<number> {
    return this.work.run(async (unit) => {
      const { state } = await unit.load(applicationDecider, id);
      const lastDay = lastDayToAsk(state);
      if (lastDay === null) return 0;
      const { household, area } = aboutOf(state);
      const { state: after, events } = await unit.decide(applicationDecider, id, { type: 'CloseRefusal', lastDay, ...givenBy(unit) }, { household, area });
      await followExclusions(unit, after, events, () => peopleOf(this.known.within(unit.tx), household), { household, area });
      return events.length;
    });
  }
}
