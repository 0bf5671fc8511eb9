import { Rejection } from '@hearth/event-sourcing';
import { EventStore } from '@hearth/event-store';
import { type Day, dayOf, isDay, timeZoneOf } from '@hearth/kernel';
import { Asking, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { householdOn } from '../household/effective-household.ts';
import { presentHousehold } from '../household/present.ts';
import { knownByOf, notThen, RecordQuery } from '../household/view-of.ts';
import { type HouseholdRow, householdRows } from '../projections/household.projection.ts';
import { beneficiaryRecord, type KnownBy, type View } from './beneficiary-record.ts';
import { readEntries } from './entries.ts';

@ApiTags('record')
@Controller('households')
export class RecordController {
  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(EventStore) private readonly store: EventStore, @Inject(PersonalData) private readonly personal: PersonalData) {}

  /** The beneficiary record: one resource of everything any service published about a household. */
  @Get(':id/record') @ApiOperation({ summary: 'Everything any service published about a household, with its time line' })
  async record(@Param('id', ParseUUIDPipe) id: string, @Query() query: RecordQuery, @Asking() asking: Asking): Promise<object> {
    const known = query.known ?? (query.effectiveOn === undefined ? 'now' : 'then');
    if (query.effectiveOn !== undefined && known === 'now' && asking.asOf) throw new Rejection('invalid-query', 'known: with effectiveOn, asOf says what was known then.', { status: 400, errors: [{ field: 'known', code: 'invalid', detail: 'does not go with effectiveOn and asOf' }] });
    const today = await this.rows.get(householdRows, id, { officer: asking.officer, asOf: null });
    const knownBy = knownByOf(today.area, query.asOf, asking);
    const household = await this.household(today, asking, query.effectiveOn, known === 'then' ? knownBy : null);
    const entries = await this.store.inTransaction((tx) => readEntries(tx, id));
    const record = beneficiaryRecord(entries, viewOf(query, known, knownBy, today.area));
    return { asOf: knownBy?.at.toISOString() ?? null, known, effectiveOn: query.effectiveOn ?? null, household: await presentHousehold(this.personal, asking, household), ...record };
  }

  private async household(today: HouseholdRow, { officer, asOfPosition }: Asking, effectiveOn: Day | undefined, knownBy: KnownBy | null): Promise<HouseholdRow> {
    if (effectiveOn !== undefined) return await householdOn(this.store, today, effectiveOn, knownBy) ?? notThen();
    return knownBy === null ? today : await this.rows.find(householdRows, today.id, { officer, asOf: knownBy.at, asOfPosition }) ?? today;
  }
}

/** `asOf` alone is a day asked about by what is known now; with known=then, or beside effectiveOn, it is when something was known. */
function viewOf({ asOf, effectiveOn }: RecordQuery, known: 'now' | 'then', knownBy: KnownBy | null, area: string): View {
  if (effectiveOn !== undefined) return { effectiveBy: effectiveOn, knownBy };
  if (known === 'then' || knownBy === null) return { effectiveBy: null, knownBy };
  return { effectiveBy: isDay(asOf) ? asOf : dayOf(knownBy.at.toISOString(), timeZoneOf(area)), knownBy: null };
}
