import { check } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import type { RuleSetInForce } from '@hearth/contracts';
import { SHIPPED_RULE_SETS } from '@hearth/rules/shipped';
import { shipped } from '@hearth/testing';
import { contentHash, readRuleSetFile, ruleSetNames } from './rule-set-files.ts';
import { ruleSetDecider } from './rule-set.decider.ts';

const file = (name: string): Promise<RuleSetInForce> => readRuleSetFile(SHIPPED_RULE_SETS, name);

describe('a rule set', () => {
  it('is put in force with its whole document, once', async () => {
    const ruleSet = await file('dibao-2012');
    check(ruleSetDecider).given([]).when({ type: 'PutInForce', ruleSet, from: 'file' }).then([{ type: 'RuleSetPutInForce', data: ruleSet }]);
    check(ruleSetDecider).given([{ type: 'RuleSetPutInForce', data: ruleSet }]).when({ type: 'PutInForce', ruleSet, from: 'file' }).then([]);
  });

  it('is put in force again when its content has changed', async () => {
    const ruleSet = await file('dibao-2012');
    const document = { ...ruleSet.document, source: 'another edition' };
    const changed = { ...ruleSet, document, contentHash: contentHash(document) };
    check(ruleSetDecider).given([{ type: 'RuleSetPutInForce', data: ruleSet }]).when({ type: 'PutInForce', ruleSet: changed, from: 'file' }).then([{ type: 'RuleSetPutInForce', data: changed }]);
  });

  it('stays as approved when an older file is read again; only a draft brings a former content back', async () => {
    const old = await file('dibao-2012');
    const approved = { ...old, contentHash: 'approved' };
    const history = [{ type: 'RuleSetPutInForce', data: old }, { type: 'RuleSetPutInForce', data: approved }] as const;
    check(ruleSetDecider).given(history).when({ type: 'PutInForce', ruleSet: old, from: 'file' }).then([]);
    check(ruleSetDecider).given(history).when({ type: 'PutInForce', ruleSet: old, from: 'draft' }).then([{ type: 'RuleSetPutInForce', data: old }]);
  });

  it('is refused with the path of its fault', async () => {
    const ruleSet = await file('dibao-2012');
    const broken = { ...ruleSet, contentHash: 'another', document: { ...ruleSet.document, eligibility: { ...ruleSet.document.eligibility, amount: {} } } };
    const { errors, status } = check(ruleSetDecider).given([]).when({ type: 'PutInForce', ruleSet: broken, from: 'file' }).rejected('rule-set');
    expect({ status, errors }).toEqual({ status: 422, errors: [{ field: 'eligibility.amount.source', code: 'rule-set', detail: 'is missing' }] });
  });

  it('has a hash of its content, not of its spaces or the order of its fields', () => {
    const { id, ...rest } = shipped('dibao-2012');
    expect(contentHash({ ...rest, id })).toBe(contentHash(shipped('dibao-2012')));
    expect(contentHash({ ...rest, id: 'other' })).not.toBe(contentHash(shipped('dibao-2012')));
  });

  it('ships with the service', async () => {
    expect(await ruleSetNames(SHIPPED_RULE_SETS)).toEqual(['child-money-2005-07', 'dibao-2012', 'dibao-2021', 'tekun-2021']);
  });
});
