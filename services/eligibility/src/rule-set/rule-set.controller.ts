import { Rejection } from '@hearth/event-sourcing';
import { CHINA_TIME, dayOf, isWithin } from '@hearth/kernel';
import { Asking, type Clock, CLOCK, IsArea, IsDay, type List, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { type RuleSetRow, ruleSetRows } from '../projections/rule-set.projection.ts';

export class InForceQuery {
  @ApiProperty({ example: 'dibao' }) @Matches(/^[a-z]+(-[a-z]+)*$/) programme!: string;
  @ApiPropertyOptional({ description: 'Of the officer when absent' }) @IsOptional() @IsArea() area?: string;
  @ApiPropertyOptional({ description: 'Today when absent' }) @IsOptional() @IsDay() on?: string;
}

export type RuleSetLine = Omit<RuleSetRow, 'document'>;
function line(row: RuleSetRow): RuleSetLine {
  const { document: _, ...rest } = row;
  return rest;
}

const MOST = '1000';

/** Rules are public: every officer may read those of every area. */
const everywhere = (asking: Asking): Asking => ({ ...asking, officer: { ...asking.officer, area: '*' } });

@ApiTags('rule sets')
@Controller('rule-sets')
export class RuleSetController {
  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(CLOCK) private readonly clock: Clock) {}

  @Get() @ApiOperation({ summary: 'All rule sets, without their documents' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<RuleSetLine> | string> {
    return this.rows.answer(ruleSetRows, everywhere(asking), query, {
      filters: ['programme'], sortable: ['id', 'programme', 'putInForceAt'], defaultSort: 'id', show: (page) => page.map(line), columns: ['id', 'programme', 'title.en', 'source', 'contentHash', 'putInForceAt'],
    });
  }

  /** What a new application in the area would be decided by; of several, the one whose scope lies nearest. */
  @Get('in-force') @ApiOperation({ summary: 'The rule set of a programme in force in an area on a day, with its document' })
  async inForce(@Query() query: InForceQuery, @Asking() asking: Asking): Promise<RuleSetRow> {
    const area = query.area ?? asking.officer.area;
    const on = query.on ?? dayOf(this.clock.now().toISOString(), CHINA_TIME);
    const { items } = await this.rows.list(ruleSetRows, everywhere(asking), { limit: MOST, programme: query.programme }, { filters: ['programme'] });
    const nearest = items.map((row) => ({ row, scope: scopeOf(row, area, on) })).filter(({ scope }) => scope !== null).toSorted((a, b) => (b.scope?.length ?? 0) - (a.scope?.length ?? 0))[0];
    if (!nearest) throw new Rejection('no-rule-set', 'No rule set of this programme is in force in this area on this day.', { status: 404 });
    return nearest.row;
  }

  @Get(':id') @ApiOperation({ summary: 'One rule set with its document' })
  one(@Param('id') id: string, @Asking() asking: Asking): Promise<RuleSetRow> { return this.rows.get(ruleSetRows, id, everywhere(asking)); }
}

/** The narrowest area of the rule set's scope that holds the area on the day. */
function scopeOf({ scope }: RuleSetRow, area: string, on: string): string | null {
  const holding = scope.filter((entry) => isWithin(area, entry.area) && entry.from <= on && (entry.to === null || on <= entry.to));
  return holding.map((entry) => entry.area).toSorted((a, b) => b.length - a.length)[0] ?? null;
}
