import type { Tx } from '@hearth/event-store';
import { type Scope, within } from './scope.ts';

export interface TurnaroundLine { readonly source: string; readonly n: number; readonly medianSeconds: number | null; readonly p90Seconds: number | null }

/** How long each department takes to answer, and a whole verification from request to complete report. */
export async function turnaround(tx: Tx, scope: Scope): Promise<TurnaroundLine[]> {
  const area = within(scope, 2);
  const seconds = (from: string, to: string): string => `extract(epoch FROM ${to} - ${from})`;
  const quantiles = (from: string, to: string): string =>
    `count(*)::int AS n, percentile_disc(0.5) WITHIN GROUP (ORDER BY ${seconds(from, to)})::float8 AS "medianSeconds", percentile_disc(0.9) WITHIN GROUP (ORDER BY ${seconds(from, to)})::float8 AS "p90Seconds"`;
  const departments = await tx.query<TurnaroundLine>(`SELECT source, ${quantiles('asked_at', 'answered_at')} FROM inquiry WHERE recorded_at <= $1 AND ${area.sql} GROUP BY source ORDER BY source`, [scope.asOf, ...area.values]);
  const whole = await tx.query<TurnaroundLine>(`SELECT 'verification' AS source, ${quantiles('requested_at', 'complete_at')} FROM verification WHERE complete_at <= $1 AND ${area.sql}`, [scope.asOf, ...area.values]);
  return [...departments.rows, ...whole.rows.filter(({ n }) => n > 0)];
}
