import type { AssessmentCompleted, VerificationReported } from '@hearth/contracts';
import { areaName } from '@hearth/contracts';
import { EventStore } from '@hearth/event-store';
import { streamId } from '@hearth/event-sourcing';
import { dayOf } from '@hearth/kernel';
import { type KnownFacts as Known, KnownFacts } from '@hearth/messaging';
import { Asking, type Clock, CLOCK, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { applicationDecider } from '../application/application.decider.ts';
import { aboutOf } from '../application/progress.ts';
import { authorisationFor, householdOf, peopleOf, personsById } from '../known/household.ts';
import { fileOf } from './application-file.ts';
import { applicationRows } from './application.projection.ts';

/** One application, whole. */
@ApiTags('applications')
@Controller('applications')
export class ApplicationController {
  constructor(
    @Inject(Rows) private readonly rows: Rows, @Inject(KnownFacts) private readonly known: Known, @Inject(PersonalData) private readonly personal: PersonalData,
    @Inject(EventStore) private readonly store: EventStore, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id') @ApiOperation({ summary: 'The file: steps, clocks, documents, verification, assessment, decisions, next actions, history' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    const { state, version } = await this.rows.get(applicationRows, id, asking);
    const { household, programme, area } = aboutOf(state);
    const [people, authorisation, report, assessed, { events: history }, { members, names, head }] = await Promise.all([
      peopleOf(this.known, household), authorisationFor(this.known, household, programme, state.authorisation),
      this.known.get<VerificationReported>('verification', id), this.known.get<AssessmentCompleted>('assessment', id),
      this.store.read(streamId(applicationDecider.stream, id), asking.asOf ? { asOf: asking.asOf } : {}), this.householdParts(household),
    ]);
    void asking.reply.header('etag', `"${version}"`);
    const today = dayOf((asking.asOf ?? this.clock.now()).toISOString());
    const file = fileOf(state, { today, by: asking.officer, people, authorisation, report, assessed, history });
    return this.personal.open(asking, { ...file, version, village: areaName(area), head, members, names }, 'application-file', { name: 'none', account: 'account' });
  }

  /** Names by person, for whatever part of the file names one. */
  private async householdParts(id: string): Promise<{ readonly head: string | null; readonly members: readonly object[]; readonly names: Readonly<Record<string, object>> }> {
    const household = await householdOf(this.known, id);
    const belongings = [...(household?.members ?? []), ...(household?.supporters ?? [])];
    const persons = await personsById(this.known, belongings.map((b) => b.person));
    const nameOf = (person: string): object => ({ name: persons.get(person)?.name ?? null });
    const members = (household?.members ?? []).map((b) => ({ ...b, ...nameOf(b.person), birthDate: persons.get(b.person)?.birthDate ?? null }));
    return { head: household?.head ?? null, members, names: Object.fromEntries(belongings.map((b) => [b.person, nameOf(b.person)])) };
  }
}
