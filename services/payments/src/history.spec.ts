import { describe, expect, it } from '@jest/globals';
import { FrozenHistory } from '@hearth/testing';
import { bankLineDecider } from './bank-line/bank-line.decider.ts';
import { entitlementDecider } from './entitlement/entitlement.decider.ts';
import { instructionDecider } from './instruction/instruction.decider.ts';
import { payrollDecider } from './payroll/payroll.decider.ts';

const history = new FrozenHistory(new URL('../', import.meta.url), [bankLineDecider, entitlementDecider, instructionDecider, payrollDecider]);

describe('what payments ever stored', () => {
  it.each(history.events.map((frozen) => [frozen.name, frozen] as const))('%s fits and folds as it always did', (_, frozen) => {
    expect(history.judge(frozen)).toEqual(history.expected(frozen));
  });

  it('is folded by its deciders', () => { expect(history.unfolded()).toEqual([]); });
});
