import type { Source, VerificationReported } from '@hearth/contracts';
import { type ReasonCode, refuse } from './reasons.ts';

/** As much of a verification as decides what may be done with it; the stream and its row both have it. */
export interface Standing {
  readonly report: Pick<VerificationReported, 'items'> | null;
  readonly unanswered: readonly { readonly source: Source; readonly state: 'waiting' | 'late' | 'not-authorised' }[];
}

/** The rule that forbids it, or null. The same rule serves the command and the list of next actions. */
export type Rule = (standing: Standing) => ReasonCode | null;

export const settleRule: Rule = ({ report }) => (!report ? 'not-reported' : report.items.some((item) => item.status !== 'consistent') ? null : 'nothing-to-settle');
export const waiveRule: Rule = ({ unanswered }) => (unanswered.length === 0 ? 'nothing-missing' : null);
export const retryRule: Rule = ({ unanswered }) => (unanswered.length === 0 ? 'nothing-missing' : unanswered.some((inquiry) => inquiry.state !== 'not-authorised') ? null : 'nothing-to-ask');

export function keep(rule: Rule, standing: Standing): void {
  const code = rule(standing);
  if (code) refuse(code);
}
