import type { Money } from '@hearth/contracts';
import { Rejection } from '@hearth/event-sourcing';
import { EventStore } from '@hearth/event-store';
import { isPeriod } from '@hearth/kernel';
import { Asking, type List, namedId, PersonalData, Rows } from '@hearth/service-host';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { instructionDecider } from '../instruction/instruction.decider.ts';
import { type InstructionStatus, instructionName } from '../instruction/instruction.ts';
import { type EntitlementRow, entitlementRows } from '../projections/entitlement.projection.ts';
import { loadMany } from '../streams.ts';
import { type Claim, claimOf } from './entitlement.ts';

/** What an entitlement comes to in the period asked for. */
interface InPeriod { readonly due: Money | null; readonly held: string | null; readonly instruction: { readonly id: string; readonly status: InstructionStatus } | null }
type ShownEntitlement = Omit<EntitlementRow, 'payeeName' | 'account'> & { readonly payeeName: string | null; readonly account: string | null } & Partial<InPeriod>;

@ApiTags('entitlements')
@Controller('entitlements')
export class EntitlementController {
  constructor(@Inject(Rows) private readonly rows: Rows, @Inject(PersonalData) private readonly personal: PersonalData, @Inject(EventStore) private readonly store: EventStore) {}

  /** `period` filters nothing: it adds to each line what is due in that month, what holds it back, and the payment made of it. */
  @Get() @ApiOperation({ summary: 'Who is entitled to what; with a period, what is due in it' })
  list(@Query() { period, ...query }: Record<string, string>, @Asking() asking: Asking): Promise<List<ShownEntitlement> | string> {
    if (period !== undefined && !isPeriod(period)) throw new Rejection('period', 'period must be a month, YYYY-MM.', { status: 400, errors: [{ field: 'period', code: 'period', detail: 'not a month' }] });
    return this.rows.answer(entitlementRows, asking, query, {
      filters: ['programme', 'status', 'household', 'beneficiary', 'payee', 'application', 'approval'], sortable: ['from', 'programme', 'status'],
      show: (page) => this.show(page, asking, period),
      columns: ['id', 'programme', 'payeeName', 'account', 'money.minor', 'money.currency', 'from', 'until', 'status', 'due.minor', 'held', 'instruction.status'],
    });
  }

  private async show(page: readonly EntitlementRow[], asking: Asking, period: string | undefined): Promise<ShownEntitlement[]> {
    const [names, accounts, inPeriod] = await Promise.all([
      this.personal.show(asking, page.map((row) => row.payeeName), 'entitlement-list'), this.personal.show(asking, page.map((row) => row.account), 'entitlement-list', 'account'),
      period === undefined ? [] : this.inPeriod(page, period),
    ]);
    return page.map((row, i) => ({ ...row, payeeName: names[i] ?? null, account: accounts[i] ?? null, ...inPeriod[i] }));
  }

  private async inPeriod(page: readonly EntitlementRow[], period: string): Promise<InPeriod[]> {
    const ids = page.map(({ programme, beneficiary }) => namedId(instructionName(programme, beneficiary, period)));
    const instructions = await this.store.inTransaction((tx) => loadMany(tx, instructionDecider, ids));
    return page.map((row, i) => {
      const id = ids[i] ?? '';
      const status = instructions.get(id)?.status ?? 'none';
      return { ...shownClaim(claimOf({ ...row, opened: row }, period)), instruction: status === 'none' ? null : { id, status } };
    });
  }
}

const shownClaim = (claim: Claim): Pick<InPeriod, 'due' | 'held'> => ({ due: claim.kind === 'due' ? claim.money : null, held: claim.kind === 'held' ? claim.reason : null });
