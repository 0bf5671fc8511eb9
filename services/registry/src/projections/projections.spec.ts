import { describe, expect, it } from '@jest/globals';
import { AUTHORISATION, CHILD, cny, ENROLMENT, HEAD, HOUSEHOLD, JOINED, person, RECORD, recorded, SON_AWAY, VILLAGE, WIFE } from '../testing/family.ts';
import { type HouseholdRow, householdRows } from './household.projection.ts';
import { personRows, type PersonRow } from './person.projection.ts';
import type { DomainEvent } from '@hearth/event-sourcing';

const fold = <R extends object>(projection: { readonly on: object }, events: readonly DomainEvent[], id: string, from?: R): R | undefined =>
  events.reduce<R | undefined>((row, event) => { const on = (projection.on as Record<string, ((row: R | undefined, event: object, id: string) => R | undefined) | undefined>)[event.type]; return on ? on(row, recorded(event), id) : row; }, from);
const household = (events: readonly DomainEvent[], from?: HouseholdRow): HouseholdRow => fold<HouseholdRow>(householdRows, events, HOUSEHOLD, from)!;

const joined = (who: string, relation: string): DomainEvent => ({ type: 'MemberJoined', data: { household: HOUSEHOLD, person: who, relation, on: JOINED } });
const family: readonly DomainEvent[] = [
  { type: 'PersonRegistered', data: person(HEAD) }, { type: 'PersonRegistered', data: person(WIFE, '1977-06-11', { sex: 'female' }) }, { type: 'PersonRegistered', data: person(SON_AWAY, '1999-12-11') },
  { type: 'HouseholdRegistered', data: { household: HOUSEHOLD, area: VILLAGE, hukouArea: null, head: HEAD, address: null, urban: false, registeredOn: JOINED } },
  joined(HEAD, 'head'), joined(WIFE, 'spouse'), { type: 'SupporterNamed', data: { household: HOUSEHOLD, person: SON_AWAY, relation: 'child', on: JOINED } },
];
const income = (record: string, origin: string, minor: number): DomainEvent => ({ type: 'IncomeRecorded', data: { household: HOUSEHOLD, record, origin, from: '2025-11-22', to: '2026-11-21', incomes: [{ person: HEAD, kind: 'wages', annual: cny(minor) }] } });
const enrolment = (id: string, programme: string, status: string, who: string | null = null): DomainEvent => ({ type: 'EnrolmentRecorded', data: { household: HOUSEHOLD, enrolment: id, programme, person: who, status, from: '2026-12-01', money: null, approval: null, referral: null } });

describe('the household as it is read', () => {
  it('has its members and its supporters apart, with a number that says where', () => {
    const row = household(family);
    expect([row.registered, row.number, row.members.map(({ id, relation }) => [id, relation]), row.supporters.map(({ id }) => id)]).toEqual([true, 'H-341524-7C9D1C9E', [[HEAD, 'head'], [WIFE, 'spouse']], [SON_AWAY]]);
  });

  it('is no household before it is registered, though its people are', () => {
    expect(household(family.slice(0, 3))).toMatchObject({ registered: false, members: [] });
  });

  it('keeps the newest statement of each origin', () => {
    const row = household([...family, income('r1', 'declared', 1), income('r2', 'visit', 2), income('r3', 'declared', 3)]);
    expect(row.incomes.map(({ record, origin, incomes }) => [record, origin, incomes[0]?.annual.minor])).toEqual([['r2', 'visit', 2], ['r3', 'declared', 3]]);
  });

  it('counts a programme while somebody is enrolled in it', () => {
    const enrolled = household([...family, enrolment(ENROLMENT, 'medical-assistance', 'proposed', CHILD), enrolment('e2', 'dibao', 'enrolled')]);
    expect([enrolled.programmes, enrolled.enrolments.map(({ status }) => status)]).toEqual([['dibao'], ['proposed', 'enrolled']]);
    const answered = household([enrolment(ENROLMENT, 'medical-assistance', 'enrolled', CHILD)], enrolled);
    expect(answered.programmes).toEqual(['dibao', 'medical-assistance']);
    const left = household([{ type: 'EnrolmentEnded', data: { household: HOUSEHOLD, enrolment: 'e2', programme: 'dibao', person: null, reason: 'moved', on: '2027-03-01' } }], answered);
    expect([left.programmes, left.enrolments.find(({ enrolment: id }) => id === 'e2')]).toEqual([['medical-assistance'], expect.objectContaining({ status: 'ended', until: '2027-03-01' })]);
  });

  it('knows of a death, of members and supporters, and of whoever joins afterwards', () => {
    const dead = (who: string): DomainEvent => ({ type: 'PersonDied', data: { household: HOUSEHOLD, person: who, on: '2026-11-20' } });
    expect(household([...family, dead(WIFE)]).members.map(({ died }) => died)).toEqual([null, '2026-11-20']);
    expect(household([...family, dead(SON_AWAY)]).supporters[0]?.died).toBe('2026-11-20');
    expect(household([...family, dead(SON_AWAY), joined(SON_AWAY, 'child')]).members.find(({ id }) => id === SON_AWAY)?.died).toBe('2026-11-20');
  });

  it('shows an authorisation with its end', () => {
    const signed: DomainEvent = { type: 'AuthorisationSigned', data: { household: HOUSEHOLD, authorisation: AUTHORISATION, programme: 'dibao', agent: HEAD, signers: [HEAD, WIFE], sources: ['bank'], on: JOINED } };
    const ended: DomainEvent = { type: 'AuthorisationEnded', data: { household: HOUSEHOLD, authorisation: AUTHORISATION, reason: 'withdrawn', on: '2026-11-22' } };
    expect(household([...family, signed]).authorisations[0]?.ended).toBeNull();
    expect(household([...family, signed, ended]).authorisations[0]?.ended).toMatchObject({ reason: 'withdrawn' });
  });

  it('is the same whether its events come at once or one by one', () => {
    const events = [...family, income(RECORD, 'declared', 1), enrolment(ENROLMENT, 'dibao', 'enrolled')];
    const strip = (row: HouseholdRow): object => ({ ...row, version: 0 });
    const split = events.reduce<HouseholdRow | undefined>((row, event) => fold(householdRows, [event], HOUSEHOLD, row), undefined)!;
    expect(strip(split)).toEqual(strip(household(events)));
  });

  it('carries the version of its own stream, for If-Match; what others say of it does not raise it', () => {
    const [at] = [household(family).version];
    expect(household([enrolment(ENROLMENT, 'dibao', 'enrolled')], household(family)).version).toBeGreaterThan(at);
  });
});

describe('the person as it is read', () => {
  it('remembers death and who looked', () => {
    const row = fold<PersonRow>(personRows, [
      { type: 'PersonRegistered', data: person(HEAD) }, { type: 'PersonalDataRevealed', data: { person: HEAD, field: 'idNumber', purpose: 'check the card', by: 'town1', role: 'town', at: '2026-11-22T02:00:00.000Z' } },
      { type: 'PersonDied', data: { household: HOUSEHOLD, person: HEAD, on: '2026-11-20' } },
    ], HEAD);
    expect(row).toMatchObject({ died: '2026-11-20', looked: [{ field: 'idNumber', purpose: 'check the card', by: 'town1', role: 'town', at: '2026-11-22T02:00:00.000Z' }] });
  });
});
