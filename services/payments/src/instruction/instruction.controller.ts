import { Asking, type List, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { instructionRows } from '../projections/instruction.projection.ts';
import { type ShownInstruction, showInstructions } from './show.ts';

@ApiTags('instructions')
@Controller('instructions')
export class InstructionController {
  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(PersonalData) private readonly personal: PersonalData) {}

  @Get() @ApiOperation({ summary: 'Payments of the officer’s area; asked for a person it is that person’s register' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<ShownInstruction> | string> {
    return this.rows.answer(instructionRows, asking, query, {
      filters: ['status', 'payroll', 'person', 'programme', 'period', 'household', 'beneficiary', 'payee', 'order', 'application'], sortable: ['period', 'status', 'programme'],
      show: (page) => showInstructions(this.personal, asking, page, 'payment-list'),
      columns: ['id', 'programme', 'period', 'payeeName', 'account', 'money.minor', 'money.currency', 'status', 'settledOn', 'returned.reason', 'collected.on', 'collected.branch', 'collected.collector', 'reconciledOn'],
    });
  }

  @Get(':id') @ApiOperation({ summary: 'One payment and what the bank said of it' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<ShownInstruction | undefined> {
    const row = await this.rows.get(instructionRows, id, asking);
    void asking.reply.header('etag', `"${row.version}"`);
    return (await showInstructions(this.personal, asking, [row], 'payment-file'))[0];
  }
}
