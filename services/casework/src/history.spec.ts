import { describe, expect, it } from '@jest/globals';
import { FrozenHistory } from '@hearth/testing';
import { applicationDecider } from './application/application.decider.ts';
import { exclusionDecider } from './exclusion/exclusion.decider.ts';
import { referralDecider } from './referral/referral.decider.ts';
import { drawDecider } from './spot-check/draw.decider.ts';

const history = new FrozenHistory(new URL('../', import.meta.url), [applicationDecider, exclusionDecider, referralDecider, drawDecider]);

describe('what casework ever stored', () => {
  it.each(history.events.map((frozen) => [frozen.name, frozen] as const))('%s fits and folds as it always did', (_, frozen) => {
    expect(history.judge(frozen)).toEqual(history.expected(frozen));
  });

  it('is folded by its deciders', () => { expect(history.unfolded()).toEqual([]); });
});
