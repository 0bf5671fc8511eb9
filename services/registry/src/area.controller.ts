import { areas } from '@hearth/contracts';
import { EventStore } from '@hearth/event-store';
import { Asking } from '@hearth/service-host';
import { ancestors, isWithin } from '@hearth/kernel';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('areas')
@Controller()
export class AreaController {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** The officer's area, what lies below it and what lies above it (for the path shown on the page). */
  @Get('areas') @ApiOperation({ summary: 'Areas in the officer’s scope, with names in three languages' })
  areas(@Asking() { officer }: Asking): object {
    const above = officer.area === '*' ? [] : ancestors(officer.area);
    const items = areas.filter(({ code }) => officer.area === '*' || isWithin(code, officer.area) || above.includes(code));
    return { items, total: items.length, next: null };
  }

  /** How many facts of each kind this service holds, in the officer's area. */
  @Get('counts')
  async counts(@Asking() { officer }: Asking): Promise<object> {
    const within = officer.area === '*' ? '' : 'AND (area = $1 OR area LIKE $2)';
    const values = officer.area === '*' ? [] : [officer.area, officer.area.startsWith('MN') ? `${officer.area}-%` : `${officer.area}%`];
    const { rows: [row] } = await this.store.inTransaction((tx) => tx.query<{ households: number; persons: number; record: number }>(
      `SELECT (SELECT count(*)::int FROM events WHERE type = 'HouseholdRegistered' ${within}) AS households,
              (SELECT count(*)::int FROM events WHERE type = 'PersonRegistered' ${within}) AS persons,
              (SELECT count(DISTINCT household)::int FROM record_own WHERE type = 'hearth.registry.HouseholdRegistered' ${within}) AS record`, values));
    return { households: row?.households ?? 0, persons: row?.persons ?? 0, record: { households: row?.record ?? 0 } };
  }
}
