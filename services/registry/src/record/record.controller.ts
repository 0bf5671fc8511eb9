import { EventStore } from '@hearth/event-store';
import { Asking, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { presentHousehold } from '../household/present.ts';
import { householdRows } from '../projections/household.projection.ts';
import { areaTimeZone, dayOf, isDay } from '@hearth/kernel';
import { type AsOf, beneficiaryRecord } from './beneficiary-record.ts';
import { readEntries } from './entries.ts';

export class RecordQuery {
  @ApiPropertyOptional({ description: 'A day or an instant; now when absent' }) @IsOptional() @IsString() asOf?: string;
  @ApiPropertyOptional({ enum: ['now', 'then'], description: 'What is known today about that day, or what was known then' }) @IsOptional() @IsIn(['now', 'then']) known?: 'now' | 'then';
}

@ApiTags('record')
@Controller('households')
export class RecordController {
  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(EventStore) private readonly store: EventStore, @Inject(PersonalData) private readonly personal: PersonalData) {}

  /** The beneficiary record: one resource of everything any service published about a household. */
  @Get(':id/record') @ApiOperation({ summary: 'Everything any service published about a household, with its time line' })
  async record(@Param('id', ParseUUIDPipe) id: string, @Query() query: RecordQuery, @Asking() asking: Asking): Promise<object> {
    const now = { officer: asking.officer, asOf: null };
    const then = query.known === 'then' ? { officer: asking.officer, asOf: asking.asOf } : now;
    const household = await this.rows.find(householdRows, id, then) ?? await this.rows.get(householdRows, id, now);
    const entries = await this.store.inTransaction((tx) => readEntries(tx, id));
    const record = beneficiaryRecord(entries, asOfWhere(household.area, query.asOf, asking.asOf), query.known ?? 'now');
    return { asOf: asking.asOf?.toISOString() ?? null, known: query.known ?? 'now', household: await presentHousehold(this.personal, asking, household), ...record };
  }
}

/** A day that is asked about is that day; an instant falls on the day that the household's offices had then. */
function asOfWhere(area: string, asked: string | undefined, at: Date | null): AsOf | null {
  if (at === null) return null;
  return { at, day: isDay(asked) ? asked : dayOf(at.toISOString(), areaTimeZone(area)) };
}
