import { rows } from '@hearth/event-store';
import type { Day, Text3 } from '@hearth/contracts';
import type { ApplicationEvent } from '../application/application.events.ts';
import { type ApplicationState, initialState } from '../application/application.state.ts';
import { eventTypes, evolve } from '../application/application.ts';
import { calendarOf, lastDayToAsk, runningClocks, type RunningClock, totalClock, yellowFrom } from '../application/clocks.ts';
import { nextOf, openSteps, settled } from '../application/next.ts';
import { aboutOf, openReconsideration, ruleSetOf } from '../application/progress.ts';

/** A line of the work list, with everything it is filtered and sorted by, and the state the file is shown from. */
export interface ApplicationRow {
  readonly id: string;
  readonly number: string;
  readonly household: string;
  readonly applicant: string;
  readonly area: string;
  readonly programme: string;
  readonly ruleSet: string;
  readonly status: string;
  readonly step: number | null;
  readonly stepTitle: Text3 | null;
  readonly action: string | null;
  readonly actionTitle: Text3 | null;
  /** Roles whose turn it is. */
  readonly desks: readonly string[];
  readonly flags: readonly string[];
  readonly settled: boolean;
  /** Waits for the family: its clocks are shown but do not press. */
  readonly paused: boolean;
  readonly clock: (RunningClock & { readonly step: number }) | null;
  readonly total: RunningClock | null;
  /** Of whichever clock is due first; lamps and order of the list. */
  readonly dueOn: Day | null;
  readonly yellowOn: Day | null;
  /** As dueOn, with what is never due at the end. */
  readonly dueOrder: Day;
  readonly submittedAt: string | null;
  /** Last day of the sheet that hangs now. */
  readonly hangsUntil: Day | null;
  /** Last day on which the family may ask for reconsideration of a refusal it was told of. */
  readonly askableUntil: Day | null;
  readonly version: number;
  readonly state: ApplicationState;
}

const NEVER = '9999-12-31';

function flagsOf(s: ApplicationState): readonly string[] {
  const report = s.verification?.report;
  const flags: Readonly<Record<string, boolean>> = {
    relative: s.about?.relativeOfStaff ?? false, doubtful: s.flags.some((f) => f.flag === 'doubtful'), reported: s.flags.some((f) => f.flag === 'reported'),
    objection: s.objections.some((o) => !o.answered), 'sources-open': (report?.openSources.length ?? 0) > 0, discrepancy: (report?.openItems ?? 0) > 0,
    'spot-check': s.spotCheck.assigned?.toVisit === true && !s.spotCheck.record, reconsideration: openReconsideration(s) !== undefined,
    deceased: (s.benefit?.deaths.length ?? 0) > 0 && s.status !== 'ended', 'payment-returned': s.payments.last?.outcome === 'returned',
  };
  return Object.keys(flags).filter((flag) => flags[flag]);
}

/** The line an application has on the work list. */
export function lineOf(state: ApplicationState, version: number): ApplicationRow {
  const { application, number, household, applicant, area, programme } = aboutOf(state);
  const next = nextOf(state);
  const total = totalClock(state);
  const [clock = null] = runningClocks(state, openSteps(state));
  const pressing = [clock, total].filter((c): c is RunningClock & { step: number } => c !== null && c.stoppedOn === null).toSorted((a, b) => (a.due < b.due ? -1 : 1))[0] ?? null;
  return {
    id: application, number, household, applicant, area, programme, ruleSet: ruleSetOf(state).id, status: state.status,
    step: next?.step ?? null, stepTitle: next?.stepTitle ?? null, action: next?.action ?? null, actionTitle: next?.title ?? null, desks: next?.who ?? [],
    flags: flagsOf(state), settled: settled(state), paused: state.status === 'returned', clock, total,
    dueOn: pressing?.due ?? null, dueOrder: pressing?.due ?? NEVER, yellowOn: pressing ? yellowFrom(pressing, calendarOf(state)) : null, submittedAt: state.submitted?.at ?? null,
    hangsUntil: state.publications.find((p) => !p.ended)?.until ?? null, askableUntil: openReconsideration(state) ? null : lastDayToAsk(state), version, state,
  };
}

type Fold = (row: ApplicationRow | undefined, event: { readonly type: string; readonly data: object; readonly version: number }) => ApplicationRow;
const fold: Fold = (row, event) => lineOf(evolve(row?.state ?? initialState, event as ApplicationEvent), event.version);

export const applicationRows = rows<ApplicationRow>({
  name: 'application', version: 1,
  indexed: ['dueOrder', 'dueOn', 'programme', 'status', 'submittedAt', 'hangsUntil', 'askableUntil'],
  on: Object.fromEntries(eventTypes.map((type) => [type, fold])),
  keys: (event) => (event.stream.startsWith('application-') ? event.stream.slice('application-'.length) : null),
});
