import type { Day, Source } from '@hearth/contracts';
import type { Figure } from '../verification/assembling.ts';

/** What a department is told: the person, and under which authorisation and for what it is asked. Nothing of the case. */
export interface DepartmentInquiry { readonly inquiry: string; readonly authorisation: string; readonly purpose: string; readonly name: string; readonly idNumber: string; readonly asOf: Day }

export interface DepartmentItem extends Figure { readonly kind: string; readonly detail: string | null }
export interface DepartmentAnswer { readonly receipt: string; readonly items: readonly DepartmentItem[] }

/** One way to ask departments; a department that speaks something else gets a connector of its own. */
export interface DepartmentConnector {
  /** @throws DepartmentFault */
  ask(source: Source, inquiry: DepartmentInquiry, signal: AbortSignal): Promise<DepartmentAnswer>;
}

export const CONNECTOR = Symbol('DepartmentConnector');

/** Why there is no answer. Says nothing of what was asked or answered. `unavailable`: the department, not this inquiry, is the trouble. */
export class DepartmentFault extends Error {
  readonly code: 'unreachable' | 'timed-out' | 'failed' | 'refused' | 'unreadable';
  readonly unavailable: boolean;

  constructor(code: DepartmentFault['code']) {
    super(`the department did not answer: ${code}`);
    this.name = 'DepartmentFault';
    this.code = code;
    this.unavailable = code === 'unreachable' || code === 'timed-out' || code === 'failed';
  }
}
