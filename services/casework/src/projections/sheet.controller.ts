import { areaName } from '@hearth/contracts';
import { addDays, daysBetween, type Day, dayOf } from '@hearth/kernel';
import { type KnownFacts as Known, KnownFacts } from '@hearth/messaging';
import { Rejection } from '@hearth/event-sourcing';
import { Asking, type Clock, CLOCK, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseEnumPipe, ParseUUIDPipe } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { aboutOf, lastPublication } from '../application/progress.ts';
import type { Stage } from '../application/requests.ts';
import type { Publication } from '../application/application.state.ts';
import { personsById } from '../known/household.ts';
import { applicationRows } from './application.projection.ts';

const STAGES = { town: 'town', county: 'county' } as const;

/** The sheet as it hangs: never an ID number, an address or an illness; minors as a number only. */
@ApiTags('publications')
@Controller('publications')
export class SheetController {
  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(KnownFacts) private readonly known: Known, @Inject(PersonalData) private readonly personal: PersonalData, @Inject(CLOCK) private readonly clock: Clock) {}

  @Get(':application/:stage') @ApiOperation({ summary: 'The latest sheet of a stage, exactly as the public reads it' })
  async sheet(@Param('application', ParseUUIDPipe) id: string, @Param('stage', new ParseEnumPipe(STAGES)) stage: Stage, @Asking() asking: Asking): Promise<object> {
    const { state } = await this.rows.get(applicationRows, id, asking);
    const posted = lastPublication(state, stage);
    if (!posted) throw new Rejection('not-found', 'Nothing has been published at this stage.', { status: 404 });
    const { programme, area, number } = aboutOf(state);
    const sheet = { application: id, number, stage, programme, village: areaName(area), ...periodOf(posted, dayOf((asking.asOf ?? this.clock.now()).toISOString())), ...await this.content(posted) };
    return this.personal.open(asking, sheet, 'publication-sheet', { name: 'none' });
  }

  private async content({ content, ended }: Publication): Promise<object> {
    const { applicant, adults, members, minors, money, withheld } = content;
    const objections = ended?.objections ?? null;
    if (withheld) return { withheld, applicant: null, adults: [], members, minors, money: null, objections };
    const persons = await personsById(this.known, [...adults, ...(applicant === null ? [] : [applicant])]);
    const named = (person: string): object => ({ name: persons.get(person)?.name ?? null });
    return { withheld, applicant: applicant === null ? null : named(applicant), adults: adults.map(named), members, minors, money, objections };
  }
}

/** Day of the period: 0 on the day of posting, which is not counted. */
function periodOf({ postedOn, until, ended }: Publication, today: Day): object {
  const days = daysBetween(postedOn, until);
  return { postedOn, until, days, day: Math.min(days, Math.max(0, daysBetween(postedOn, today))), endsOn: addDays(until, 1), state: ended ? 'ended' : 'running' };
}
