import type { DraftLine } from '../../api/rules.ts';
import type { Officer } from '../../identity/officer.ts';

/** Why not; null = may be done now. */
export type Forbidden = 'role' | 'closed' | 'own' | 'notSimulated' | null;
export interface Rights { readonly revision: Forbidden; readonly simulations: Forbidden; readonly approval: Forbidden; readonly rejection: Forbidden }

/** Two people: who wrote on a draft does not approve it, and nothing is approved that was not tried as it stands. The service decides; this only says it beforehand. */
export function mayDo(draft: Pick<DraftLine, 'status' | 'authors' | 'simulation' | 'contentHash'>, officer: Pick<Officer, 'sub' | 'role'> | null): Rights {
  const role = officer?.role;
  const [author, approver] = [role === 'rule-author', role === 'rule-approver'];
  const among = (right: boolean): Forbidden => (right ? (draft.status === 'open' ? null : 'closed') : 'role');
  const approval = (): Forbidden => {
    if (among(approver || author) !== null) return among(approver || author);
    if (draft.authors.includes(officer?.sub ?? '')) return 'own';
    if (!approver) return 'role';
    return draft.simulation?.contentHash === draft.contentHash ? null : 'notSimulated';
  };
  return { revision: among(author), simulations: among(author || approver), approval: approval(), rejection: among(author || approver) };
}
