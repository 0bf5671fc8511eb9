import type { RuleSetDocument, Text3 } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { ALL_AREAS, CN_CALENDAR, countryOf, type HolidayCalendar, HOLIDAY_CALENDARS, daysBetween, workingDaysBetween } from '@hearth/kernel';
import { ENDS, FROM, type Reached } from '../milestones.ts';
import { type Scope, within } from './scope.ts';
import { grouped, quantile } from './statistics.ts';

export interface StepTimeLine {
  readonly ruleSet: string; readonly step: number | 'total'; readonly key: string; readonly title: Text3 | null; readonly n: number; readonly median: number | null; readonly p90: number | null;
  readonly limit: number; readonly unit: 'working-day' | 'day'; readonly bound: string; readonly over: number; readonly provisional: boolean;
}
interface CaseRow { readonly application: string; readonly area: string; readonly rule_set: string; readonly reached: Reached }

/** Time of each sub-step that has a clock, against that clock's limit, per rule set; only steps that are finished count, of applications accepted by then: before, no rule set is theirs. */
export async function stepTimes(tx: Tx, scope: Scope, ruleSets: ReadonlyMap<string, RuleSetDocument>): Promise<StepTimeLine[]> {
  const cases = await finishedSteps(tx, scope);
  return [...grouped(cases, (c) => c.rule_set)].flatMap(([ruleSet, list]) => {
    const document = ruleSets.get(ruleSet);
    return document ? linesOf(document, list) : [];
  });
}

async function finishedSteps(tx: Tx, scope: Scope): Promise<CaseRow[]> {
  const area = within(scope, 3, 'a.area');
  const { rows } = await tx.query<CaseRow>(
    `SELECT a.application, a.area, a.rule_set, json_object_agg(m.key, m.on_day) AS reached FROM application a JOIN milestone m USING (application)
     WHERE a.rule_set IS NOT NULL AND m.recorded_at <= $1 AND ($2::text IS NULL OR a.programme = $2) AND ${area.sql} GROUP BY a.application, a.area, a.rule_set
     HAVING bool_or(m.key = 'accepted')`, [scope.asOf, scope.programme, ...area.values]);
  return rows;
}

type Clock = { readonly limit: number; readonly unit: 'working-day' | 'day'; readonly bound: string };

function linesOf({ id, procedure }: RuleSetDocument, cases: readonly CaseRow[]): StepTimeLine[] {
  const steps = procedure.steps.flatMap((step) => {
    const to = ENDS[step.step], from = step.clock ? FROM[step.clock.from] : undefined;
    return step.clock && to && from ? [line(id, step.step, step.key, step.title, step.clock, (r) => r[from], to, cases)] : [];
  });
  const all = procedure.total ? [line(id, 'total', 'total', null, { ...procedure.total }, (r) => r.accepted, (r) => r.decided, cases)] : [];
  return [...steps, ...all].filter(({ n }) => n > 0);
}

type DayOf = (reached: Reached) => string | undefined;

function line(ruleSet: string, step: number | 'total', key: string, title: Text3 | null, clock: Clock, from: DayOf, to: DayOf, cases: readonly CaseRow[]): StepTimeLine {
  const used = cases.flatMap(({ reached, area }) => {
    const [began, ended] = [from(reached), to(reached)];
    return began && ended && ended >= began ? [usedDays(began, ended, clock.unit, calendarOf(area))] : [];
  });
  const days = used.map((u) => u.days);
  return {
    ruleSet, step, key, title, n: days.length, median: quantile(days, 0.5), p90: quantile(days, 0.9), limit: clock.limit, unit: clock.unit, bound: clock.bound,
    over: days.filter((d) => d > clock.limit).length, provisional: used.some((u) => u.provisional),
  };
}

const calendarOf = (area: string): HolidayCalendar => (area === ALL_AREAS ? CN_CALENDAR : HOLIDAY_CALENDARS[countryOf(area)]);

function usedDays(from: string, to: string, unit: Clock['unit'], calendar: HolidayCalendar): { days: number; provisional: boolean } {
  return unit === 'day' ? { days: daysBetween(from, to), provisional: false } : workingDaysBetween(calendar, from, to);
}
