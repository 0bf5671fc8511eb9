import type { Text3 } from '@hearth/contracts';
import { actionTitle } from './actions.ts';
import type { ApplicationState } from './application.state.ts';
import { decisionRule, reconsiderationRule } from './county.decider.ts';
import { assessmentRunning, careOpen, lastPublication, meansTested, openReconsideration, procedureOf } from './progress.ts';
import { blockedBy, DECISION, type StepView, stepsOf } from './steps.ts';

/** Where an application stands and whose turn it is. */
export interface Next {
  readonly step: number;
  readonly stepTitle: Text3;
  readonly action: string;
  readonly title: Text3;
  readonly who: readonly string[];
}

export const DECISION_TITLE: Text3 = { zh: '审批决定', mn: 'Шийдвэр', en: 'Decision' };

const decisionDue = (s: ApplicationState): boolean => s.accepted !== null && !s.decision && blockedBy(s, DECISION) === null;

function meansTestAction(s: ApplicationState): string {
  if (!s.verification && procedureOf(s).verification.sources.length > 0) return 'request-verification';
  return s.visits.length === 0 ? 'record-visit' : 'await-report';
}

const publicationAction = (s: ApplicationState, stage: 'town' | 'county'): string => {
  const last = lastPublication(s, stage);
  return last && !last.ended ? 'await-publication' : assessmentRunning(s) ? 'await-assessment' : `publish-${stage}`;
};

function opinionAction(s: ApplicationState): string {
  const report = s.verification?.report;
  if (!meansTested(s) || (report && report.openSources.length > 0)) return 'await-report';
  if (report && report.openItems > 0) return 'settle';
  return assessmentRunning(s) ? 'await-assessment' : 'give-opinion';
}

const spotCheckAction = (s: ApplicationState): string => (procedureOf(s).spotCheck && !s.spotCheck.assigned ? 'draw' : 'record-spot-check');

const STEP_ACTIONS: Readonly<Record<number, (s: ApplicationState) => string>> = {
  1: () => 'submit', 2: (s) => (s.status === 'returned' ? 'await-family' : 'check'), 3: () => 'check', 4: () => 'await-family', 5: meansTestAction, 6: () => 'hold-meeting',
  7: (s) => publicationAction(s, 'town'), 8: () => 'inform-finding', 9: () => 'answer-review', 10: () => 'forward', 11: opinionAction, 12: spotCheckAction,
  13: (s) => publicationAction(s, 'county'), [DECISION]: () => 'decide', 14: () => 'inform-decision', 15: (s) => (careOpen(s).length > 0 ? 'assess-care' : 'send-payment-list'),
  16: () => 'await-finance', 17: () => 'await-finance', 18: () => 'change-benefit', 19: () => 'await-finance',
};

/** The steps that are open, in the order of the procedure, the decision among them. */
export function openSteps(s: ApplicationState, steps: readonly StepView[] = stepsOf(s)): readonly number[] {
  const open = steps.filter((view) => view.state === 'open').map((view) => view.step);
  return (decisionDue(s) ? [...open, DECISION] : open).toSorted((a, b) => a - b);
}

function nextAt(s: ApplicationState, steps: readonly StepView[], step: number): Next {
  const view = steps.find((found) => found.step === step);
  const action = STEP_ACTIONS[step]?.(s) ?? 'check';
  const who = step === DECISION ? decisionRule(s).who : action === 'assess-care' ? steps.find((found) => found.step === 5)?.who ?? [] : view?.who ?? [];
  return { step, stepTitle: view?.title ?? DECISION_TITLE, action, title: actionTitle(action), who };
}

/** What comes next; null when the case is at rest. */
export function nextOf(s: ApplicationState): Next | null {
  const steps = stepsOf(s);
  if (s.status === 'returned') return { ...nextAt(s, steps, 2), step: 4, stepTitle: steps.find((view) => view.step === 4)?.title ?? DECISION_TITLE, who: steps.find((view) => view.step === 1)?.who ?? [] };
  if (openReconsideration(s)) return { step: DECISION, stepTitle: DECISION_TITLE, action: 'decide-reconsideration', title: actionTitle('decide-reconsideration'), who: reconsiderationRule(s).who };
  const [first] = openSteps(s, steps);
  return first === undefined ? null : nextAt(s, steps, first);
}

/** Nothing is left to do for the offices before payroll: paid from now on, or refused and told. */
export const settled = (s: ApplicationState): boolean => s.decision !== null && !openReconsideration(s) && !openSteps(s).some((step) => step <= 15);
