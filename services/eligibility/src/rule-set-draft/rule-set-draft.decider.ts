import { type Decider, Rejection } from '@hearth/event-sourcing';
import { requireReadable } from '../rule-set/rule-set.decider.ts';
import { evolveDraft, NO_DRAFT, type RuleSetDraftEvent, type RuleSetDraftState, type Simulation } from './rule-set-draft.ts';

interface Written { readonly document: object; readonly contentHash: string; readonly note: string; readonly by: string }

export type RuleSetDraftCommand =
  | ({ readonly type: 'DraftRuleSet'; readonly ruleSet: string } & Written)
  | ({ readonly type: 'ReviseDraft' } & Written)
  | { readonly type: 'RecordSimulation'; readonly simulation: Simulation; readonly by: string }
  | { readonly type: 'ApproveDraft'; readonly by: string; /** Of the rule set in force now; null when there is none. */ readonly inForce: string | null }
  | { readonly type: 'RejectDraft'; readonly reason: string; readonly by: string };

/** A rule set on its way into force: written by one officer, tried on the households that are known, approved by another. */
export const ruleSetDraftDecider: Decider<RuleSetDraftCommand, RuleSetDraftEvent, RuleSetDraftState> = {
  stream: 'rule-set-draft', initial: NO_DRAFT, evolve: evolveDraft,
  decide(command, state) {
    if (command.type === 'DraftRuleSet') return draft(command, state);
    requireOpen(state);
    switch (command.type) {
      case 'ReviseDraft': return revise(command, state);
      case 'RecordSimulation': return [{ type: 'RuleSetDraftSimulated', data: { ...command.simulation, by: command.by } }];
      case 'ApproveDraft': return approve(command, state);
      case 'RejectDraft': return [{ type: 'RuleSetDraftRejected', data: { reason: command.reason, by: command.by } }];
    }
  },
};

function draft({ type: _, ...written }: Extract<RuleSetDraftCommand, { type: 'DraftRuleSet' }>, state: RuleSetDraftState): RuleSetDraftEvent[] {
  if (state.status !== 'none') throw new Rejection('draft-exists', 'This draft has been begun already.');
  requireReadable(written.document);
  return [{ type: 'RuleSetDrafted', data: written }];
}

function revise({ type: _, ...written }: Extract<RuleSetDraftCommand, { type: 'ReviseDraft' }>, state: RuleSetDraftState): RuleSetDraftEvent[] {
  if (written.contentHash === state.contentHash) return [];
  requireReadable(written.document);
  const { id } = written.document as { readonly id?: unknown };
  if (id !== state.ruleSet) throw new Rejection('rule-set', `The draft is of ${state.ruleSet}; another rule set is another draft.`, { status: 422, errors: [{ field: 'document.id', code: 'rule-set', detail: `must be ${state.ruleSet}` }] });
  return [{ type: 'RuleSetDraftRevised', data: written }];
}

function approve({ by, inForce }: Extract<RuleSetDraftCommand, { type: 'ApproveDraft' }>, state: RuleSetDraftState): RuleSetDraftEvent[] {
  if (state.authors.includes(by)) throw new Rejection('own-draft', 'A rule set is approved by somebody who did not write on it.', { status: 403 });
  if (state.simulation?.contentHash !== state.contentHash || state.simulation.against !== inForce) {
    throw new Rejection('not-simulated', 'The draft has not been simulated as it stands against what is in force now.');
  }
  return [{ type: 'RuleSetDraftApproved', data: { contentHash: state.contentHash, by } }];
}

function requireOpen({ status }: RuleSetDraftState): void {
  if (status === 'none') throw new Rejection('not-found', 'There is no such draft.', { status: 404 });
  if (status !== 'open') throw new Rejection('draft-closed', `The draft has been ${status}.`, { params: { status } });
}
