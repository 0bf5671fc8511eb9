import { Allow, Asking, type CommandAnswer, Commands, type List, Rows } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { FormulaLibrary } from '../formula/formula-library.ts';
import { LABORATORY } from '../formula/formula-roles.ts';
import { type WatchAlertRow, watchAlertRows } from '../projections/watch-alert.projection.ts';
import { watchAlertDecider } from './alert.decider.ts';
import { lookEverywhere } from './look.ts';

export class CloseAlertRequest {
  @ApiProperty({ description: 'What explains it, or what was done' }) @IsString() @Length(5, 1000) reason!: string;
}

/** Numbers that ask for an explanation: bunching, drift, repeated edits, a formula carried out otherwise than written. Alerts, never accusations. */
@ApiTags('watch')
@Controller('watch')
export class WatchController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(FormulaLibrary) private readonly library: FormulaLibrary) {}

  @Get('alerts') @Allow(...LABORATORY) @ApiOperation({ summary: 'Alerts of your area, the latest first' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<WatchAlertRow> | string> {
    return this.rows.answer(watchAlertRows, asking, query, {
      filters: ['kind', 'formula', 'officer', 'status', 'variable'], sortable: ['since', 'lastSeen', 'kind', 'households'], defaultSort: '-since',
      columns: ['id', 'kind', 'area', 'officer', 'formula', 'variable', 'level', 'households', 'numbers', 'method', 'status', 'since', 'lastSeen', 'reason', 'closedBy', 'closedAt'],
    });
  }

  @Get('alerts/:id') @Allow(...LABORATORY) @ApiOperation({ summary: 'One alert with its numbers and the method they come from' })
  one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<WatchAlertRow> { return this.rows.get(watchAlertRows, id, asking); }

  @Post('run') @HttpCode(200) @Allow('rule-author', 'rule-approver', 'analyst', 'auditor') @ApiOperation({ summary: 'Look at all scored households of your area now, county by county' })
  run(@Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit): Promise<CommandAnswer> => ({ status: 200, body: await lookEverywhere(unit, this.library, asking.officer.area) }));
  }

  @Post('alerts/:id/close') @HttpCode(200) @Allow('rule-approver', 'analyst', 'auditor') @ApiOperation({ summary: 'Close it with what explains it; it comes back only on far more households' })
  async close(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: CloseAlertRequest, @Asking() asking: Asking): Promise<object> {
    const { area } = await this.rows.get(watchAlertRows, id, asking);
    return this.commands.run(asking, async (unit): Promise<CommandAnswer> => {
      const { version, state: { status } } = await unit.decide(watchAlertDecider, id, { type: 'CloseAlert', reason, by: asking.officer.sub }, { household: null, area, key: id }, { ifMatch: asking.ifMatch });
      return { status: 200, body: { id, status }, version };
    });
  }
}
