import { Readable } from 'node:stream';
import { Rejection } from '@hearth/event-sourcing';
import { EventStore } from '@hearth/event-store';
import { ALL_AREAS, CHINA_TIME, dayOf, isWithin } from '@hearth/kernel';
import { Allow, Asking, CLOCK, type Clock, Commands, csv, IsArea, IsId, type List, requireArea, Rows } from '@hearth/service-host';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional } from 'class-validator';
import { everywhere } from '../formula/formula.controller.ts';
import { formulaDecider } from '../formula/formula.decider.ts';
import { LABORATORY } from '../formula/formula-roles.ts';
import { standingFormulas } from '../formula/standing-formulas.ts';
import { type ScoringRow, scoringRows } from '../projections/scoring.projection.ts';
import type { HouseholdScore } from './score-page.ts';
import { ScoreList } from './score-list.ts';
import { beginScoring, type Checkpoint, checkpoints, dropScores, endScoring } from './score-table.ts';
import { scoringDecider } from './scoring.decider.ts';

export class ScoringRequest {
  @ApiProperty({ description: 'A registered formula' }) @IsId() formula!: string;
  @ApiPropertyOptional({ type: [String], example: ['34'], description: 'Your whole area when absent' }) @IsOptional() @IsArray() @ArrayMaxSize(500) @IsArea({ each: true }) areas?: string[];
}

/** How far it is: households looked at, of those known when it was asked for. */
export interface ScoringProgress { readonly looked: number; readonly of: number; readonly scored: number; readonly undecided: number }
export type ShownScoring = ScoringRow & { readonly progress: ScoringProgress };

const COLUMNS = ['household', 'area', 'score', 'predicted', 'eligible', 'missing', 'against', 'former', 'change'];

/** All households of a province scored anew by a formula: who would gain, who would lose. Nothing follows from it for a family. */
@ApiTags('scorings')
@Controller('scorings')
export class ScoringController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(EventStore) private readonly store: EventStore, @Inject(ScoreList) private readonly scores: ScoreList, @Inject(CLOCK) private readonly clock: Clock) {}

  @Get() @Allow(...LABORATORY) @ApiOperation({ summary: 'All scorings, the latest first, with their progress' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<ShownScoring> | string> {
    return this.rows.answer(scoringRows, everywhere(asking), query, {
      filters: ['formula', 'status', 'by'], sortable: ['requestedAt', 'endedAt', 'status'], defaultSort: '-requestedAt', show: (page) => this.withProgress(page, asking),
      columns: ['id', 'formula', 'status', 'by', 'areas', 'asOf', 'progress.looked', 'progress.of', 'result.households', 'result.eligible', 'result.ineligible', 'result.undecided', 'result.gain', 'result.lose', 'requestedAt', 'endedAt', 'reason'],
    });
  }

  @Get(':id') @Allow(...LABORATORY) @ApiOperation({ summary: 'One scoring: how far it is, or what came of it, by county or soum' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<ShownScoring> {
    const [shown] = await this.withProgress([await this.rows.get(scoringRows, id, everywhere(asking))], asking);
    if (!shown) throw new Rejection('not-found', 'There is no such scoring.', { status: 404 });
    return shown;
  }

  @Get(':id/scores') @Allow(...LABORATORY) @ApiOperation({ summary: 'The scores of households in your area; as CSV all of them, by household' })
  async scoresOf(@Param('id', ParseUUIDPipe) id: string, @Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<HouseholdScore> | StreamableFile> {
    await this.rows.get(scoringRows, id, everywhere(asking));
    const first = await this.scores.list(id, asking.officer, query);
    if (!asking.wantsCsv) return first;
    return new StreamableFile(Readable.from(lines(this.scores.pages(id, asking.officer, query))), { type: 'text/csv; charset=utf-8', disposition: 'attachment; filename="scores.csv"' });
  }

  @Post() @Allow('rule-author', 'rule-approver', 'analyst') @ApiOperation({ summary: 'Score all households by a formula; it goes on in the background' })
  request(@Body() { formula, areas: named = [] }: ScoringRequest, @Asking() asking: Asking): Promise<object> {
    const { officer } = asking;
    for (const area of named) requireArea(officer, area);
    const areas = named.length > 0 || officer.area === ALL_AREAS ? [...new Set(named)] : [officer.area];
    return this.commands.run(asking, async (unit) => {
      const { tx } = unit, id = unit.newId();
      const { state: { status, artefact } } = await unit.load(formulaDecider, formula);
      if (status === 'none') throw new Rejection('no-formula', 'There is no such formula.', { status: 422, errors: [{ field: 'formula', code: 'unknown', detail: 'is not registered' }] });
      const against = (await standingFormulas(tx)).filter((one) => one.status === 'in-force').map(({ formula: other, areas: where, since }) => ({ formula: other, areas: where, since }));
      const { rows: [count] } = await tx.query<{ known: number }>(`SELECT count(*) AS known FROM known WHERE kind = 'household'`);
      const order = { formula, hash: (artefact as { readonly hash: string }).hash, areas, against, asOf: dayOf(this.clock.now().toISOString(), CHINA_TIME), known: count?.known ?? 0, by: unit.actor.sub };
      const { version } = await unit.decide(scoringDecider, id, { type: 'RequestScoring', order }, { household: null, area: officer.area === ALL_AREAS ? null : officer.area, key: id });
      await beginScoring(tx, id, order.known);
      return { status: 202, body: { id }, version, location: `/api/eligibility/scorings/${id}` };
    });
  }

  @Post(':id/cancel') @HttpCode(200) @Allow('rule-author', 'rule-approver', 'analyst') @ApiOperation({ summary: 'Give up a scoring that is under way; its scores go' })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    const area = asking.officer.area === ALL_AREAS ? null : asking.officer.area;
    return this.commands.run(asking, async (unit) => {
      const { version } = await unit.decide(scoringDecider, id, { type: 'CancelScoring', by: unit.actor.sub }, { household: null, area, key: id }, { ifMatch: asking.ifMatch });
      await endScoring(unit.tx, id);
      await dropScores(unit.tx, id);
      return { status: 200, body: { id }, version };
    });
  }

  /** Of the areas those that the officer may see. */
  private async withProgress(page: readonly ScoringRow[], { officer }: Asking): Promise<readonly ShownScoring[]> {
    const running = page.filter(({ status }) => status === 'running').map(({ id }) => id);
    const open = running.length === 0 ? new Map<string, Checkpoint>() : await this.store.inTransaction((tx) => checkpoints(tx, running));
    return page.map((row) => ({
      ...row, progress: progressOf(row, open.get(row.id)),
      result: row.result && { ...row.result, areas: row.result.areas.filter(({ area }) => isWithin(area, officer.area)) },
    }));
  }
}

function progressOf({ known, result }: ScoringRow, open: Checkpoint | undefined): ScoringProgress {
  if (result) return { looked: known, of: known, scored: result.households, undecided: result.undecided };
  return { looked: open?.looked ?? 0, of: known, scored: open?.scored ?? 0, undecided: open?.undecided ?? 0 };
}

/** CSV page by page: only the first begins with the names of the columns. */
async function* lines(pages: AsyncIterable<readonly HouseholdScore[]>): AsyncGenerator<string> {
  let first = true;
  for await (const page of pages) {
    const text = csv(page, COLUMNS);
    yield first ? text : text.slice(text.indexOf('\n') + 1);
    first = false;
  }
}
