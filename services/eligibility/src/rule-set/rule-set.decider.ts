import type { RuleSetInForce } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';
import { readRules, Unreadable } from '@hearth/rules';

export interface RuleSetEvent { readonly type: 'RuleSetPutInForce'; readonly data: RuleSetInForce }
export interface PutInForce { readonly type: 'PutInForce'; readonly ruleSet: RuleSetInForce }
export interface RuleSetState { readonly current: RuleSetInForce | null }

/** One rule set by its name. What is in force is a fact with the whole document in it; the same document again changes nothing. */
export const ruleSetDecider: Decider<PutInForce, RuleSetEvent, RuleSetState> = {
  stream: 'rule-set', initial: { current: null },
  evolve: (_, event) => ({ current: event.data }),
  decide({ ruleSet }, { current }) {
    if (current?.contentHash === ruleSet.contentHash) return [];
    requireReadable(ruleSet.document);
    return [{ type: 'RuleSetPutInForce', data: ruleSet }];
  },
};

/** @throws Rejection rule-set (422) with the path of the fault. */
function requireReadable(document: object): void {
  try {
    readRules(document);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Rejection('rule-set', `The rule set cannot be put in force: ${error.path}: ${error.detail}.`, { status: 422, errors: [{ field: error.path, code: 'rule-set', detail: error.detail }] });
  }
}
