import { describe, expect, it } from '@jest/globals';
import { check, fold } from '@hearth/event-sourcing';
import { CHILD, cny, HEAD, HOUSEHOLD, JOINED, RECORD, SON_AWAY, STRANGER, TODAY, VILLAGE, WIFE } from '../testing/family.ts';
import { type HouseholdCommand, householdDecider } from './household.decider.ts';
import type { HouseholdEvent } from './household.ts';

type Register = Extract<HouseholdCommand, { type: 'RegisterHousehold' }>;
const register = (over: Partial<Register> = {}): Register => ({
  type: 'RegisterHousehold', household: HOUSEHOLD, area: VILLAGE, hukouArea: '341524', urban: false, address: null, on: JOINED, today: TODAY,
  members: [{ person: HEAD, relation: 'head' }, { person: WIFE, relation: 'spouse' }], supporters: [{ person: SON_AWAY, relation: 'child' }], ...over,
});
const registered: readonly HouseholdEvent[] = [
  { type: 'HouseholdRegistered', data: { household: HOUSEHOLD, area: VILLAGE, hukouArea: '341524', head: HEAD, address: null, urban: false, registeredOn: JOINED }, effectiveOn: JOINED },
  { type: 'MemberJoined', data: { household: HOUSEHOLD, person: HEAD, relation: 'head', on: JOINED }, effectiveOn: JOINED },
  { type: 'MemberJoined', data: { household: HOUSEHOLD, person: WIFE, relation: 'spouse', on: JOINED }, effectiveOn: JOINED },
  { type: 'SupporterNamed', data: { household: HOUSEHOLD, person: SON_AWAY, relation: 'child', on: JOINED }, effectiveOn: JOINED },
];
const join = (over: Partial<Extract<HouseholdCommand, { type: 'JoinMember' }>> = {}): HouseholdCommand => ({ type: 'JoinMember', household: HOUSEHOLD, person: CHILD, relation: 'child', on: TODAY, today: TODAY, ...over });
const income = (over: Partial<Extract<HouseholdCommand, { type: 'RecordIncome' }>> = {}): HouseholdCommand =>
  ({ type: 'RecordIncome', household: HOUSEHOLD, record: RECORD, origin: 'declared', from: '2025-11-22', to: '2026-11-21', incomes: [{ person: HEAD, kind: 'wages', annual: cny(1_740_000) }], today: TODAY, ...over });
const property = (over: Partial<Extract<HouseholdCommand, { type: 'RecordProperty' }>> = {}): HouseholdCommand =>
  ({ type: 'RecordProperty', household: HOUSEHOLD, record: RECORD, origin: 'visit', properties: [{ person: SON_AWAY, kind: 'vehicle', value: null, count: 1 }], today: TODAY, ...over });
const dwelling: HouseholdCommand = {
  type: 'RecordDwelling', today: TODAY, household: HOUSEHOLD, record: RECORD, origin: 'declared', dwelling: { material: 'earth', ownership: 'owned', rooms: 2 },
  livingConditions: { fuel: 'straw', toilet: 'latrine', water: 'distant', electricity: true, assets: ['phone'] }, answers: { livestock: 4 },
};
const household = check(householdDecider);

describe('registering a household', () => {
  it('says the household, then who belongs to it, then who must support it, all true from that day', () => {
    household.given([]).when(register()).then(registered);
  });

  it('happens once', () => { household.given(registered).when(register()).rejected('already-registered'); });

  it.each<[string, Partial<Register>, string, string]>([
    ['a day that has not come', { on: '2026-11-23' }, 'registeredOn', 'future'],
    ['no head', { members: [{ person: WIFE, relation: 'spouse' }] }, 'members', 'head'],
    ['two heads', { members: [{ person: HEAD, relation: 'head' }, { person: WIFE, relation: 'head' }] }, 'members', 'head'],
    ['a member twice', { members: [{ person: HEAD, relation: 'head' }, { person: HEAD, relation: 'child' }] }, 'members', 'twice'],
    ['a member who is a supporter too', { supporters: [{ person: WIFE, relation: 'child' }] }, 'members', 'twice'],
  ])('is refused with %s', (_, over, field, code) => {
    const { status, errors } = household.given([]).when(register(over)).rejected('invalid');
    expect([status, errors?.map((error) => [error.field, error.code])]).toEqual([422, [[field, code]]]);
  });

  it('may be of today', () => { household.given([]).when(register({ on: TODAY, members: [{ person: HEAD, relation: 'head' }], supporters: [] })).then([
    { type: 'HouseholdRegistered', data: { household: HOUSEHOLD, area: VILLAGE, hukouArea: '341524', head: HEAD, address: null, urban: false, registeredOn: TODAY }, effectiveOn: TODAY },
    { type: 'MemberJoined', data: { household: HOUSEHOLD, person: HEAD, relation: 'head', on: TODAY }, effectiveOn: TODAY },
  ]); });
});

