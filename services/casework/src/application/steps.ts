import type { ProcedureStep, Text3 } from '@hearth/contracts';
import type { ApplicationState, Done } from './application.state.ts';
import { alwaysVisited, informed, meansTested, openObjections, opinionHolds, procedureOf, publicationDone, refusing, spotChecked } from './progress.ts';
import { refuse } from './reasons.ts';

export type StepState = 'done' | 'open' | 'waiting' | 'not-taken';

export interface StepView {
  readonly step: number;
  readonly key: string;
  readonly phase: number;
  readonly title: Text3;
  readonly mode: ProcedureStep['mode'];
  readonly who: readonly string[];
  readonly state: StepState;
  readonly at: string | null;
  readonly by: string | null;
}

/** The county's decision is no numbered step; it falls after 13 and before 14. */
export const DECISION = 13.5;
const LAST_BEFORE_PAYROLL = 15;

/** When and by whom each of the 19 was done; null while it is not. */
const DONE: Readonly<Record<number, (s: ApplicationState) => Done | null>> = {
  1: (s) => s.submitted,
  2: (s) => s.accepted ?? (s.returned && s.returned.seq > (s.supplied?.seq ?? 0) ? s.returned : null),
  3: (s) => s.accepted,
  4: (s) => s.returned,
  5: meansTested,
  6: (s) => s.meetings.findLast((m) => procedureOf(s).meeting?.mode !== 'on-objection' || s.objections.some((o) => o.seq < m.seq)) ?? null,
  7: (s) => publicationDone(s, 'town'),
  8: (s) => informed(s, 8),
  9: (s) => s.reviews.at(-1)?.answered ?? null,
  10: (s) => s.proposal,
  11: (s) => (opinionHolds(s) ? s.opinion : null),
  12: spotChecked,
  13: (s) => publicationDone(s, 'county'),
  14: (s) => informed(s, 14),
  15: (s) => s.orders[0] ?? null,
  16: (s) => s.payments.included,
  17: (s) => s.payments.received,
  18: (s) => s.benefit?.changed ?? null,
  19: (s) => s.payments.reconciled,
};

const CONDITIONS: Readonly<Record<NonNullable<ProcedureStep['condition']>, (s: ApplicationState) => boolean>> = {
  // An objection that a visit has answered asks for no meeting any more.
  objection: (s) => openObjections(s, 'town').length > 0 || s.objections.some((o) => o.answered?.through === 'meeting'),
  incomplete: (s) => s.returned !== null,
  dissatisfied: (s) => s.reviews.length > 0,
  'relative-or-complaint': alwaysVisited,
};

export const stepRule = (s: ApplicationState, step: number): ProcedureStep | undefined => procedureOf(s).steps.find((rule) => rule.step === step);
export const doneStep = (s: ApplicationState, step: number): Done | null => DONE[step]?.(s) ?? null;

/** Whether this application has to take the step, as things stand. */
export function needed(s: ApplicationState, step: number): boolean {
  const rule = stepRule(s, step);
  if (!rule || rule.mode === 'not-taken') return false;
  if (step === 13 || (step >= LAST_BEFORE_PAYROLL && step !== 18)) {
    if (refusing(s)) return false;
  }
  if (rule.mode === 'required') return true;
  return rule.condition ? CONDITIONS[rule.condition](s) : doneStep(s, step) !== null;
}

const numbers = (s: ApplicationState): readonly number[] => procedureOf(s).steps.map((rule) => rule.step);
/** What must be done before: in order up to the list; after it payroll, then collection and reconciliation side by side. */
const before = (s: ApplicationState, step: number): readonly number[] =>
  (step <= LAST_BEFORE_PAYROLL ? numbers(s).filter((n) => n < step) : step === 16 || step === 18 ? [LAST_BEFORE_PAYROLL] : [16]);

/** The first step that has to be done before this one and is not; DECISION stands for the decision. */
export function blockedBy(s: ApplicationState, step: number): number | null {
  const open = before(s, step).find((n) => needed(s, n) && !doneStep(s, n));
  if (open !== undefined && open < DECISION) return open;
  return step > DECISION && step <= LAST_BEFORE_PAYROLL && !s.decision ? DECISION : (open ?? null);
}

/** @throws Rejection `step-open` naming the first step that is missing, `step-not-taken` where the rule set has none. */
export function requireStep(s: ApplicationState, step: number): void {
  if (stepRule(s, step)?.mode === 'not-taken') refuse('step-not-taken', { step });
  requireBefore(s, step);
}

export function requireBefore(s: ApplicationState, step: number): void {
  const open = blockedBy(s, step);
  if (open === DECISION) refuse('not-decided');
  if (open !== null) refuse('step-open', { step: open });
}

function stateOf(s: ApplicationState, step: number): StepState {
  if (stepRule(s, step)?.mode === 'not-taken') return 'not-taken';
  if (doneStep(s, step)) return 'done';
  if (needed(s, step)) return blockedBy(s, step) === null && s.status !== 'returned' ? 'open' : 'waiting';
  return mayStillCome(s, step) ? 'waiting' : 'not-taken';
}

/** A branch is open until the way has passed it; papers are returned only before the acceptance. */
function mayStillCome(s: ApplicationState, step: number): boolean {
  const rule = stepRule(s, step);
  if (rule?.mode !== 'conditional' || s.status === 'refused') return false;
  if (rule.condition === 'incomplete') return !s.accepted;
  return !numbers(s).some((n) => n > step && n <= 17 && needed(s, n) && doneStep(s, n));
}

/** The nineteen positions, as the rule set and the facts have them. */
export const stepsOf = (s: ApplicationState): readonly StepView[] => procedureOf(s).steps.map(({ step, key, phase, title, mode, who }) => {
  const done = mode === 'not-taken' ? null : doneStep(s, step);
  return { step, key, phase, title, mode, who, state: stateOf(s, step), at: done?.at ?? null, by: done?.by ?? null };
});
