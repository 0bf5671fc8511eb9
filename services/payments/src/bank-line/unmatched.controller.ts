import type { Text3 } from '@hearth/contracts';
import { Asking, type List, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type UnmatchedRow, unmatchedRows } from '../projections/unmatched.projection.ts';
import { reasonText } from '../reasons.ts';

type ShownLine = Omit<UnmatchedRow, 'params'> & { readonly text: Text3 };

@ApiTags('bank')
@Controller('unmatched')
export class UnmatchedController {
  constructor(@Inject(Rows) private readonly rows: Rows) {}

  @Get() @ApiOperation({ summary: 'Work list: lines of the bank that match no payment, each with its reason' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<ShownLine> | string> {
    return this.rows.answer(unmatchedRows, asking, query, {
      filters: ['message', 'reason', 'document'], sortable: ['reason', 'line', 'on'],
      show: (page) => page.map(({ params, ...row }) => ({ ...row, text: reasonText(row.reason, params) })),
      columns: ['id', 'message', 'document', 'line', 'reference', 'money.minor', 'money.currency', 'on', 'reason', 'text.en'],
    });
  }
}
