import type { By, Given } from './application.commands.ts';
import type { ApplicationEvent, Stamp } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { refuse } from './reasons.ts';
import { stepRule } from './steps.ts';

/** Whether the officer may act now; the same check serves the command and the list of next actions. @throws Rejection */
export type Guard = (s: ApplicationState, by: By) => void;

/** What each command of a phase leads to. */
export type Decisions<C extends { readonly type: string }> = { readonly [T in C['type']]: (s: ApplicationState, command: Extract<C, { type: T }>) => readonly ApplicationEvent[] };

export const stamp = ({ at, by }: Given): Stamp => ({ at, by: by.sub });

export function requireRole(by: By, roles: readonly string[]): void {
  if (!roles.includes(by.role)) refuse('role', { roles: roles.join(', ') }, { status: 403 });
}

/** Who may do a step is for the rule set to say. */
export const requireWho = (by: By, s: ApplicationState, step: number): void => { requireRole(by, stepRule(s, step)?.who ?? []); };

export const requireAccepted = (s: ApplicationState): void => {
  if (s.status === 'none') refuse('not-found', {}, { status: 404 });
  if (!s.accepted) refuse('not-accepted');
};

export const requireUndecided = (s: ApplicationState): void => {
  requireAccepted(s);
  if (s.decision) refuse('decided');
};

export function requirePast(on: string, today: string): void {
  if (on > today) refuse('date-in-future', {}, { status: 422, field: 'on' });
}

/** Four eyes: none of these may be the one who acts now. */
export function requireOther(by: By, former: readonly (string | null | undefined)[]): void {
  if (former.includes(by.sub)) refuse('same-person', {}, { status: 403 });
}
