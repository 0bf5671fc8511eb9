import type { Area, Day, Period, Programme, RuleSetInForce } from '@hearth/contracts';
import { addDays, firstDay, inForce, lastDay, overlapProblem } from '@hearth/kernel';

/** What payments keeps of a rule set. */
export type PayRule = Pick<RuleSetInForce, 'programme' | 'scope'> & { readonly payDay: number };

/** The day of the month by which the rule in force wants the money paid; null where none is in force, or two are. */
export function payDayOf(rules: readonly PayRule[], programme: Programme, area: Area, period: Period): Day | null {
  const scopes = rules.filter((rule) => rule.programme === programme).flatMap(({ scope, payDay }) => scope.map((one) => ({ ...one, payDay })));
  if (overlapProblem(scopes) !== undefined) return null;
  const rule = inForce(scopes, area, firstDay(period));
  if (!rule) return null;
  const day = `${period}-${String(rule.payDay).padStart(2, '0')}`;
  return day > lastDay(period) ? lastDay(period) : day;
}

/** The bank is asked to pay on the pay day, or, when that has passed, on the next day. */
export const executionDay = (payDay: Day | null, today: Day): Day => (payDay !== null && payDay >= today ? payDay : addDays(today, 1));
