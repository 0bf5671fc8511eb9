import { EventStore, type KeyProvider } from '@hearth/event-store';
import { KnownFacts } from '@hearth/messaging';
import { Allow, Asking, Commands, ENVIRONMENT, type Environment, KEYS, Rows } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { refuse } from '../reasons.ts';
import { aboutPayroll } from './about.ts';
import { approvePayroll, linesOf, outdatedLines, remakeBankFile } from './approval.ts';
import { closePeriod, withdrawPayroll } from './closing.ts';
import { draftPayroll } from './drafting.ts';
import { ACTION_ROLES, draftFor, fileOf } from './payroll.guards.ts';
import { payrollDecider } from './payroll.decider.ts';
import { ApprovalRequest, PayrollRequest, WithdrawalRequest } from './payroll.requests.ts';

@ApiTags('payrolls')
@Controller('payrolls')
export class PayrollController {
  constructor(
    @Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(EventStore) private readonly store: EventStore, @Inject(KnownFacts) private readonly known: KnownFacts,
    @Inject(KEYS) private readonly keys: KeyProvider, @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  @Post() @Allow('finance-maker') @ApiOperation({ summary: 'Draft a payroll of what is due and on none yet' })
  draft(@Body() { programme, period, area }: PayrollRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { version, ...body } = await draftPayroll(unit, { rows: this.rows, keys: this.keys, asking }, { programme, period, area });
      return { status: 201, body, version, location: `/api/payments/payrolls/${body.id}` };
    });
  }

  @Post(':id/submission') @HttpCode(200) @Allow(...ACTION_ROLES['submission'])
  submit(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { state } = await unit.load(payrollDecider, id);
      const drafted = draftFor(state, unit.actor);
      const outdated = await outdatedLines(unit.tx, await linesOf(unit.tx, drafted));
      const { version } = await unit.decide(payrollDecider, id, { type: 'Submit', by: unit.actor, at: unit.at, today: unit.today, outdated }, aboutPayroll(drafted), { ifMatch: asking.ifMatch });
      return { body: { id, status: 'submitted' }, version };
    });
  }

  @Post(':id/approval') @HttpCode(200) @Allow(...ACTION_ROLES['approval']) @ApiOperation({ summary: 'Approve a payroll of somebody else; the bank file is made' })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() { total }: ApprovalRequest, @Asking() asking: Asking): Promise<object> {
    const money = { minor: total.minor, currency: total.currency };
    return this.commands.run(asking, async (unit) => {
      const { version, ...file } = await approvePayroll(unit, { keys: this.keys, known: this.known, settings: this.environment.settings }, id, money, asking);
      return { body: { id, status: 'approved', ...file }, version };
    });
  }

  @Post(':id/withdrawal') @HttpCode(200) @Allow(...ACTION_ROLES['withdrawal']) @ApiOperation({ summary: 'Take a payroll back before it is approved' })
  withdraw(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: WithdrawalRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => ({ version: await withdrawPayroll(unit, id, reason, asking), body: { id, status: 'withdrawn' } }));
  }

  @Post(':id/period-close') @HttpCode(200) @Allow(...ACTION_ROLES['period-close']) @ApiOperation({ summary: 'Step 19: every payment reconciled or listed with a reason' })
  close(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { version, ...body } = await closePeriod(unit, id, asking);
      return { body: { id, status: 'closed', ...body }, version };
    });
  }

  /** Names and accounts are opened for the answer and rest nowhere; what differs from the file that was sent is refused. */
  @Get(':id/bank-file') @Allow(...ACTION_ROLES['bank-file']) @ApiProduces('application/xml') @ApiOperation({ summary: 'The bank file pain.001.001.09, made anew, byte for byte' })
  async bankFile(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<string> {
    const { state } = await this.store.load(payrollDecider, id);
    draftFor(state, asking.officer);
    const facts = fileOf(state);
    const { xml, sha256 } = await this.store.inTransaction((tx) => remakeBankFile(tx, this.keys, asking.officer, state, facts));
    if (sha256 !== facts.sha256) refuse('bank-file-changed');
    void asking.reply.header('content-type', 'application/xml; charset=utf-8').header('content-disposition', `attachment; filename="pain.001-${facts.messageId}.xml"`)
      .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`).header('cache-control', 'no-store');
    return xml;
  }
}
