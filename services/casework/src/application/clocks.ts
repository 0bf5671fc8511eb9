import type { StepClock, TimeLimit } from '@hearth/contracts';
import { type ClockState, clockState, countryOf, type Day, dayOf, dueDay, HOLIDAY_CALENDARS, type HolidayCalendar } from '@hearth/kernel';
import type { ApplicationState, Done } from './application.state.ts';
import { decisionRule, reconsiderationRule } from './county.decider.ts';
import { aboutOf, informed, lastPublication, meansTested, objectionRule, openReconsideration, procedureOf, publicationRule } from './progress.ts';
import { DECISION, doneStep, needed, stepRule } from './steps.ts';

/** A clock as it is stored: when it began, when it is due, when it stopped. What is left of it depends on the day one asks. */
export interface RunningClock extends TimeLimit {
  readonly bound: 'statutory' | 'promised';
  readonly from: Day;
  readonly due: Day;
  readonly stoppedOn: Day | null;
  /** A year without a published calendar went into the due day. */
  readonly provisional: boolean;
}

/** A clock as an answer shows it. */
export interface ClockView extends RunningClock {
  readonly left: number;
  readonly used: number;
  /** `paused`: it waits for the family; `stopped`: the step is done. */
  readonly state: ClockState['state'] | 'paused' | 'stopped';
}

export const calendarOf = (s: ApplicationState): HolidayCalendar => HOLIDAY_CALENDARS[countryOf(aboutOf(s).area)];

const day = (done: Done | null | undefined): Day | null => (done ? dayOf(done.at) : null);

const STARTS: Readonly<Record<StepClock['from'], (s: ApplicationState) => Day | null>> = {
  submitted: (s) => day(s.supplied ?? s.submitted),
  accepted: (s) => day(s.accepted),
  requested: (s) => day(s.verification?.requested),
  'means-tested': (s) => day(meansTested(s)),
  reviewed: (s) => s.reviews.at(-1)?.on ?? null,
  'published-end': (s) => s.publications.findLast((p) => p.ended)?.until ?? null,
  forwarded: (s) => day(s.proposal),
  opinion: (s) => day(s.opinion),
  decided: (s) => day(s.decision),
  listed: (s) => day(s.orders[0]),
  sent: (s) => day(s.payments.included),
};

function clock(s: ApplicationState, limit: TimeLimit & { readonly bound: RunningClock['bound'] }, from: Day | null, stopped: Done | null): RunningClock | null {
  if (from === null) return null;
  const due = dueDay(limit, from, calendarOf(s));
  return { limit: limit.limit, unit: limit.unit, bound: limit.bound, from, due: due.day, stoppedOn: day(stopped), provisional: due.provisional };
}

/** While a sheet hangs, its clock is the time it has to hang. */
function publicationClock(s: ApplicationState, step: number): RunningClock | null {
  const stage = step === 7 ? 'town' : 'county';
  const posted = step === 7 || step === 13 ? lastPublication(s, stage) : undefined;
  if (!posted || posted.ended) return null;
  return { limit: publicationRule(s, stage)?.days ?? 0, unit: 'day', bound: 'statutory', from: posted.postedOn, due: posted.until, stoppedOn: null, provisional: false };
}

/** The clock of a numbered step; null before it starts, and for steps without one. */
export function stepClock(s: ApplicationState, step: number): RunningClock | null {
  const rule = stepRule(s, step);
  if (!rule || rule.mode === 'not-taken' || (!needed(s, step) && !doneStep(s, step))) return null;
  const hanging = publicationClock(s, step);
  if (hanging) return hanging;
  const refused = step === 14 && s.decision?.kind === 'refused';
  const limit: StepClock | undefined = refused ? { ...procedureOf(s).refusal.within, from: 'decided', bound: 'statutory' } : rule.clock;
  return limit ? clock(s, limit, STARTS[limit.from](s), doneStep(s, step)) : null;
}

