import { describe, it } from '@jest/globals';
import { check } from '@hearth/event-sourcing';
import { HEAD, HOUSEHOLD, person, TODAY } from '../testing/family.ts';
import type { PersonEvent } from './person.ts';
import { type PersonCommand, personDecider } from './person.decider.ts';

const AT = `${TODAY}T02:00:00.000Z`;
const one = check(personDecider);
const registered: readonly PersonEvent[] = [{ type: 'PersonRegistered', data: person(HEAD) }];
const proposal: PersonEvent = { type: 'ErasureProposed', data: { person: HEAD, reason: 'asked for it', by: 'ops1', at: AT } };
const withdrawn: PersonEvent = { type: 'ErasureWithdrawn', data: { person: HEAD, by: 'ops2', at: AT } };
const erased: PersonEvent = { type: 'PersonErased', data: { household: HOUSEHOLD, person: HEAD, on: TODAY, at: AT, proposedBy: 'ops1', approvedBy: 'ops2' } };
const propose = (by: string): PersonCommand => ({ type: 'ProposeErasure', person: HEAD, reason: 'asked for it', by, at: AT, today: TODAY });
const approve = (by: string): PersonCommand => ({ type: 'ApproveErasure', person: HEAD, by, at: AT, today: TODAY });
const withdraw: PersonCommand = { type: 'WithdrawErasure', person: HEAD, by: 'ops2', at: AT, today: TODAY };
const repeat: PersonCommand = { type: 'RepeatErasure', person: HEAD, on: TODAY, at: AT, proposedBy: 'ops1', approvedBy: 'ops2' };

describe('erasing a person', () => {
  it('takes two officers', () => {
    one.given(registered).when(propose('ops1')).then([proposal]);
    one.given([...registered, proposal]).when(approve('ops2')).then([erased]);
    one.given([...registered, proposal]).when(approve('ops1')).rejected('same-person');
    one.given([...registered, proposal]).when(propose('ops2')).rejected('erasure-proposed');
  });

  it('needs a proposal, which may be taken back', () => {
    one.given(registered).when(approve('ops2')).rejected('erasure-not-proposed');
    one.given(registered).when(withdraw).rejected('erasure-not-proposed');
    one.given([...registered, proposal]).when(withdraw).then([withdrawn]);
    one.given([...registered, proposal, withdrawn]).when(approve('ops2')).rejected('erasure-not-proposed');
    one.given([...registered, proposal, withdrawn]).when(propose('ops2')).then([{ type: 'ErasureProposed', data: { ...proposal.data, by: 'ops2' } as never }]);
  });

  it.each([['propose', propose('ops1')], ['approve', approve('ops2')], ['withdraw', withdraw]])('happens once: no second time to %s', (_, command) => {
    one.given([...registered, proposal, erased]).when(command).rejected('person-erased');
    one.given([]).when(command).rejected('not-found');
  });

  it('is repeated to a log that has forgotten it, and changes nothing where it stands or where nobody knows the person', () => {
    one.given(registered).when(repeat).then([erased]);
    one.given([...registered, proposal]).when(repeat).then([erased]);
    one.given([...registered, proposal, erased]).when(repeat).then([]);
    one.given([]).when(repeat).then([]);
  });
});
