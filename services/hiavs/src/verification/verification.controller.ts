import { KnownFacts } from '@hearth/messaging';
import { Allow, Asking, Commands, type List, PersonalData, Rows } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CLOCK, type Clock } from '@hearth/service-host';
import { HIAVS_CONFIG, type HiavsConfig } from '../hiavs.config.ts';
import { OpenInquiries } from '../inquiries/open-inquiries.ts';
import { declaredOf, inTurn } from '../known/registry-facts.ts';
import { AskDepartmentsProcess } from '../processes/ask-departments.process.ts';
import { verificationRows } from '../projections/verification.projection.ts';
import { RETRIERS, SETTLERS, WAIVERS } from './actions.ts';
import { presentVerification, type ShownVerification, type VerificationLine, verificationLines } from './present.ts';
import { verificationDecider } from './verification.decider.ts';
import type { VerificationCommand } from './verification.commands.ts';
import { SettlementRequest, WaiverRequest } from './verification.requests.ts';

/** What a command is built from: the time and the officer of the unit, and what the family declared. */
interface Given { readonly at: string; readonly today: string; readonly by: string; readonly comparison: { readonly declared: Awaited<ReturnType<typeof declaredOf>>; readonly tolerance: number } }

@ApiTags('verifications')
@Controller('verifications')
export class VerificationController {
  constructor(
    @Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(PersonalData) private readonly personal: PersonalData, @Inject(KnownFacts) private readonly known: KnownFacts,
    @Inject(OpenInquiries) private readonly open: OpenInquiries, @Inject(CLOCK) private readonly clock: Clock, @Inject(HIAVS_CONFIG) private readonly config: HiavsConfig,
    @Inject(AskDepartmentsProcess) private readonly process: AskDepartmentsProcess,
  ) {}

  @Get() @ApiOperation({ summary: 'Verifications of the officer’s area' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<VerificationLine> | string> {
    return this.rows.answer(verificationRows, asking, query, {
      filters: ['status', 'outcome', 'programme', 'application', 'household'], sortable: ['requestedAt', 'reportedAt', 'openItems', 'missing', 'area'], defaultSort: '-requestedAt',
      show: (page) => verificationLines(this.personal, this.known, asking, page, this.clock.now()),
      columns: ['id', 'head.name', 'area', 'programme', 'status', 'outcome', 'answered', 'inquiries', 'openItems', 'missing', 'requestedAt', 'reportedAt'],
    });
  }

  @Get(':id') @ApiOperation({ summary: 'One verification: matrix of people and sources, items, what is missing, clocks, next actions' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<ShownVerification> {
    const row = await this.rows.get(verificationRows, id, asking);
    void asking.reply.header('etag', `"${row.version}"`);
    const tries = asking.asOf ? [] : await this.open.ofVerification(id);
    return presentVerification(this.personal, this.known, asking, row, tries, asking.asOf ?? this.clock.now());
  }

  @Post(':id/items/:item/settlement') @HttpCode(200) @Allow(...SETTLERS) @ApiOperation({ summary: 'Say which figure counts; it never rejects by itself' })
  settle(@Param('id', ParseUUIDPipe) id: string, @Param('item', ParseUUIDPipe) item: string, @Body() { decision, value, count, reason }: SettlementRequest, @Asking() asking: Asking): Promise<object> {
    return this.act(asking, id, ({ at, by }) => ({ type: 'SettleItem', item, decision, value: value ? { minor: value.minor, currency: value.currency } : null, count: count ?? null, reason, by, at }), { item });
  }

  @Post(':id/waivers') @HttpCode(200) @Allow(...WAIVERS) @ApiOperation({ summary: 'Wait no longer for a source, with the reason and the day it is checked again' })
  waive(@Param('id', ParseUUIDPipe) id: string, @Body() { source, reason, recheckOn }: WaiverRequest, @Asking() asking: Asking): Promise<object> {
    return this.act(asking, id, (given) => ({ type: 'WaiveSource', source, reason, recheckOn, ...given }), { source });
  }

  @Post(':id/retry') @HttpCode(200) @Allow(...RETRIERS) @ApiOperation({ summary: 'Ask now what is still to be answered' })
  async retry(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    const answer = await this.act(asking, id, ({ at, by }) => ({ type: 'AskAgain', by, at }), {});
    this.process.askNow();
    return answer;
  }

  private async act(asking: Asking, id: string, command: (given: Given) => VerificationCommand, body: object): Promise<object> {
    const { household, area } = await this.rows.get(verificationRows, id, { officer: asking.officer, asOf: null });
    return this.commands.run(asking, async (unit) => {
      await inTurn(unit.tx, household);
      const declared = await declaredOf(this.known.within(unit.tx), household);
      const given: Given = { at: unit.at, today: unit.today, by: unit.actor.sub, comparison: { declared, tolerance: this.config.tolerance } };
      const { state, version, events } = await unit.decide(verificationDecider, id, command(given), { household, area }, { ifMatch: asking.ifMatch });
      await this.open.follow(unit.tx, id, events);
      return { status: 200, version, body: { id, ...body, round: state.report?.round ?? null, outcome: state.report?.outcome ?? null } };
    });
  }
}
