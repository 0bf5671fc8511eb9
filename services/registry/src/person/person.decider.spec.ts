import { describe, expect, it } from '@jest/globals';
import { check } from '@hearth/event-sourcing';
import { CHILD, HEAD, HOUSEHOLD, person, TODAY } from '../testing/family.ts';
import { type PersonCommand, personDecider } from './person.decider.ts';
import type { PersonEvent } from './person.ts';

const head = check(personDecider);
const registered: readonly PersonEvent[] = [{ type: 'PersonRegistered', data: person(HEAD) }];
const died: readonly PersonEvent[] = [...registered, { type: 'PersonDied', data: { household: HOUSEHOLD, person: HEAD, on: '2026-11-20' } }];
const death = (on: string): PersonCommand => ({ type: 'RecordDeath', person: HEAD, on, today: TODAY });
const look: PersonCommand = { type: 'RevealField', person: HEAD, field: 'idNumber', purpose: 'check the card', by: 'town1', role: 'town', at: '2026-11-22T02:00:00.000Z' };

describe('a person', () => {
  it('is registered once', () => {
    head.given([]).when({ type: 'RegisterPerson', person: person(HEAD), today: TODAY }).then(registered);
    head.given(registered).when({ type: 'RegisterPerson', person: person(HEAD), today: TODAY }).rejected('already-registered');
  });

  it('may be born today, not tomorrow', () => {
    head.given([]).when({ type: 'RegisterPerson', person: person(CHILD, TODAY), today: TODAY }).then([{ type: 'PersonRegistered', data: person(CHILD, TODAY) }]);
    const { status, errors } = head.given([]).when({ type: 'RegisterPerson', person: person(CHILD, '2026-11-23'), today: TODAY }).rejected('invalid');
    expect([status, errors?.[0]?.field]).toEqual([422, 'birthDate']);
  });

  it('dies once, in the household they belonged to, true from that day', () => {
    head.given(registered).when(death('2026-11-20')).then([{ type: 'PersonDied', data: { household: HOUSEHOLD, person: HEAD, on: '2026-11-20' }, effectiveOn: '2026-11-20' }]);
    head.given(died).when(death('2026-11-21')).rejected('already-died');
  });

  it.each([['tomorrow', '2026-11-23'], ['before the birth', '1974-03-01']])('does not die %s', (_, on) => { expect(head.given(registered).when(death(on)).rejected('invalid').status).toBe(422); });

  it.each(['1974-03-02', TODAY])('may die on %s', (on) => { head.given(registered).when(death(on)).then([{ type: 'PersonDied', data: { household: HOUSEHOLD, person: HEAD, on }, effectiveOn: on }]); });

  it('is told who looked, at what, why and when, after death too', () => {
    const { type: _, ...data } = look as Extract<PersonCommand, { type: 'RevealField' }>;
    for (const history of [registered, died]) head.given(history).when(look).then([{ type: 'PersonalDataRevealed', data }]);
  });

  it.each([['death', death(TODAY)], ['look', look]])('must be there: no %s of nobody', (_, command) => { expect(head.given([]).when(command).rejected('not-found').status).toBe(404); });
});
