import type { Day } from '@hearth/contracts';
import { type Actor, Rejection } from '@hearth/event-sourcing';
import { ALL_AREAS, isWithin } from '@hearth/kernel';
import { refuse } from '../reasons.ts';
import type { BankFileFacts, Drafted, Payroll } from './payroll.ts';

/** What can be done with a payroll, and whose it is to do. */
export const ACTION_ROLES = {
  'submission': ['finance-maker'],
  'withdrawal': ['finance-maker', 'finance-checker'],
  'approval': ['finance-checker'],
  'bank-file': ['finance-maker', 'finance-checker'],
  'period-close': ['finance-maker'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PayrollAction = keyof typeof ACTION_ROLES;
type By = Pick<Actor, 'sub'>;

export const draftOf = ({ drafted }: Payroll): Drafted => drafted ?? refuse('not-found', {}, { status: 404 });
export const fileOf = ({ file }: Payroll): BankFileFacts => file ?? refuse('not-approved');

/** A payroll for somebody to act on: 404 when there is none, 403 when it lies outside their area, before anything else is said of it. */
export function draftFor(state: Payroll, officer: Actor): Drafted {
  const drafted = draftOf(state);
  if (officer.area !== ALL_AREAS && !isWithin(drafted.area, officer.area)) throw new Rejection('outside-area', 'This lies outside your area.', { status: 403 });
  return drafted;
}

/** The same guards serve the commands and the list of next actions. @throws Rejection */
export const GUARDS: Readonly<Record<PayrollAction, (state: Payroll, by: By, today: Day) => void>> = {
  'submission': (state) => {
    draftOf(state);
    if (state.status !== 'draft') refuse('not-draft');
  },
  'withdrawal': (state) => {
    draftOf(state);
    if (state.status !== 'draft' && state.status !== 'submitted') refuse('not-open');
  },
  'approval': (state, by) => {
    const { by: maker } = draftOf(state);
    if (state.status !== 'submitted') refuse('not-submitted');
    if (by.sub === maker || by.sub === state.submittedBy) refuse('same-person', {}, { status: 403 });
  },
  'bank-file': (state) => {
    draftOf(state);
    fileOf(state);
  },
  'period-close': (state, _by, today) => {
    draftOf(state);
    const { executionDate } = fileOf(state);
    if (state.status === 'closed') refuse('already-closed');
    if (today < executionDate) refuse('too-early', { day: executionDate });
  },
};

/** Why the officer may not do it now, or null. */
export function objection(action: PayrollAction, state: Payroll, by: Actor, today: Day): Rejection | null {
  try {
    const roles: readonly string[] = ACTION_ROLES[action];
    if (!roles.includes(by.role)) refuse('role', { roles: roles.join(', ') }, { status: 403 });
    GUARDS[action](state, by, today);
    return null;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}
