import { Asking, type List, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AssessmentRow, assessmentRows } from '../projections/assessment.projection.ts';

@ApiTags('assessments')
@Controller('assessments')
export class AssessmentController {
  constructor(@Inject(Rows) private readonly rows: Rows) {}

  @Get() @ApiOperation({ summary: 'Assessments of a household or an application, the latest first' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<AssessmentRow> | string> {
    return this.rows.answer(assessmentRows, asking, query, {
      filters: ['household', 'application', 'programme', 'ruleSet', 'result', 'provisional'], sortable: ['madeAt', 'asOf', 'result'], defaultSort: '-madeAt',
      columns: ['id', 'household', 'application', 'programme', 'ruleSet', 'asOf', 'result', 'provisional', 'money.minor', 'money.currency', 'madeAt'],
    });
  }

  @Get(':id') @ApiOperation({ summary: 'One assessment with every rule that was asked' })
  one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<AssessmentRow> { return this.rows.get(assessmentRows, id, asking); }
}
