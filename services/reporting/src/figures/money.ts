import type { Currency, Money, Text3 } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { childOf, named, type Scope, within } from './scope.ts';
import { grouped, total } from './statistics.ts';

export interface MoneyLine {
  readonly area: string; readonly areaName: Text3 | string; readonly programme: string; readonly period: string; readonly instructions: number;
  /** Instructions whose money waits at the bank. */
  readonly waiting: number;
  readonly sent: Money; readonly settled: Money; readonly returned: Money; readonly collected: Money; readonly uncollected: Money;
}
interface InstructionRow { readonly area: string; readonly programme: string; readonly period: string; readonly minor: number; readonly currency: Currency; readonly settled: boolean; readonly returned: boolean; readonly collected: boolean }

/** Money sent, settled, returned, collected and left at the bank, by area, programme and period, as of the instant. */
export async function money(tx: Tx, scope: Scope): Promise<MoneyLine[]> {
  const area = within(scope, 3);
  const { rows } = await tx.query<InstructionRow>(
    `SELECT area, programme, period, minor, currency, coalesce(settled_at <= $1, false) AS settled, coalesce(returned_at <= $1, false) AS returned, coalesce(collected_at <= $1, false) AS collected
     FROM instruction WHERE sent_at <= $1 AND ($2::text IS NULL OR programme = $2) AND ${area.sql} ORDER BY period DESC, area, programme`, [scope.asOf, scope.programme, ...area.values]);
  const groups = grouped(rows, (r) => `${childOf(r.area, scope.area)} ${r.programme} ${r.period} ${r.currency}`);
  const waits = (row: InstructionRow): boolean => row.settled && !row.returned && !row.collected;
  return [...groups.values()].map((list) => {
    const { currency, programme, period, area: where } = list[0]!;
    const sum = (of: (row: InstructionRow) => boolean): Money => ({ minor: total(list.filter(of).map((row) => row.minor)), currency });
    return {
      ...named(childOf(where, scope.area)), programme, period, instructions: list.length, waiting: list.filter(waits).length, sent: sum(() => true), settled: sum((r) => r.settled && !r.returned), returned: sum((r) => r.returned),
      collected: sum((r) => r.collected), uncollected: sum(waits),
    };
  });
}
