import { EventStore, type KeyProvider } from '@hearth/event-store';
import { Allow, Asking, Commands, KEYS, type List, PersonalData, Rows } from '@hearth/service-host';
import { Body, Controller, Get, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type HouseholdRow, householdRows } from '../projections/household.projection.ts';
import { authorisationDecider } from '../authorisation/authorisation.decider.ts';
import { householdOn } from './effective-household.ts';
import { householdDecider } from './household.decider.ts';
import { DwellingRecordRequest, IncomeRecordRequest, JoinMemberRequest, PropertyRecordRequest, RegisterHouseholdRequest, SignAuthorisationRequest, SOURCES } from './household.requests.ts';
import { joinMember } from './join-member.ts';
import { type NextAction, nextActions } from './next-actions.ts';
import { type HouseholdLine, householdLines, presentHousehold, type ShownHousehold } from './present.ts';
import { HouseholdQuery, knownByOf, notThen } from './view-of.ts';
import { agesOf, dwellingOf, incomesOf, lastYear, livingConditionsOf, propertiesOf, registerHousehold } from './register-household.ts';

const FIELD = ['village', 'town', 'soum-social-worker', 'bagh-governor'] as const;

@ApiTags('households')
@Controller('households')
export class HouseholdController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(PersonalData) private readonly personal: PersonalData, @Inject(KEYS) private readonly keys: KeyProvider, @Inject(EventStore) private readonly store: EventStore) {}

  @Post() @Allow(...FIELD) @ApiOperation({ summary: 'Register a household with its people, declarations and authorisation' })
  register(@Body() request: RegisterHouseholdRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { version, ...body } = await registerHousehold(unit, this.keys, request);
      return { status: 201, body, version, location: `/api/registry/households/${body.id}` };
    });
  }

  @Get() @ApiOperation({ summary: 'Households of the officer’s area' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<HouseholdLine> | string> {
    return this.rows.answer(householdRows, asking, query, {
      filters: ['programmes', 'urban'], sortable: ['registeredOn', 'number', 'area'], defaultSort: 'number', always: { registered: true },
      show: (page) => householdLines(this.personal, asking, page), columns: ['number', 'head.name', 'area', 'members', 'programmes', 'registeredOn'],
    });
  }

  @Get(':id') @ApiOperation({ summary: 'One household: members, declarations, authorisations, enrolments' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Query() query: HouseholdQuery, @Asking() asking: Asking): Promise<ShownHousehold & { actions: NextAction[] }> {
    const row = await this.asAsked(id, query, asking);
    void asking.reply.header('etag', `"${row.version}"`);
    return { ...await presentHousehold(this.personal, asking, row), actions: nextActions(row, asking.officer.role) };
  }

  @Post(':id/members') @Allow(...FIELD) @ApiOperation({ summary: 'A person joins the household; authorisations must be signed again' })
  async join(@Param('id', ParseUUIDPipe) id: string, @Body() request: JoinMemberRequest, @Asking() asking: Asking): Promise<object> {
    const row = await this.rows.get(householdRows, id, { officer: asking.officer, asOf: null });
    return this.commands.run(asking, async (unit) => {
      const { person, version } = await joinMember(unit, this.keys, row, request, asking.ifMatch);
      return { status: 201, body: { id: person, household: id, relation: request.relation }, version, location: `/api/registry/persons/${person}` };
    });
  }

  @Post(':id/income-records') @Allow(...FIELD)
  recordIncome(@Param('id', ParseUUIDPipe) id: string, @Body() request: IncomeRecordRequest, @Asking() asking: Asking): Promise<object> {
    return this.declare(id, asking, (record, today) => {
      const { from, to } = lastYear(today);
      return { type: 'RecordIncome', household: id, record, origin: request.origin, from: request.from ?? from, to: request.to ?? to, incomes: incomesOf(request.incomes, []), today, ...effective(request) };
    });
  }

  @Post(':id/property-records') @Allow(...FIELD)
  recordProperty(@Param('id', ParseUUIDPipe) id: string, @Body() request: PropertyRecordRequest, @Asking() asking: Asking): Promise<object> {
    return this.declare(id, asking, (record, today) => ({ type: 'RecordProperty', household: id, record, origin: request.origin, properties: propertiesOf(request.properties, []), today, ...effective(request) }));
  }

  @Post(':id/dwelling-records') @Allow(...FIELD)
  recordDwelling(@Param('id', ParseUUIDPipe) id: string, @Body() request: DwellingRecordRequest, @Asking() asking: Asking): Promise<object> {
    return this.declare(id, asking, (record, today) => ({
      type: 'RecordDwelling', today, ...effective(request), household: id, record, origin: request.origin, dwelling: dwellingOf(request.dwelling), livingConditions: livingConditionsOf(request.livingConditions), answers: request.answers ?? {},
    }));
  }

  @Post(':id/authorisations') @Allow(...FIELD)
  async sign(@Param('id', ParseUUIDPipe) id: string, @Body() request: SignAuthorisationRequest, @Asking() asking: Asking): Promise<object> {
    const row = await this.rows.get(householdRows, id, { officer: asking.officer, asOf: null });
    return this.commands.run(asking, async (unit) => {
      const authorisation = request.id ?? unit.newId();
      const on = request.on ?? unit.today;
      const ages = agesOf([...row.members, ...row.supporters].map((p) => ({ person: p.id, birthDate: p.birthDate })), on);
      const data = { household: id, authorisation, programme: request.programme, agent: request.agent, signers: request.signers, sources: request.sources ?? [...SOURCES], on };
      const { version } = await unit.decide(authorisationDecider, authorisation, { type: 'SignAuthorisation', data, today: unit.today, ages }, { household: id, area: row.area });
      return { status: 201, body: { id: authorisation, household: id }, version, location: `/api/registry/authorisations/${authorisation}` };
    });
  }

  private async asAsked(id: string, { asOf, effectiveOn }: HouseholdQuery, asking: Asking): Promise<HouseholdRow> {
    if (effectiveOn === undefined) return this.rows.get(householdRows, id, asking);
    const row = await this.rows.get(householdRows, id, { officer: asking.officer, asOf: null });
    return await householdOn(this.store, row, effectiveOn, knownByOf(row.area, asOf, asking)) ?? notThen();
  }

  private async declare(id: string, asking: Asking, command: (record: string, today: string) => Parameters<typeof householdDecider.decide>[0]): Promise<object> {
    const { area } = await this.rows.get(householdRows, id, { officer: asking.officer, asOf: null });
    return this.commands.run(asking, async (unit) => {
      const record = unit.newId();
      const { version } = await unit.decide(householdDecider, id, command(record, unit.today), { household: id, area }, { ifMatch: asking.ifMatch });
      return { status: 201, body: { id: record, household: id }, version, location: `/api/registry/households/${id}` };
    });
  }
}

const effective = ({ effectiveOn }: { effectiveOn?: string }): { effectiveOn?: string } => (effectiveOn === undefined ? {} : { effectiveOn });
