import { Allow, Asking, Commands, IsDay, type StagedUnit } from '@hearth/service-host';
import { Body, Controller, HttpCode, Inject, Post, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray } from 'class-validator';
import type { Message } from '../bank-line/bank-line.decider.ts';
import { payrollDecider } from '../payroll/payroll.decider.ts';
import { readCamt053 } from './camt053.ts';
import { readCollections } from './collections.ts';
import { takeIn } from './intake.ts';
import { problem, type ReadLine } from './lines.ts';
import { bankId } from './pain001.ts';
import { readPain002, type StatusReport } from './pain002.ts';

const MOST_ROWS = 20_000;

export class CollectionsRequest {
  @ApiProperty({ example: '2026-12-10' }) @IsDay() date!: string;
  /** Rows are checked one by one, so that a bad one stops no other. */
  @ApiProperty({ type: 'array', items: { type: 'object', properties: { instruction: { type: 'string' }, collectedOn: { type: 'string' }, branch: { type: 'string' }, collector: { type: 'string', enum: ['holder', 'agent'] } } } })
  @IsArray() @ArrayMaxSize(MOST_ROWS) items!: unknown[];
}

/** What the bank sends back, by the hand of a finance officer. */
@ApiTags('bank')
@Controller()
@Allow('finance-maker', 'finance-checker')
export class IntakeController {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Post('statuses') @HttpCode(200) @ApiConsumes('application/xml') @ApiOperation({ summary: 'Take in a payment status report, pain.002.001.10' })
  async statuses(@Body() body: unknown, @Asking() asking: Asking): Promise<object> {
    const report = await readPain002(xmlOf(body));
    return this.take(asking, 'status', report.id, async (unit) => (report.whole ? this.wholeFile(unit, report.whole) : report.lines));
  }

  @Post('statements') @HttpCode(200) @ApiConsumes('application/xml') @ApiOperation({ summary: 'Take in a statement, camt.053.001.08' })
  async statements(@Body() body: unknown, @Asking() asking: Asking): Promise<object> {
    const { id, lines } = await readCamt053(xmlOf(body));
    return this.take(asking, 'statement', id, async () => lines);
  }

  @Post('collections') @HttpCode(200) @ApiOperation({ summary: 'Take in a collection report' })
  collections(@Body() { date, items }: CollectionsRequest, @Asking() asking: Asking): Promise<object> {
    return this.take(asking, 'collection', date, async () => readCollections(items));
  }

  private take(asking: Asking, message: Message, document: string | null, read: (unit: StagedUnit) => Promise<readonly ReadLine[]>): Promise<object> {
    return this.commands.run(asking, async (unit) => ({ body: await takeIn(unit, message, document, await read(unit)) }));
  }

  /** One word on a whole file is a line for each of its payments. */
  private async wholeFile(unit: StagedUnit, { payroll, says }: NonNullable<StatusReport['whole']>): Promise<readonly ReadLine[]> {
    const { state } = payroll === null ? { state: null } : await unit.load(payrollDecider, payroll);
    const line = { line: 1, name: `status:${payroll ?? ''}:whole`, reference: null, money: null, on: null };
    if (says.type === 'Problem' || !state?.drafted) return [{ ...line, says: says.type === 'Problem' ? says : problem('unknown-instruction') }];
    return state.drafted.instructions.map((instruction, index) => ({ ...line, line: index + 1, name: `${line.name}:${instruction}`, reference: bankId(instruction), says }));
  }
}

function xmlOf(body: unknown): string {
  if (typeof body !== 'string') throw new UnsupportedMediaTypeException();
  return body;
}
