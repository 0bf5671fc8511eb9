import type { RuleSetInForce } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';
import { readRules, Unreadable } from '@hearth/rules';

export interface RuleSetEvent { readonly type: 'RuleSetPutInForce'; readonly data: RuleSetInForce }
/** From a file only a content that was never in force counts: an edition approved since the file was written stays. */
export interface PutInForce { readonly type: 'PutInForce'; readonly ruleSet: RuleSetInForce; readonly from: 'file' | 'draft' }
export interface RuleSetState { readonly current: RuleSetInForce | null; readonly contents: readonly string[] }

/** One rule set by its name. What is in force is a fact with the whole document in it; the same document again changes nothing. */
export const ruleSetDecider: Decider<PutInForce, RuleSetEvent, RuleSetState> = {
  stream: 'rule-set', initial: { current: null, contents: [] },
  evolve: ({ contents }, event) => ({ current: event.data, contents: [...contents, event.data.contentHash] }),
  decide({ ruleSet, from }, { current, contents }) {
    if (current?.contentHash === ruleSet.contentHash || (from === 'file' && contents.includes(ruleSet.contentHash))) return [];
    requireReadable(ruleSet.document);
    return [{ type: 'RuleSetPutInForce', data: ruleSet }];
  },
};

/** @throws Rejection rule-set (422) with the path of the fault. */
export function requireReadable(document: object): void {
  try {
    readRules(document);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Rejection('rule-set', `The rule set cannot be put in force: ${error.path}: ${error.detail}.`, { status: 422, errors: [{ field: error.path, code: 'rule-set', detail: error.detail }] });
  }
}
