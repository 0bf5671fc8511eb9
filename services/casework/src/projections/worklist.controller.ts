import { areaName } from '@hearth/contracts';
import type { Condition } from '@hearth/event-store';
import { addDays, countryOf, type Day, dayOf, HOLIDAY_CALENDARS } from '@hearth/kernel';
import { type KnownFacts as Known, KnownFacts } from '@hearth/messaging';
import { Asking, type Clock, CLOCK, type List, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ClockView, clockView, type RunningClock } from '../application/clocks.ts';
import { type Household, personsById } from '../known/household.ts';
import { type ApplicationRow, applicationRows } from './application.projection.ts';
import { drawRows } from './draw.projection.ts';
import { referralRows } from './referral.projection.ts';

type Shown = object;

const FILTERS = ['status', 'programme', 'step', 'flags', 'household', 'ruleSet', 'action'];
const COLUMNS = ['number', 'headName', 'members', 'programme', 'area', 'village.zh', 'village.en', 'status', 'step.step', 'step.title.en', 'next.title.en', 'clock.due', 'clock.left', 'clock.state', 'total.due', 'total.left', 'flags'];

/** `mine`: it is this officer's role's turn; `done`: nothing is left to do before payroll. */
function viewed(view: string | undefined, role: string): Readonly<Record<string, Condition>> {
  if (view === 'mine') return { desks: role, settled: false };
  if (view === 'done') return { settled: true };
  return view === 'open' ? { settled: false } : {};
}

/** Lamps by date: red over, yellow near, green before, paused while it waits for the family. */
function lit(lamp: string | undefined, today: Day): Readonly<Record<string, Condition>> {
  switch (lamp) {
    case 'over': return { paused: false, dueOn: { to: addDays(today, -1) } };
    case 'soon': return { paused: false, yellowOn: { to: today }, dueOn: { from: today } };
    case 'fine': return { paused: false, yellowOn: { from: addDays(today, 1) } };
    case 'paused': return { paused: true };
    default: return {};
  }
}

/** The work list: sorted by what falls due, each line with both clocks as of today. */
@ApiTags('work list')
@Controller()
export class WorklistController {
  constructor(
    @Inject(Rows) private readonly rows: Rows, @Inject(KnownFacts) private readonly known: Known, @Inject(PersonalData) private readonly personal: PersonalData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('applications') @ApiOperation({ summary: 'Applications; view=mine|open|done|all, lamp=over|soon|fine|paused, filters, CSV' })
  list(@Query() { view, lamp, ...query }: Record<string, string>, @Asking() asking: Asking): Promise<List<Shown> | string> {
    const today = dayOf((asking.asOf ?? this.clock.now()).toISOString());
    return this.rows.answer(applicationRows, asking, query, {
      filters: FILTERS, sortable: ['dueOrder', 'dueOn', 'submittedAt', 'number', 'status', 'step', 'programme'], defaultSort: 'dueOrder',
      always: { ...viewed(view, asking.officer.role), ...lit(lamp, today) }, show: (page) => this.lines(page, asking, today), columns: COLUMNS,
    });
  }

  @Get('counts') @ApiOperation({ summary: 'How many, in the officer’s area' })
  async counts(@Asking() asking: Asking): Promise<object> {
    const total = async (always: Readonly<Record<string, Condition>>): Promise<number> => (await this.rows.list(applicationRows, asking, { limit: '1' }, { always })).total;
    const [applications, open, mine, returned, approved, refused, draws, referrals] = await Promise.all([
      total({}), total({ settled: false }), total({ desks: asking.officer.role, settled: false }), total({ status: 'returned' }), total({ status: 'approved' }), total({ status: 'refused' }),
      this.rows.list(drawRows, asking, { limit: '1' }).then((page) => page.total), this.rows.list(referralRows, asking, { limit: '1' }).then((page) => page.total),
    ]);
    return { applications, open, mine, returned, approved, refused, draws, referrals };
  }

  private async lines(page: readonly ApplicationRow[], asking: Asking, today: Day): Promise<readonly Shown[]> {
    const households = new Map((await this.known.list<Household>('household', { ids: [...new Set(page.map((row) => row.household))] })).map((fact) => [fact.id, fact.body]));
    const persons = await personsById(this.known, [...households.values()].map((household) => household.head));
    const lines = page.map((row) => {
      const household = households.get(row.household);
      return { ...lineOf(row, today), headName: persons.get(household?.head ?? '')?.name ?? null, members: household?.members.length ?? null };
    });
    return this.personal.open(asking, lines, 'work-list', { headName: 'none' });
  }
}

function lineOf(row: ApplicationRow, today: Day): object {
  const calendar = HOLIDAY_CALENDARS[countryOf(row.area)];
  const seen = <C extends RunningClock>(running: C | null): (C & ClockView) | null => running && clockView(running, calendar, today, row.paused);
  const { id, number, household, applicant, area, programme, ruleSet, status, flags, settled, submittedAt, dueOn, desks, version } = row;
  return {
    id, number, household, applicant, programme, ruleSet, status, area, village: areaName(area), flags, settled, submittedAt, dueOn, desks, version,
    step: row.step === null ? null : { step: row.step, title: row.stepTitle }, next: row.action === null ? null : { action: row.action, title: row.actionTitle },
    clock: seen(row.clock), total: seen(row.total),
  };
}
