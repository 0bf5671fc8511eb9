import type { Money, Text3 } from '@hearth/contracts';
import { areaName } from '@hearth/contracts';
import { EventStore } from '@hearth/event-store';
import { dayOf } from '@hearth/kernel';
import { Asking, CLOCK, type Clock, type List, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ShownInstruction, showInstructions } from '../instruction/show.ts';
import { instructionRows } from '../projections/instruction.projection.ts';
import { type PayrollRow, payrollRows } from '../projections/payroll.projection.ts';
import { reasonText } from '../reasons.ts';
import type { Check, ListedInstruction, Payroll } from './payroll.ts';
import { ACTION_ROLES, objection, type PayrollAction } from './payroll.guards.ts';
import { payrollDecider } from './payroll.decider.ts';

type Explained<T> = T & { readonly text: Text3 };
export interface NextAction { readonly name: string; readonly allowed: boolean; readonly rule?: string; readonly reason?: Text3 }
type PayrollLine = Omit<PayrollRow, 'checks'> & { readonly areaName: Text3 };
export interface ShownPayroll extends Omit<PayrollRow, 'checks' | 'closed'> {
  readonly areaName: Text3;
  readonly checks: readonly Explained<Check>[];
  readonly closed: (Omit<NonNullable<PayrollRow['closed']>, 'items'> & { readonly items: readonly Explained<ListedInstruction>[] }) | null;
  /** The first of them; all are in the list of instructions, asked for the payroll. */
  readonly instructions: readonly ShownInstruction[];
  readonly totals: readonly { readonly status: string; readonly count: number; readonly money: Money }[];
  readonly actions: readonly NextAction[];
}

const SHOWN = '200';

@ApiTags('payrolls')
@Controller('payrolls')
export class PayrollReadingController {
  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(PersonalData) private readonly personal: PersonalData, @Inject(EventStore) private readonly store: EventStore, @Inject(CLOCK) private readonly clock: Clock) {}

  @Get() @ApiOperation({ summary: 'Payrolls of the officer’s area' })
  list(@Query() query: Record<string, string>, @Asking() asking: Asking): Promise<List<PayrollLine> | string> {
    return this.rows.answer(payrollRows, asking, query, {
      filters: ['programme', 'period', 'status'], sortable: ['period', 'programme', 'status', 'number'], defaultSort: '-period',
      show: (page) => page.map(({ checks: _checks, ...row }) => ({ ...row, areaName: areaName(row.area) })),
      columns: ['id', 'programme', 'period', 'area', 'number', 'status', 'count', 'total.minor', 'total.currency', 'file.executionDate', 'file.sha256'],
    });
  }

  @Get(':id') @ApiOperation({ summary: 'One payroll: its payments, checks, totals and what the officer may do next' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<ShownPayroll> {
    const row = await this.rows.get(payrollRows, id, asking);
    const [{ items }, { state }] = await Promise.all([
      this.rows.list(instructionRows, asking, { limit: SHOWN }, { always: { payroll: id } }), this.store.load(payrollDecider, id),
    ]);
    void asking.reply.header('etag', `"${row.version}"`);
    return {
      ...row, areaName: areaName(row.area), checks: row.checks.map((check) => ({ ...check, text: reasonText(check.code) })),
      closed: row.closed && { ...row.closed, items: row.closed.items.map((item) => ({ ...item, text: reasonText(item.reason, { code: item.code ?? '' }) })) },
      instructions: await showInstructions(this.personal, asking, items, 'payroll'), totals: await this.totals(row, asking.asOf), actions: this.actions(state, asking),
    };
  }

  /** Count and money by status, summed by the database: a payroll may have thousands of lines. */
  private async totals({ id, total }: PayrollRow, asOf: Date | null): Promise<ShownPayroll['totals']> {
    const { rows } = await this.store.inTransaction((tx) => tx.query<{ status: string; count: number; minor: string }>(
      `SELECT body->>'status' AS status, count(*)::int AS count, sum((body->'money'->>'minor')::bigint)::text AS minor FROM row_instruction
       WHERE body->>'payroll' = $1 AND recorded_from <= COALESCE($2, 'infinity'::timestamptz) AND recorded_to > COALESCE($2, recorded_from) AND ($2::timestamptz IS NOT NULL OR recorded_to = 'infinity')
       GROUP BY 1 ORDER BY 1`, [id, asOf]));
    return rows.map(({ status, count, minor }) => ({ status, count, money: { minor: Number(minor), currency: total.currency } }));
  }

  private actions(state: Payroll, { officer }: Asking): NextAction[] {
    const today = dayOf(this.clock.now().toISOString());
    return (Object.keys(ACTION_ROLES) as PayrollAction[]).map((name) => {
      const refused = objection(name, state, officer, today);
      return refused ? { name, allowed: false, rule: refused.code, reason: reasonText(refused.code, refused.params, refused.message) } : { name, allowed: true };
    });
  }
}
