import { check } from '@hearth/event-sourcing';
import { shipped } from '@hearth/testing';
import { describe, it } from '@jest/globals';
import type { RuleSetDraftEvent, Simulation } from './rule-set-draft.ts';
import { ruleSetDraftDecider } from './rule-set-draft.decider.ts';

const document = shipped('dibao-2012');
const written = { document, contentHash: 'one', note: 'a higher standard', by: 'rules1' };
const drafted: RuleSetDraftEvent = { type: 'RuleSetDrafted', data: { ruleSet: 'dibao-2012', ...written } };
const revised: RuleSetDraftEvent = { type: 'RuleSetDraftRevised', data: { ...written, contentHash: 'two', by: 'rules2' } };
const outcome = { eligible: 1, ineligible: 0, undecided: 0, cost: null };
const simulation: Simulation = { contentHash: 'one', against: 'now', asOf: '2026-11-22', households: 1, of: 1, before: outcome, after: outcome, gain: 0, lose: 0, changed: 0 };
const simulated: RuleSetDraftEvent = { type: 'RuleSetDraftSimulated', data: { ...simulation, by: 'rules1' } };
const approve = { type: 'ApproveDraft', by: 'rules2', inForce: 'now' } as const;

describe('a draft of a rule set', () => {
  it('is approved by another once it has been simulated', () => {
    check(ruleSetDraftDecider).given([drafted, simulated]).when(approve).then([{ type: 'RuleSetDraftApproved', data: { contentHash: 'one', by: 'rules2' } }]);
  });

  it.each<[string, RuleSetDraftEvent[], Parameters<typeof ruleSetDraftDecider.decide>[0], string]>([
    ['by who wrote it', [drafted, simulated], { ...approve, by: 'rules1' }, 'own-draft'],
    ['by who only revised it', [drafted, revised, { ...simulated, data: { ...simulated.data, contentHash: 'two' } }], approve, 'own-draft'],
    ['before it was simulated', [drafted], approve, 'not-simulated'],
    ['as it was before it was revised', [drafted, simulated, { ...revised, data: { ...revised.data, by: 'rules1' } }], approve, 'not-simulated'],
    ['when what it was compared with is in force no more', [drafted, simulated], { ...approve, inForce: 'later' }, 'not-simulated'],
    ['twice', [drafted, simulated, { type: 'RuleSetDraftApproved', data: { contentHash: 'one', by: 'rules2' } }], approve, 'draft-closed'],
    ['after its rejection', [drafted, simulated, { type: 'RuleSetDraftRejected', data: { reason: 'too dear', by: 'rules2' } }], approve, 'draft-closed'],
    ['without being there', [], approve, 'not-found'],
  ])('is not approved %s', (_, given, command, code) => { check(ruleSetDraftDecider).given(given).when(command).rejected(code); });

  it('is not written with a fault, nor as another rule set', () => {
    const broken = { ...document, eligibility: { ...document.eligibility, amount: {} } };
    check(ruleSetDraftDecider).given([]).when({ type: 'DraftRuleSet', ruleSet: 'dibao-2012', ...written, document: broken }).rejected('rule-set');
    check(ruleSetDraftDecider).given([drafted]).when({ type: 'ReviseDraft', ...written, document: broken, contentHash: 'two' }).rejected('rule-set');
    check(ruleSetDraftDecider).given([drafted]).when({ type: 'ReviseDraft', ...written, document: shipped('dibao-2021'), contentHash: 'two' }).rejected('rule-set');
  });

  it('is not revised by the same words', () => { check(ruleSetDraftDecider).given([drafted]).when({ type: 'ReviseDraft', ...written }).then([]); });
});
