import { Allow, Asking, type List, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ShadowScoreRow, shadowScoreRows } from '../projections/formula-shadow.projection.ts';
import { LABORATORY, REVIEWERS } from './formula-roles.ts';

@ApiTags('formulas')
@Controller('formulas')
export class ShadowScoreController {
  constructor(@Inject(Rows) private readonly rows: Rows) {}

  @Get(':id/shadow-scores') @Allow(...LABORATORY, ...REVIEWERS) @ApiOperation({ summary: 'What a pilot made of the households that were assessed, beside what counted' })
  list(@Param('id', ParseUUIDPipe) id: string, @Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<ShadowScoreRow> | string> {
    return this.rows.answer(shadowScoreRows, asking, query, {
      always: { formula: id }, filters: ['programme', 'eligible', 'former', 'differs', 'missing', 'household'], sortable: ['scoredAt', 'score'], defaultSort: '-scoredAt',
      columns: ['assessment', 'household', 'area', 'programme', 'asOf', 'score', 'eligible', 'missing', 'against', 'formerScore', 'former', 'differs', 'scoredAt'],
    });
  }
}
