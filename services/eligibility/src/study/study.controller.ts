import { Rejection } from '@hearth/event-sourcing';
import { EventStore } from '@hearth/event-store';
import { Allow, Asking, Commands, type List, Rows } from '@hearth/service-host';
import { CONTENT_TYPES, type Language, LANGUAGES, REPORT_FORMATS, type StudyResult } from '@hearth/targeting-report';
import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { everywhere } from '../formula/formula.controller.ts';
import { LABORATORY } from '../formula/formula-roles.ts';
import { registerFormula } from '../formula/register-formula.ts';
import { formulaRows } from '../projections/formula.projection.ts';
import { type StudyRow, studyRows } from '../projections/study.projection.ts';
import { LaboratoryThreads } from './laboratory-threads.ts';
import { orderOf } from './study-order.ts';
import { studyDecider } from './study.decider.ts';
import { HandOverRequest, StudyRequest } from './study.requests.ts';
import { artefactOf, beginRun, endRun, resultOf, runsOf, type StudyRun } from './study-store.ts';

export interface StudyProgress { readonly step: number; readonly of: number; readonly what: string; readonly done: number | null; readonly heartbeat: string | null }
export type ShownStudy = StudyRow & { readonly progress: StudyProgress | null };

/** Formulas set side by side on a survey: worked out in the background, then there for good. */
@ApiTags('studies')
@Controller('studies')
export class StudyController {
  constructor(
    @Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(EventStore) private readonly store: EventStore, @Inject(LaboratoryThreads) private readonly threads: LaboratoryThreads,
  ) {}

  @Get() @Allow(...LABORATORY) @ApiOperation({ summary: 'All studies, the latest first, without their results' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<ShownStudy> | string> {
    return this.rows.answer(studyRows, everywhere(asking), query, {
      filters: ['survey', 'status', 'author'], sortable: ['requestedAt', 'endedAt', 'title', 'status'], defaultSort: '-requestedAt', show: (page) => this.withProgress(page),
      columns: ['id', 'title', 'survey', 'status', 'methods', 'hash', 'author', 'requestedAt', 'endedAt', 'error.detail'],
    });
  }

  @Get(':id') @Allow(...LABORATORY) @ApiOperation({ summary: 'One study: how far it is, and its result when it is done' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<ShownStudy & { readonly result?: StudyResult }> {
    const row = await this.rows.get(studyRows, id, everywhere(asking)), [shown] = await this.withProgress([row]);
    const result = row.status === 'done' ? await this.store.inTransaction((tx) => resultOf(tx, id)) : null;
    return { ...shown!, ...(result ? { result } : {}) };
  }

  @Get(':id/report.:format') @Allow(...LABORATORY) @ApiOperation({ summary: 'The study as CSV, XLSX, or PDF with figures' }) @ApiQuery({ name: 'language', required: false, enum: LANGUAGES })
  async report(@Param('id', ParseUUIDPipe) id: string, @Param('format') format: string, @Query('language') language: string | undefined, @Asking() asking: Asking): Promise<StreamableFile> {
    const { title, endedAt } = await this.rows.get(studyRows, id, everywhere(asking)), kind = REPORT_FORMATS.find((one) => one === format);
    if (kind === undefined) throw new Rejection('not-found', 'A report is csv, xlsx or pdf.', { status: 404 });
    const result = await this.store.inTransaction((tx) => resultOf(tx, id));
    if (!result || endedAt === null) throw new Rejection('no-result', 'The study has no result to report.');
    const bytes = await this.threads.inTurn('report', { format: kind, report: { title, result, language: languageOf(language), writtenAt: endedAt } });
    return new StreamableFile(Buffer.from(bytes), { type: CONTENT_TYPES[kind], disposition: `attachment; filename="study-${id}.${kind}"` });
  }

  @Post() @Allow('rule-author', 'rule-approver', 'analyst') @ApiOperation({ summary: 'Ask for a study; it goes on in the background' })
  async request(@Body() request: StudyRequest, @Asking() asking: Asking): Promise<object> {
    const formulas = await Promise.all((request.formulas ?? []).map((id) => this.rows.find(formulaRows, id, everywhere(asking))));
    return this.commands.run(asking, async (unit) => {
      const id = unit.newId();
      const { version } = await unit.decide(studyDecider, id, { type: 'RequestStudy', order: await orderOf(unit, request, formulas) }, aboutStudy(id, asking));
      await beginRun(unit.tx, id);
      return { status: 202, body: { id }, version, location: `/api/eligibility/studies/${id}` };
    });
  }

  @Post(':id/cancel') @HttpCode(200) @Allow('rule-author', 'rule-approver', 'analyst') @ApiOperation({ summary: 'Give up a study that waits or runs' })
  cancel(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      await endRun(unit.tx, id);
      const { version } = await unit.decide(studyDecider, id, { type: 'CancelStudy', by: unit.actor.sub }, aboutStudy(id, asking), { ifMatch: asking.ifMatch });
      return { status: 200, body: { id }, version };
    });
  }

  @Post(':id/formulas') @HttpCode(201) @Allow('rule-author') @ApiOperation({ summary: 'Register a formula that the study fitted, as a draft' })
  handOver(@Param('id', ParseUUIDPipe) id: string, @Body() { method, name, note }: HandOverRequest, @Asking() asking: Asking): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const { state: { status, order } } = await unit.load(studyDecider, id);
      if (status === 'none' || order === null) throw new Rejection('not-found', 'There is no such study.', { status: 404 });
      const artefact = await artefactOf(unit.tx, id, method);
      if (!artefact) throw new Rejection('no-result', 'The study has fitted no formula by this method.', { params: { method } });
      const formula = await registerFormula(unit, { artefact, name: name ?? `${order.title}: ${method}`.slice(0, 120), note: note ?? `Fitted in the study “${order.title}”`, study: id });
      return { status: 201, body: { id: formula.id }, version: formula.version, location: `/api/eligibility/formulas/${formula.id}` };
    });
  }

  private async withProgress(page: readonly StudyRow[]): Promise<readonly ShownStudy[]> {
    const open = page.filter(({ endedAt }) => endedAt === null).map(({ id }) => id), runs = open.length === 0 ? new Map<string, StudyRun>() : await this.store.inTransaction((tx) => runsOf(tx, open));
    return page.map((row) => { const run = runs.get(row.id); return { ...row, progress: run ? { step: run.step, of: run.steps, what: run.what, done: run.done, heartbeat: run.heartbeat } : null }; });
  }
}

/** Studies belong to no area; the fact says from which one they were asked for. */
const aboutStudy = (id: string, { officer }: Asking): { household: null; area: string | null; key: string } => ({ household: null, area: officer.area === '*' ? null : officer.area, key: id });

function languageOf(asked = 'en'): Language {
  const language = LANGUAGES.find((one) => one === asked);
  if (language === undefined) throw new Rejection('invalid-query', `language must be one of: ${LANGUAGES.join(', ')}.`, { status: 400, errors: [{ field: 'language', code: 'unknown', detail: 'is no language of reports' }] });
  return language;
}
