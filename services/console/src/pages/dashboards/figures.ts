import type { AreaLine, CoverageLine, MoneyLine, SpotCheckLine, StepTime } from '../../api/reporting.ts';
import type { Money } from '../../format/money.ts';

/** Cells under five are not shown outside a county: a small number may be somebody. */
export const least = 5;
export const isSmall = (value: number): boolean => value > 0 && value < least;

export const measures = ['overShare', 'households', 'perHead', 'open'] as const;
export type Measure = (typeof measures)[number];

/** Small numbers that may not be told are all alike: in length, in colour and in the ranking. */
export const blurred = (value: number, hidden: boolean): number => (hidden && isSmall(value) ? 1 : value);

/** What the map and the table show of an area; null where it has not reported. */
export function measured(line: AreaLine, measure: Measure, hidden: boolean): number | null {
  if (measure === 'perHead') return line.perHead?.minor ?? null;
  return measure === 'overShare' ? line.overShare : blurred(line[measure], hidden);
}

/** The most first; what has nothing to report last, by code, so that the order never depends on chance. */
export const ranked = (lines: readonly AreaLine[], measure: Measure, hidden: boolean): AreaLine[] =>
  lines.toSorted((a, b) => (measured(b, measure, hidden) ?? -1) - (measured(a, measure, hidden) ?? -1) || a.area.localeCompare(b.area));

export interface Attention { readonly key: string; readonly lamp: 'over' | 'soon'; readonly kind: 'area' | 'spot-check' | 'step'; readonly area: string; readonly share: number; readonly step?: StepTime }

const byLaw = 30;

/** What needs a hand: areas over their limits, draws below the legal share, steps where nine in ten take longer than they may. */
export function attentions(areas: readonly AreaLine[], checks: readonly SpotCheckLine[], steps: readonly StepTime[]): Attention[] {
  return [
    ...steps.filter((step) => step.p90 !== null && step.p90 > step.limit).map((step): Attention => ({ key: `step${step.ruleSet}${step.step}`, lamp: 'over', kind: 'step', area: '', share: step.over / Math.max(1, step.n), step })),
    ...areas.filter((line) => (line.overShare ?? 0) >= 5).toSorted((a, b) => (b.overShare ?? 0) - (a.overShare ?? 0)).map((line): Attention => ({ key: `area${line.area}`, lamp: (line.overShare ?? 0) >= 10 ? 'over' : 'soon', kind: 'area', area: line.area, share: (line.overShare ?? 0) / 100 })),
    ...checks.filter((line) => line.share !== null && line.share < byLaw).map((line): Attention => ({ key: `check${line.area}`, lamp: 'soon', kind: 'spot-check', area: line.area, share: (line.share ?? 0) / 100 })),
  ].slice(0, 6);
}

export interface ProgrammeTotal { readonly programme: string; readonly households: number; readonly persons: number; readonly children: number; readonly monthly: Money }

/** Counts and minor units are added; amounts of two currencies never are, so they stay two lines. */
export function byProgramme(lines: readonly CoverageLine[]): ProgrammeTotal[] {
  const totals = new Map<string, ProgrammeTotal>();
  for (const { programme, households, persons, children, monthly } of lines) {
    const key = `${programme}${monthly.currency}`;
    const before = totals.get(key);
    totals.set(key, {
      programme, households: households + (before?.households ?? 0), persons: persons + (before?.persons ?? 0), children: children + (before?.children ?? 0),
      monthly: { minor: monthly.minor + (before?.monthly.minor ?? 0), currency: monthly.currency },
    });
  }
  return [...totals.values()];
}

export interface PeriodTotal { readonly key: string; readonly period: string; readonly instructions: number; readonly sent: Money; readonly settled: Money; readonly returned: Money; readonly uncollected: Money }

export function byPeriod(lines: readonly MoneyLine[]): PeriodTotal[] {
  const totals = new Map<string, PeriodTotal>();
  const sum = (one: Money, other: Money | undefined): Money => ({ minor: one.minor + (other?.minor ?? 0), currency: one.currency });
  for (const line of lines) {
    const key = `${line.period} ${line.sent.currency}`;
    const before = totals.get(key);
    totals.set(key, {
      key, period: line.period, instructions: line.instructions + (before?.instructions ?? 0), sent: sum(line.sent, before?.sent), settled: sum(line.settled, before?.settled),
      returned: sum(line.returned, before?.returned), uncollected: sum(line.uncollected, before?.uncollected),
    });
  }
  return [...totals.values()].toSorted((a, b) => b.key.localeCompare(a.key));
}

/** Twelve month ends before a day, as months: the axis of what the overview sends. */
export function monthEnds(asOf: string, count: number): string[] {
  const year = Number(asOf.slice(0, 4));
  const month = Number(asOf.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, n) => {
    const at = year * 12 + month - (count - 1 - n);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