/** After an objection at the county the decision has its own time. */
export function decisionClock(s: ApplicationState): RunningClock | null {
  const objection = s.objections.findLast((o) => o.stage === 'county');
  const again = objection && objectionRule(s, 'county');
  if (again) return clock(s, { ...again.within, bound: 'statutory' }, objection.on, s.decision);
  const limit = decisionRule(s).clock;
  if (!limit || (limit.from === 'published-end' && !lastPublication(s, 'county')?.ended)) return null;
  return clock(s, limit, STARTS[limit.from](s), s.decision);
}

export const totalClock = (s: ApplicationState): RunningClock | null => {
  const { total } = procedureOf(s);
  return total ? clock(s, total, day(s.accepted), s.decision) : null;
};

export interface Clocks {
  readonly total: RunningClock | null;
  readonly decision: RunningClock | null;
  /** From the town's request to the first answer of the departments' report, where the rule set bounds it. */
  readonly verificationStart: RunningClock | null;
  readonly objections: readonly (RunningClock & { readonly objection: string })[];
  readonly reconsideration: RunningClock | null;
}

export function otherClocks(s: ApplicationState): Clocks {
  const { startWithin } = procedureOf(s).verification;
  const open = openReconsideration(s);
  return {
    total: totalClock(s),
    decision: decisionClock(s),
    verificationStart: startWithin ? clock(s, { ...startWithin, bound: 'statutory' }, day(s.accepted), s.verification?.requested ?? null) : null,
    objections: s.objections.flatMap((o) => {
      const rule = objectionRule(s, o.stage);
      const running = rule && clock(s, { ...rule.within, bound: 'statutory' }, o.on, o.answered);
      return running ? [{ ...running, objection: o.objection }] : [];
    }),
    reconsideration: open ? clock(s, { ...reconsiderationRule(s).decideWithin, bound: 'promised' }, open.on, open.decided) : null,
  };
}

/** The last day on which the family may ask for reconsideration; null until it was told of the refusal. */
export function lastDayToAsk(s: ApplicationState): Day | null {
  const told = s.decision?.kind === 'refused' && !s.decision.final ? informed(s, 14) : null;
  return told ? dueDay(reconsiderationRule(s).within, dayOf(told.at), calendarOf(s)).day : null;
}

/** How a clock stands on a day. A stopped one stands where it stopped; one that waits for the family is paused. */
export function clockView<C extends RunningClock>(running: C, calendar: HolidayCalendar, today: Day, paused: boolean): C & ClockView {
  const { state, left, used } = clockState({ ...running, due: running.due, today: running.stoppedOn ?? today, calendar });
  return { ...running, left, used, state: running.stoppedOn ? 'stopped' : paused ? 'paused' : state };
}

/** The first day on which the lamp of a clock turns yellow. */
export function yellowFrom(running: RunningClock, calendar: HolidayCalendar): Day {
  const greenDays = Array.from({ length: running.limit }, (_, used) => dueDay({ limit: used, unit: running.unit }, running.from, calendar).day)
    .filter((on) => clockState({ ...running, today: on, calendar }).state === 'fine');
  const last = greenDays.at(-1);
  return last === undefined ? running.from : dueDay({ limit: 1, unit: running.unit }, last, calendar).day;
}

/** The clocks that run now, the first due first. */
export function runningClocks(s: ApplicationState, openSteps: readonly number[]): readonly (RunningClock & { readonly step: number })[] {
  const decisionOpen = !s.decision && s.accepted !== null;
  const steps = openSteps.flatMap((step) => { const found = step === DECISION ? null : stepClock(s, step); return found ? [{ ...found, step }] : []; });
  const decision = decisionOpen ? decisionClock(s) : null;
  return [...steps, ...(decision ? [{ ...decision, step: DECISION }] : [])].filter((c) => c.stoppedOn === null).toSorted((a, b) => (a.due < b.due ? -1 : 1));
}
