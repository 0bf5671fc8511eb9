import { describe, expect, it } from '@jest/globals';
import { mayClose, numbersOf } from './numbers.ts';

describe('an alert', () => {
  it('shows its numbers as they are: whole ones whole, others short, a true minus', () => {
    expect(numbersOf({ numbers: { below: 41, share: 0.123_456, p: 0.000_41, z: -2.5, from: '2026-01', expected: null } })).toEqual([['below', '41'], ['share', '0.123'], ['p', '0.00041'], ['z', '−2.5'], ['from', '2026-01'], ['expected', '–']]);
  });

  it('is closed by those who look after rules, not by those who write them', () => {
    expect(['rule-approver', 'analyst', 'auditor', 'rule-author', 'town'].map(mayClose)).toEqual([true, true, true, false, false]);
  });
});
