import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventTypes, validateEvent } from '@hearth/contracts';
import { publishableCheck } from '@hearth/messaging';
import { fold } from '@hearth/event-sourcing';
import { authorisationDecider } from '../authorisation/authorisation.decider.ts';
import { enrolmentDecider } from '../enrolment/enrolment.decider.ts';
import { householdDecider } from '../household/household.decider.ts';
import { personDecider } from '../person/person.decider.ts';
import { AUTHORISATION, CHILD, cny, ENROLMENT, HEAD, HOUSEHOLD, JOINED, person, RECORD, recorded, SON_AWAY, TODAY, VILLAGE, WIFE } from '../testing/family.ts';
import { publications } from './own-facts.publication.ts';

const own = eventTypes.filter((type) => type.startsWith('hearth.registry.'));

/** Everything the registry's deciders say, decided here and not written by hand. */
function decided(): { readonly type: string; readonly data: object }[] {
  const register = householdDecider.decide({ type: 'RegisterHousehold', household: HOUSEHOLD, area: VILLAGE, hukouArea: '341524', urban: false, address: null, on: JOINED, today: TODAY, members: [{ person: HEAD, relation: 'head' }, { person: WIFE, relation: 'spouse' }], supporters: [{ person: SON_AWAY, relation: 'child' }] }, householdDecider.initial);
  const home = fold(householdDecider, register);
  const said = { household: HOUSEHOLD, record: RECORD, origin: 'declared' } as const;
  const signed = authorisationDecider.decide({ type: 'SignAuthorisation', today: TODAY, ages: { [HEAD]: 52 }, data: { household: HOUSEHOLD, authorisation: AUTHORISATION, programme: 'dibao', agent: HEAD, signers: [HEAD], sources: ['bank'], on: TODAY } }, authorisationDecider.initial);
  const enrolled = enrolmentDecider.decide({ type: 'RecordEnrolment', data: { household: HOUSEHOLD, enrolment: ENROLMENT, programme: 'dibao', person: CHILD, status: 'enrolled', from: TODAY, money: cny(1), approval: null, referral: null } }, enrolmentDecider.initial);
  const registered = personDecider.decide({ type: 'RegisterPerson', person: person(HEAD), today: TODAY }, personDecider.initial);
  return [
    ...register, ...signed, ...enrolled, ...registered,
    ...householdDecider.decide({ type: 'RecordIncome', ...said, from: '2025-11-22', to: '2026-11-21', incomes: [{ person: HEAD, kind: 'wages', annual: cny(1) }], today: TODAY }, home),
    ...householdDecider.decide({ type: 'RecordProperty', ...said, properties: [{ person: WIFE, kind: 'vehicle', value: null, count: 1 }], today: TODAY }, home),
    ...householdDecider.decide({ type: 'RecordDwelling', ...said, dwelling: { material: 'earth', ownership: 'owned', rooms: null }, livingConditions: { fuel: 'straw', toilet: 'latrine', water: 'distant', electricity: null, assets: ['phone'] }, answers: { livestock: 4, savings: null }, today: TODAY }, home),
    ...authorisationDecider.decide({ type: 'EndAuthorisation', reason: 'withdrawn', on: TODAY }, fold(authorisationDecider, signed)),
    ...enrolmentDecider.decide({ type: 'EndEnrolment', reason: 'moved', on: TODAY }, fold(enrolmentDecider, enrolled)),
    ...personDecider.decide({ type: 'RecordDeath', person: HEAD, on: TODAY, today: TODAY }, fold(personDecider, registered)),
    ...personDecider.decide({ type: 'RepeatErasure', person: HEAD, on: TODAY, at: `${TODAY}T02:00:00.000Z`, proposedBy: 'ops1', approvedBy: 'ops2' }, fold(personDecider, registered)),
  ];
}
const said = decided().map((event) => publications.find(({ on }) => on === event.type)?.publish(recorded(event)) ?? null);

describe('what the registry says to others', () => {
  it('is every event of its language, each as its contract has it', () => {
    expect(said).not.toContain(null);
    expect([...new Set(said.map((outgoing) => outgoing?.type ?? ''))].toSorted()).toEqual(own.toSorted());
    expect(said.flatMap((outgoing) => (outgoing ? validateEvent(outgoing.type, outgoing.version, outgoing.data) : []))).toEqual([]);
  });

  it('passes the check before the append', () => {
    expect(() => { publishableCheck(publications, validateEvent)(decided(), { household: HOUSEHOLD, area: VILLAGE }); }).not.toThrow();
  });

  it('is refused there when it is not as promised, by field', () => {
    const spoilt = { type: 'PersonDied', data: { household: HOUSEHOLD, person: 'nobody', on: TODAY } };
    expect(() => { publishableCheck(publications, validateEvent)([spoilt], { household: HOUSEHOLD, area: VILLAGE }); }).toThrow(/person/);
  });

  it.each(own)('%s is also what its example shows', (type) => {
    const name = type.split('.')[2] ?? '';
    const example = JSON.parse(readFileSync(new URL(`../../../../contracts/registry/${name}.v1.example.json`, import.meta.url), 'utf8')) as object;
    const outgoing = said.find((one) => one?.type === type);
    expect(Object.keys(outgoing?.data ?? {}).toSorted()).toEqual(Object.keys(example).toSorted());
  });

  it('keeps to itself who looked and who proposed an erasure', () => {
    for (const silent of ['PersonalDataRevealed', 'ErasureProposed', 'ErasureWithdrawn', 'DeadLetterSettled']) expect(publications.some(({ on }) => on === silent)).toBe(false);
  });
});
