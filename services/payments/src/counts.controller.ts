import { EventStore } from '@hearth/event-store';
import { ALL_AREAS } from '@hearth/kernel';
import { Asking } from '@hearth/service-host';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

@ApiTags('counts')
@Controller('counts')
export class CountsController {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  @Get() @ApiOperation({ summary: 'Payments sent to the bank in the officer’s area, and their sum by currency' })
  async counts(@Asking() { officer: { area } }: Asking): Promise<{ instructions: number; minor: { CNY: number; MNT: number } }> {
    const within = area === ALL_AREAS ? '' : 'AND (area = $1 OR area LIKE $2)';
    const values = area === ALL_AREAS ? [] : [area, area.startsWith('MN') ? `${area}-%` : `${area}%`];
    const { rows } = await this.store.inTransaction((tx) => tx.query<{ currency: 'CNY' | 'MNT'; count: number; minor: string }>(
      `SELECT data->'money'->>'currency' AS currency, count(*)::int AS count, sum((data->'money'->>'minor')::bigint)::text AS minor FROM events WHERE type = 'InstructionSent' ${within} GROUP BY 1`, values));
    const minorOf = (currency: 'CNY' | 'MNT'): number => Number(rows.find((row) => row.currency === currency)?.minor ?? 0);
    return { instructions: rows.reduce((all, { count }) => all + count, 0), minor: { CNY: minorOf('CNY'), MNT: minorOf('MNT') } };
  }
}
