import type { Tx } from '@hearth/event-store';
import { isWithin } from '@hearth/kernel';
import { readRules, type Scorecard } from '@hearth/rules';
import { Allow, Asking, type CommandAnswer, Commands, type List, namedId, Rows, type StagedUnit } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { LABORATORY } from '../formula/formula-roles.ts';
import { type WatchAlertRow, watchAlertRows } from '../projections/watch-alert.projection.ts';
import { alertName, type Finding } from './alert.ts';
import { watchAlertDecider } from './alert.decider.ts';
import { findAlerts, type Watched } from './find-alerts.ts';
import { type Edition, editionsOf, type WatchedCase, watchedCases, watchedRegions } from './watched-cases.ts';

export class CloseAlertRequest {
  @ApiProperty({ description: 'What explains it, or what was done' }) @IsString() @Length(5, 1000) reason!: string;
}

/** What a look at the numbers came to. */
export interface WatchRun { readonly regions: number; readonly households: number; readonly found: number; readonly raised: number; readonly renewed: number }

/** Numbers that ask for an explanation: bunching, drift, repeated edits, a formula carried out otherwise than written. Alerts, never accusations. */
@ApiTags('watch')
@Controller('watch')
export class WatchController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows) {}

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
    return this.commands.run(asking, async (unit): Promise<CommandAnswer> => {
      const regions = (await watchedRegions(unit.tx)).filter((region) => isWithin(region, asking.officer.area) || isWithin(asking.officer.area, region));
      const runs: WatchRun[] = [];
      for (const region of regions) runs.push(await look(unit, region, asking.officer.area));
      const sum = (count: (run: WatchRun) => number): number => runs.reduce((all, run) => all + count(run), 0);
      return { status: 200, body: { regions: regions.length, households: sum((run) => run.households), found: sum((run) => run.found), raised: sum((run) => run.raised), renewed: sum((run) => run.renewed) } satisfies WatchRun };
    });
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

/** One county or soum; an officer of a part of it sees that part alone, and whoever is compared with nobody else is not compared. */
async function look(unit: StagedUnit, region: string, scope: string): Promise<WatchRun> {
  const cases = (await watchedCases(unit.tx, region)).filter(({ area }) => isWithin(area, scope));
  const run = { regions: 1, households: new Set(cases.map(({ household }) => household)).size, found: 0, raised: 0, renewed: 0 };
  for (const ruleSet of new Set(cases.map((one) => one.ruleSet))) {
    const own = cases.filter((one) => one.ruleSet === ruleSet);
    for (const finding of findAlerts({ region: isWithin(region, scope) ? region : scope, ruleSet, cases: own, scorecardOf: await scorecards(unit.tx, ruleSet) })) {
      run.found += 1;
      for (const { type } of await notice(unit, finding)) run[type === 'WatchAlertRaised' ? 'raised' : 'renewed'] += 1;
    }
  }
  return run;
}

async function notice(unit: StagedUnit, finding: Finding): Promise<readonly { readonly type: string }[]> {
  const id = namedId(alertName(finding));
  return (await unit.decide(watchAlertDecider, id, { type: 'Notice', finding }, { household: null, area: finding.area, key: id })).events;
}

/** The scorecard of the edition that was in force when a case was assessed. */
async function scorecards(tx: Tx, ruleSet: string): Promise<Watched['scorecardOf']> {
  const editions = (await editionsOf(tx, ruleSet)).map(({ from, document }: Edition): { from: string; scorecard: Scorecard | null } => ({ from, scorecard: readRules(document).scorecard }));
  return ({ madeAt }: WatchedCase) => editions.findLast(({ from }) => from <= madeAt)?.scorecard ?? null;
}
