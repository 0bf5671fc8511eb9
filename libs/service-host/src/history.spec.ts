import { describe, expect, it } from '@jest/globals';
import { FrozenHistory } from '@hearth/testing';
import { rebuildDecider } from './replay/rebuild.decider.ts';

const history = new FrozenHistory(new URL('../', import.meta.url), [rebuildDecider]);

describe('what every service of itself ever stored', () => {
  it.each(history.events.map((frozen) => [frozen.name, frozen] as const))('%s fits and folds as it always did', (_, frozen) => {
    expect(history.judge(frozen)).toEqual(history.expected(frozen));
  });

  it('is folded by its deciders', () => { expect(history.unfolded()).toEqual(['dead-letter', 'log-epoch', 'republish']); });
});
