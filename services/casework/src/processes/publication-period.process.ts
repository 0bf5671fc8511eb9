import { addDays, dayOf } from '@hearth/kernel';
import { type DueProcess, Rows, ServiceWork } from '@hearth/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { applicationDecider } from '../application/application.decider.ts';
import { givenBy } from '../application/case-desk.ts';
import { aboutOf } from '../application/progress.ts';
import { applicationRows } from '../projections/application.projection.ts';
import { EVERYWHERE, PAGE } from './everywhere.ts';

/** Publications end with the day after their last: the day of posting is not counted, the last one is whole. */
@Injectable()
export class PublicationPeriodProcess implements DueProcess {
  readonly name = 'publication-period';

  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(ServiceWork) private readonly work: ServiceWork) {}

  async runDue(now: Date): Promise<number> {
    const yesterday = addDays(dayOf(now.toISOString()), -1);
    const { items } = await this.rows.list(applicationRows, EVERYWHERE, PAGE, { always: { hangsUntil: { to: yesterday } } });
    let facts = 0;
    for (const { id } of items) facts += await this.end(id);
    return facts;
  }

  private end(id: string): Promise<number> {
    return this.work.run(async (unit) => {
      const { state } = await unit.load(applicationDecider, id);
      const { household, area } = aboutOf(state);
      let facts = 0;
      for (const stage of ['town', 'county'] as const) facts += (await unit.decide(applicationDecider, id, { type: 'EndPublication', stage, ...givenBy(unit) }, { household, area })).events.length;
      return facts;
    });
  }
}
