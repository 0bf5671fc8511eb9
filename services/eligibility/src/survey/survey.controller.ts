import { Allow, Asking, Commands, type List, Rows } from '@hearth/service-host';
import { PAPER_SEED } from '@hearth/targeting';
import { SYNTHETIC_SOURCE } from '@hearth/targeting-report';
import { Body, Controller, Get, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { everywhere } from '../formula/formula.controller.ts';
import { LABORATORY } from '../formula/formula-roles.ts';
import { type SurveyRow, surveyRows } from '../projections/survey.projection.ts';
import { LaboratoryFault, LaboratoryThreads } from '../study/laboratory-threads.ts';
import type { ReadSurvey } from './read-survey-file.ts';
import { surveyDecider } from './survey.decider.ts';
import { ImportSurveyRequest, SyntheticSurveyRequest } from './survey.requests.ts';
import { keepSurvey } from './survey-store.ts';

/** A line of the list: without its map. */
export type SurveyLine = Omit<SurveyRow, 'map' | 'leftOut' | 'droppedColumns'>;
interface Named { readonly name: string; readonly source: string; readonly synthetic: boolean }

/** Household surveys that formulas are fitted and compared on; only the columns that a survey's map names are stored. */
@ApiTags('surveys')
@Controller('surveys')
export class SurveyController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(LaboratoryThreads) private readonly threads: LaboratoryThreads) {}

  @Get() @Allow(...LABORATORY) @ApiOperation({ summary: 'All surveys, the latest first' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<SurveyLine> | string> {
    return this.rows.answer(surveyRows, everywhere(asking), query, {
      filters: ['synthetic', 'hash'], sortable: ['createdAt', 'name', 'households'], defaultSort: '-createdAt', show: (page) => page.map(({ map: _, leftOut: __, droppedColumns: ___, ...line }) => line),
      columns: ['id', 'name', 'source', 'synthetic', 'rows', 'households', 'leftOutRows', 'hash', 'createdBy', 'createdAt'],
    });
  }

  @Get(':id') @Allow(...LABORATORY) @ApiOperation({ summary: 'One survey: its map, its strata, what was left out' })
  one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<SurveyRow> { return this.rows.get(surveyRows, id, everywhere(asking)); }

  @Post() @Allow('rule-author', 'rule-approver', 'analyst') @ApiOperation({ summary: 'Import a survey; one that cannot be read is refused with row, column and stratum of the fault' })
  async import(@Body() { name, source, synthetic, map, csv }: ImportSurveyRequest, @Asking() asking: Asking): Promise<object> {
    return this.register(asking, { name, source, synthetic }, await refusing(this.threads.inTurn('import-survey', { csv, map })));
  }

  @Post('synthetic') @Allow('rule-author', 'rule-approver', 'analyst') @ApiOperation({ summary: 'Make the synthetic 2002-like survey of a seed' })
  async synthetic(@Body() { seed = PAPER_SEED }: SyntheticSurveyRequest, @Asking() asking: Asking): Promise<object> {
    return this.register(asking, { name: `synthetic-2002, seed ${seed}`, source: SYNTHETIC_SOURCE(seed), synthetic: true }, await refusing(this.threads.inTurn('synthetic-survey', { seed })));
  }

  private register(asking: Asking, named: Named, { content, stored }: ReadSurvey): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const id = unit.newId();
      const { version } = await unit.decide(surveyDecider, id, { type: 'RegisterSurvey', ...named, ...content, by: unit.actor.sub }, { household: null, area: asking.officer.area === '*' ? null : asking.officer.area, key: id });
      await keepSurvey(unit.tx, id, stored);
      return { status: 201, body: { id }, version, location: `/api/eligibility/surveys/${id}` };
    });
  }
}

/** What the laboratory cannot read becomes a refusal. */
async function refusing(reading: Promise<ReadSurvey>): Promise<ReadSurvey> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof LaboratoryFault ? error.rejection : error;
  }
}
