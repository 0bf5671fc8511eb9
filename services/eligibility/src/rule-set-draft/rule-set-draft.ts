import type { Money } from '@hearth/kernel';

/** What a draft would change for the households this service knows, against the rule set of that name in force; null where there was none. */
export interface Simulation {
  /** Content hash of the draft that was tried, and of what it was compared with. */
  readonly contentHash: string;
  readonly against: string | null;
  /** Day whose facts, ages and figures counted. */
  readonly asOf: string;
  /** Households tried, and how many are known: of very many the first by id, which is drawn at random. */
  readonly households: number;
  readonly of: number;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Not eligible before, eligible after; and the other way round. */
  readonly gain: number;
  readonly lose: number;
  /** Eligible both times with another amount. */
  readonly changed: number;
}

export interface Outcome {
  readonly eligible: number;
  readonly ineligible: number;
  readonly undecided: number;
  /** Of those eligible, per month. */
  readonly cost: Money | null;
}

interface Drafted { readonly ruleSet: string; readonly document: object; readonly contentHash: string; readonly note: string; readonly by: string }

export type RuleSetDraftEvent =
  | { readonly type: 'RuleSetDrafted'; readonly data: Drafted }
  | { readonly type: 'RuleSetDraftRevised'; readonly data: Omit<Drafted, 'ruleSet'> }
  | { readonly type: 'RuleSetDraftSimulated'; readonly data: Simulation & { readonly by: string } }
  | { readonly type: 'RuleSetDraftApproved'; readonly data: { readonly contentHash: string; readonly by: string } }
  | { readonly type: 'RuleSetDraftRejected'; readonly data: { readonly reason: string; readonly by: string } };

export interface RuleSetDraftState {
  readonly status: 'none' | 'open' | 'approved' | 'rejected';
  readonly ruleSet: string;
  readonly document: object;
  readonly contentHash: string;
  /** Everybody who wrote on it: none of them may approve it. */
  readonly authors: readonly string[];
  readonly simulation: Simulation | null;
}

export const NO_DRAFT: RuleSetDraftState = { status: 'none', ruleSet: '', document: {}, contentHash: '', authors: [], simulation: null };

export function evolveDraft(state: RuleSetDraftState, event: RuleSetDraftEvent): RuleSetDraftState {
  switch (event.type) {
    case 'RuleSetDrafted': return { ...NO_DRAFT, status: 'open', ruleSet: event.data.ruleSet, document: event.data.document, contentHash: event.data.contentHash, authors: [event.data.by] };
    case 'RuleSetDraftRevised': return { ...state, document: event.data.document, contentHash: event.data.contentHash, authors: [...new Set([...state.authors, event.data.by])], simulation: null };
    case 'RuleSetDraftSimulated': return { ...state, simulation: event.data };
    case 'RuleSetDraftApproved': return { ...state, status: 'approved' };
    case 'RuleSetDraftRejected': return { ...state, status: 'rejected' };
  }
}