describe('what needs a household', () => {
  it.each([['a member', join()], ['income', income()], ['property', property()], ['a dwelling', dwelling]])('%s: there is none', (_, command) => {
    expect(household.given([]).when(command).rejected('not-found').status).toBe(404);
  });
});

describe('a member who joins', () => {
  it('belongs from that day', () => {
    household.given(registered).when(join()).then([{ type: 'MemberJoined', data: { household: HOUSEHOLD, person: CHILD, relation: 'child', on: TODAY }, effectiveOn: TODAY }]);
  });
  it('may have been a supporter before', () => {
    household.given(registered).when(join({ person: SON_AWAY })).then([{ type: 'MemberJoined', data: { household: HOUSEHOLD, person: SON_AWAY, relation: 'child', on: TODAY }, effectiveOn: TODAY }]);
  });
  it('joins once, never tomorrow, never as a second head', () => {
    household.given(registered).when(join({ person: WIFE })).rejected('already-member');
    household.given(registered).when(join({ on: '2026-11-23' })).rejected('invalid');
    household.given(registered).when(join({ relation: 'head' })).rejected('invalid');
  });
});

describe('what the family declares', () => {
  it('is recorded as it was said, command words left out', () => {
    const said = { household: HOUSEHOLD, record: RECORD };
    household.given(registered).when(income()).then([{ type: 'IncomeRecorded', data: { ...said, origin: 'declared', from: '2025-11-22', to: '2026-11-21', incomes: [{ person: HEAD, kind: 'wages', annual: cny(1_740_000) }] } }]);
    household.given(registered).when(property()).then([{ type: 'PropertyRecorded', data: { ...said, origin: 'visit', properties: [{ person: SON_AWAY, kind: 'vehicle', value: null, count: 1 }] } }]);
    const { type: _, today: _today, ...data } = dwelling as Extract<HouseholdCommand, { type: 'RecordDwelling' }>;
    household.given(registered).when(dwelling).then([{ type: 'DwellingRecorded', data }]);
  });

  it('may be true from a day before: a correction of the past, never of days to come', () => {
    for (const command of [income({ effectiveOn: JOINED }), property({ effectiveOn: JOINED })]) {
      const [event] = householdDecider.decide(command, fold(householdDecider, registered));
      expect([event?.effectiveOn, event && 'effectiveOn' in event.data]).toEqual([JOINED, false]);
    }
    expect(household.given(registered).when(property({ effectiveOn: '2026-11-23' })).rejected('invalid').errors?.[0]?.field).toBe('effectiveOn');
  });

  it('may be nothing at all: a family without income says so', () => {
    household.given(registered).when(income({ incomes: [] })).then([{ type: 'IncomeRecorded', data: { household: HOUSEHOLD, record: RECORD, origin: 'declared', from: '2025-11-22', to: '2026-11-21', incomes: [] } }]);
  });

  it.each<[string, HouseholdCommand, string]>([
    ['a period that has not ended', income({ to: '2026-11-23' }), 'to'], ['a period that ends before it begins', income({ from: '2026-11-22', to: '2026-11-21' }), 'from'],
    ['the income of a stranger', income({ incomes: [{ person: HEAD, kind: 'wages', annual: cny(1) }, { person: STRANGER, kind: 'wages', annual: cny(1) }] }), 'incomes[1].person'],
    ['a negative income', income({ incomes: [{ person: HEAD, kind: 'wages', annual: cny(-1) }] }), 'incomes[0].annual'], ['a part of a fen', income({ incomes: [{ person: HEAD, kind: 'wages', annual: cny(0.5) }] }), 'incomes[0].annual'],
    ['the property of a stranger', property({ properties: [{ person: STRANGER, kind: 'vehicle', value: null, count: 1 }] }), 'properties[0].person'],
    ['a negative value', property({ properties: [{ person: HEAD, kind: 'deposits', value: cny(-1), count: 1 }] }), 'properties[0].value'],
  ])('is refused with %s, at its place', (_, command, field) => {
    const { status, errors, message } = household.given(registered).when(command).rejected('invalid');
    expect([status, errors?.map((error) => error.field)]).toEqual([422, [field]]);
    expect(message).not.toContain(STRANGER);
  });
});
