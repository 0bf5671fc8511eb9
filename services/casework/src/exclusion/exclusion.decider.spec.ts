import { check, Rejection } from '@hearth/event-sourcing';
import { describe, it } from '@jest/globals';
import { exclusionDecider, type Holder } from './exclusion.decider.ts';

const [dibao, tekun]: [Holder, Holder] = [{ application: 'a1', programme: 'dibao' }, { application: 'a2', programme: 'tekun' }];
const place = { subject: 'p1', group: 'living-allowance' };
const taken = ({ programme }: Holder): Rejection => new Rejection(`already-in-${programme}`, 'taken');
const { given } = check(exclusionDecider);

describe('a place that only one may hold', () => {
  const held = { type: 'ExclusionTaken' as const, data: { ...place, holder: dibao } };
  const released = { type: 'ExclusionReleased' as const, data: { ...place, holder: dibao } };
  it('is taken by the first', () => { given([]).when({ type: 'Take', ...place, holder: dibao, taken }).then([held]); });
  it('is refused to any other, who is told by whom it is held', () => { given([held]).when({ type: 'Take', ...place, holder: tekun, taken }).rejected('already-in-dibao'); });
  it('may be taken twice by the same', () => { given([held]).when({ type: 'Take', ...place, holder: dibao, taken }).then([]); });
  it('is free again once its holder gives it back', () => {
    given([held]).when({ type: 'Release', ...place, holder: dibao }).then([released]);
    given([held, released]).when({ type: 'Take', ...place, holder: tekun, taken }).then([{ ...held, data: { ...place, holder: tekun } }]);
  });
  it('is given back by its holder only', () => {
    given([held]).when({ type: 'Release', ...place, holder: tekun }).then([]);
    given([]).when({ type: 'Release', ...place, holder: dibao }).then([]);
  });
});
