import type { Text3 } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { childOf, named, type Scope, within } from './scope.ts';
import { grouped, total } from './statistics.ts';

export interface SpotCheckLine {
  readonly area: string; readonly areaName: Text3 | string; readonly frame: number; readonly drawn: number; readonly always: number; readonly visited: number; readonly agrees: number; readonly differs: number;
  /** Drawn over frame, %: at least 30 by the measures of 2012. */
  readonly share: number | null;
}

/** Spot-check coverage by county. */
export async function spotChecks(tx: Tx, scope: Scope): Promise<SpotCheckLine[]> {
  const area = within(scope, 2);
  const { rows: draws } = await tx.query<{ area: string; frame: number; drawn: number; always: number }>(`SELECT area, frame, drawn, always FROM draw WHERE at <= $1 AND ${area.sql}`, [scope.asOf, ...area.values]);
  const { rows: visits } = await tx.query<{ area: string; finding: string }>(`SELECT area, finding FROM spot_check WHERE recorded_at <= $1 AND ${area.sql}`, [scope.asOf, ...area.values]);
  const visited = grouped(visits, (v) => childOf(v.area, scope.area));
  const groups = grouped(draws, (d) => childOf(d.area, scope.area));
  return [...new Set([...groups.keys(), ...visited.keys()])].map((where) => {
    const list = groups.get(where) ?? [], seen = visited.get(where) ?? [];
    const frame = total(list.map((d) => d.frame)), drawn = total(list.map((d) => d.drawn));
    return {
      ...named(where), frame, drawn, always: total(list.map((d) => d.always)), visited: seen.length, agrees: seen.filter((v) => v.finding === 'agrees').length,
      differs: seen.filter((v) => v.finding === 'differs').length, share: frame === 0 ? null : Math.round((drawn / frame) * 1000) / 10,
    };
  });
}
