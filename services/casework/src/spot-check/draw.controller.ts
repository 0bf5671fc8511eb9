import { randomBytes } from 'node:crypto';
import { countryOf, HOLIDAY_CALENDARS, isWithin } from '@hearth/kernel';
import { type KnownFacts as Known, KnownFacts } from '@hearth/messaging';
import { Allow, Asking, Commands, IsArea, type List, Rows, type StagedUnit } from '@hearth/service-host';
import { Body, Controller, Get, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { applicationDecider } from '../application/application.decider.ts';
import { givenBy } from '../application/case-desk.ts';
import { aboutOf, alwaysVisited } from '../application/progress.ts';
import { refuse } from '../application/reasons.ts';
import { type DrawRow, drawRows } from '../projections/draw.projection.ts';
import { type DrawEvent, drawDecider, type Frame, oldestWindow, type Received } from './draw.decider.ts';
import { frameHashOf, hashesOf } from './draw.ts';

export class DrawRequest {
  @ApiProperty({ description: 'The county whose window is closed', example: '341524' }) @IsArea() area!: string;
  @ApiPropertyOptional({ enum: ['dibao', 'tekun'], description: 'Both, each with draws of its own, when left out' }) @IsOptional() @IsIn(['dibao', 'tekun']) programme?: string;
}

/** What is remembered of an application from its arrival at the county to its draw. */
interface Waiting { readonly application: string; readonly area: string; readonly programme: string; readonly receivedOn: string; readonly share: number; readonly workingDays: number }
interface Drawn { readonly draw: string; readonly programme: string; readonly from: string; readonly to: string; readonly frame: number; readonly drawn: readonly string[]; readonly always: readonly string[] }
interface Window { readonly draw: string; readonly area: string; readonly programme: string; readonly waiting: readonly Waiting[]; readonly received: readonly Received[] }

const REPEAT = 'drawn = the ceil(share * n) applications of the frame with the smallest SHA-256(seed + application id), hexadecimal; frameHash = SHA-256 of the ids of the frame, ascending, one a line';

/** Step 12: the windows are closed, the seed is fixed after that, and anybody can repeat the draw from what is shown. */
@ApiTags('spot checks')
@Controller('spot-checks/draws')
export class DrawController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(KnownFacts) private readonly known: Known, @Inject(Rows) private readonly rows: Rows) {}

  @Post() @Allow('county-reviewer') @ApiOperation({ summary: 'Close the open windows of an area and draw from each' })
  draw(@Body() { area, programme }: DrawRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const known = this.known.within(unit.tx, null);
      const all = (await known.list<Waiting>('received')).map((fact) => fact.body).filter((w) => isWithin(w.area, area) && (programme === undefined || w.programme === programme));
      const draws: Drawn[] = [];
      for (const name of [...new Set(all.map((w) => w.programme))].toSorted()) draws.push(...await this.drawAll(unit, area, name, all.filter((w) => w.programme === name)));
      const last = draws.at(-1);
      if (!last) return refuse('draw-empty');
      for (const { application } of all) await known.remove('received', application);
      const body = { id: last.draw, draw: last.draw, drawn: draws.flatMap((d) => d.drawn), always: draws.flatMap((d) => d.always), draws };
      return { status: 201, body, location: `/api/casework/spot-checks/draws/${last.draw}` };
    });
  }

  @Get() @ApiOperation({ summary: 'Draws of the officer’s area' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<DrawRow> | string> {
    return this.rows.answer(drawRows, asking, query, { filters: ['programme'], sortable: ['at', 'from'], defaultSort: '-at', columns: ['id', 'area', 'programme', 'from', 'to', 'share', 'frameHash', 'seed', 'at', 'by'] });
  }

  @Get(':id') @ApiOperation({ summary: 'Frame, seed and hashes of a draw, and how to repeat it' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return { ...await this.rows.get(drawRows, id, asking), repeat: REPEAT };
  }

  /** One draw for each window, the oldest first, until nobody waits. */
  private async drawAll(unit: StagedUnit, area: string, programme: string, all: readonly Waiting[]): Promise<readonly Drawn[]> {
    const received: Received[] = [];
    for (const { application, receivedOn } of all) received.push({ application, receivedOn, always: alwaysVisited((await unit.load(applicationDecider, application)).state) });
    const draws: Drawn[] = [];
    for (let left: readonly Received[] = received; left.length > 0;) {
      const window = oldestWindow(left, all[0]?.workingDays ?? 1, HOLIDAY_CALENDARS[countryOf(area)]);
      draws.push(await this.drawOne(unit, { draw: unit.newId(), area, programme, waiting: all, received: window }));
      left = left.filter((entry) => !window.includes(entry));
    }
    return draws;
  }

  private async drawOne(unit: StagedUnit, window: Window): Promise<Drawn> {
    const { draw, area, programme } = window;
    const about = { household: null, area, key: draw };
    const stamp = { at: unit.at, by: unit.actor.sub };
    const frame = frameOf(window);
    await unit.decide(drawDecider, draw, { type: 'CloseFrame', frame, ...stamp }, about);
    // Made only now, when the frame can no longer change.
    const seed = randomBytes(32).toString('hex');
    const { events } = await unit.decide(drawDecider, draw, { type: 'Draw', seed, hashes: hashesOf(seed, frame.frame), ...stamp }, about);
    const drawn = events.flatMap((event: DrawEvent) => (event.type === 'SpotCheckDrawn' ? event.data.drawn : []));
    for (const application of [...frame.frame, ...frame.always]) await assign(unit, application, draw, frame.always.includes(application), drawn.includes(application));
    return { draw, programme, from: frame.from, to: frame.to, frame: frame.frame.length, drawn, always: frame.always };
  }
}

function frameOf({ draw, area, programme, waiting, received }: Window): Frame {
  const days = received.map((entry) => entry.receivedOn).toSorted();
  const frame = received.filter((entry) => !entry.always).map((entry) => entry.application).toSorted();
  const share = Math.max(...waiting.map((w) => w.share));
  return { draw, area, programme, from: days[0] ?? '', to: days.at(-1) ?? '', share, frame, always: received.filter((entry) => entry.always).map((entry) => entry.application).toSorted(), frameHash: frameHashOf(frame) };
}

async function assign(unit: StagedUnit, application: string, draw: string, always: boolean, drawn: boolean): Promise<void> {
  const { household, area } = aboutOf((await unit.load(applicationDecider, application)).state);
  await unit.decide(applicationDecider, application, { type: 'AssignSpotCheck', draw, group: always ? 'always' : 'frame', toVisit: always || drawn, ...givenBy(unit) }, { household, area });
}
