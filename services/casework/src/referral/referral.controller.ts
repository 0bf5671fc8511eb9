import { type KnownFacts as Known, KnownFacts } from '@hearth/messaging';
import { Allow, Asking, Commands, IsDay, type List, PersonalData, Rows } from '@hearth/service-host';
import { Body, Controller, Get, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Length, Matches } from 'class-validator';
import { IsId } from '../application/requests.ts';
import { householdOf, peopleOf, personsById } from '../known/household.ts';
import { type ReferralRow, referralRows } from '../projections/referral.projection.ts';
import { referralDecider } from './referral.decider.ts';

const OUTSIDE = ['medical-assistance', 'education-assistance', 'housing-assistance', 'employment-assistance', 'temporary-assistance', 'disaster-relief'] as const;
const OFFICES = ['village', 'town', 'county-reviewer', 'county-approver', 'bagh-governor', 'soum-social-worker'] as const;

export class ReferralRequest {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsId() id?: string;
  @ApiProperty({ format: 'uuid' }) @IsId() household!: string;
  @ApiProperty({ format: 'uuid' }) @IsId() person!: string;
  @ApiProperty({ enum: OUTSIDE }) @IsIn(OUTSIDE) programme!: (typeof OUTSIDE)[number];
  @ApiProperty({ description: 'A code: school-boarding, hospital-costs, …', example: 'school-boarding' }) @Matches(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/) @Length(1, 60) need!: string;
}

export class ReferralAnswerRequest {
  @ApiProperty({ enum: ['enrolled', 'declined'] }) @IsIn(['enrolled', 'declined']) answer!: 'enrolled' | 'declined';
  @ApiPropertyOptional({ description: 'First day of the enrolment; today when left out' }) @IsOptional() @IsDay() from?: string;
}

/** Programmes outside Hearth: proposed from the same record, answered here. */
@ApiTags('referrals')
@Controller('referrals')
export class ReferralController {
  constructor(
    @Inject(Commands) private readonly commands: Commands, @Inject(KnownFacts) private readonly known: Known, @Inject(Rows) private readonly rows: Rows,
    @Inject(PersonalData) private readonly personal: PersonalData,
  ) {}

  @Post() @Allow(...OFFICES) @ApiOperation({ summary: 'Propose a person to a programme outside' })
  async propose(@Body() { id, household, person, programme, need }: ReferralRequest, @Asking() asking: Asking): Promise<object> {
    const { area } = await this.commands.heard('household', () => householdOf(this.known, household));
    await this.commands.heard('person', async () => ((await personsById(this.known, [person])).has(person) ? true : null));
    return this.commands.run(asking, async (unit) => {
      const referral = id ?? unit.newId();
      const members = (await peopleOf(this.known.within(unit.tx), household)).filter((p) => p.kind === 'member').map((p) => p.person);
      const { version } = await unit.decide(referralDecider, referral,
        { type: 'Propose', referral: { referral, household, person, programme, need, on: unit.today }, members, by: unit.actor.sub }, { household, area });
      return { status: 201, version, body: { id: referral, status: 'proposed' }, location: `/api/casework/referrals/${referral}` };
    });
  }

  @Post(':id/answers') @Allow(...OFFICES, 'service') @ApiOperation({ summary: 'What the programme answered' })
  answer(@Param('id', ParseUUIDPipe) id: string, @Body() { answer, from }: ReferralAnswerRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { state: { referral } } = await unit.load(referralDecider, id);
      const area = referral ? (await householdOf(this.known.within(unit.tx), referral.household))?.area ?? null : asking.officer.area;
      const { version } = await unit.decide(referralDecider, id, { type: 'Answer', answer, from: from ?? null, today: unit.today, by: unit.actor.sub }, { household: referral?.household ?? null, area }, { ifMatch: asking.ifMatch });
      return { status: 200, version, body: { id, status: answer } };
    });
  }

  @Get() @ApiOperation({ summary: 'Referrals of the officer’s area' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<object> | string> {
    return this.rows.answer(referralRows, asking, query, {
      filters: ['household', 'person', 'programme', 'status'], sortable: ['on', 'status'], defaultSort: '-on', show: (page) => this.withNames(page, asking),
      columns: ['id', 'household', 'personName', 'programme', 'need', 'on', 'status', 'from', 'answeredOn'],
    });
  }

  @Get(':id') @ApiOperation({ summary: 'One referral' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    const [shown] = await this.withNames([await this.rows.get(referralRows, id, asking)], asking);
    return shown ?? {};
  }

  private async withNames(page: readonly ReferralRow[], asking: Asking): Promise<readonly object[]> {
    const persons = await personsById(this.known, page.map((row) => row.person));
    return this.personal.open(asking, page.map((row) => ({ ...row, personName: persons.get(row.person)?.name ?? null })), 'referral', { personName: 'none' });
  }
}
