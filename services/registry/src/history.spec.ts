import { describe, expect, it } from '@jest/globals';
import { FrozenHistory } from '@hearth/testing';
import { authorisationDecider } from './authorisation/authorisation.decider.ts';
import { enrolmentDecider } from './enrolment/enrolment.decider.ts';
import { householdDecider } from './household/household.decider.ts';
import { personDecider } from './person/person.decider.ts';

const history = new FrozenHistory(new URL('../', import.meta.url), [authorisationDecider, enrolmentDecider, householdDecider, personDecider]);

describe('what the registry ever stored', () => {
  it.each(history.events.map((frozen) => [frozen.name, frozen] as const))('%s fits and folds as it always did', (_, frozen) => {
    expect(history.judge(frozen)).toEqual(history.expected(frozen));
  });

  it('is folded by its deciders', () => { expect(history.unfolded()).toEqual([]); });
});
