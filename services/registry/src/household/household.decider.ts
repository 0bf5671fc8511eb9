import type { DwellingRecorded, IncomeRecorded, PropertyRecorded } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';
import { moneyProblem } from '@hearth/kernel';
import { evolve, type HouseholdEvent, type HouseholdState, type Relation, unregistered } from './household.ts';

export interface MemberToJoin { readonly person: string; readonly relation: Relation }

export type HouseholdCommand =
  | { readonly type: 'RegisterHousehold'; readonly household: string; readonly area: string; readonly hukouArea: string | null; readonly urban: boolean; readonly address: string | null; readonly on: string; readonly today: string; readonly members: readonly MemberToJoin[]; readonly supporters: readonly MemberToJoin[] }
  | { readonly type: 'JoinMember'; readonly household: string; readonly person: string; readonly relation: Relation; readonly on: string; readonly today: string }
  | ({ readonly type: 'RecordIncome' } & Stating & IncomeRecorded)
  | ({ readonly type: 'RecordProperty' } & Stating & PropertyRecorded)
  | ({ readonly type: 'RecordDwelling' } & Stating & DwellingRecorded);

/** A statement may be true from a day before the one it is recorded on: a correction of the past. */
interface Stating { readonly today: string; readonly effectiveOn?: string }

/** One household: who belongs to it and what it declares. Membership is stored as facts; each programme derives its own from them. */
export const householdDecider: Decider<HouseholdCommand, HouseholdEvent, HouseholdState> = {
  stream: 'household', initial: unregistered, evolve,
  decide(command, state) {
    if (command.type === 'RegisterHousehold') return register(command, state);
    if (!state.registered) throw new Rejection('not-found', 'There is no such household.', { status: 404 });
    switch (command.type) {
      case 'JoinMember': return join(command, state);
      case 'RecordIncome': {
        const { type: _, today, effectiveOn, ...data } = command;
        notInFuture(data.to, today, 'to');
        if (data.from > data.to) throw refused('from', 'order', 'the period ends before it begins');
        data.incomes.forEach((income, i) => { known(state, income.person, `incomes[${i}].person`); amount(income.annual, `incomes[${i}].annual`); });
        return [{ type: 'IncomeRecorded', data, ...trueFrom(effectiveOn, today) }];
      }
      case 'RecordProperty': {
        const { type: _, today, effectiveOn, ...data } = command;
        data.properties.forEach((property, i) => { known(state, property.person, `properties[${i}].person`); if (property.value) amount(property.value, `properties[${i}].value`); });
        return [{ type: 'PropertyRecorded', data, ...trueFrom(effectiveOn, today) }];
      }
      case 'RecordDwelling': {
        const { type: _, today, effectiveOn, ...data } = command;
        return [{ type: 'DwellingRecorded', data, ...trueFrom(effectiveOn, today) }];
      }
    }
  },
};

type Register = Extract<HouseholdCommand, { type: 'RegisterHousehold' }>;

function register(command: Register, state: HouseholdState): HouseholdEvent[] {
  const { household, area, hukouArea, urban, address, on, today, members, supporters } = command;
  if (state.registered) throw new Rejection('already-registered', 'This household is registered already.');
  notInFuture(on, today, 'registeredOn');
  const heads = members.filter((m) => m.relation === 'head');
  if (heads.length !== 1) throw refused('members', 'head', 'exactly one member is the head of the household');
  const people = [...members, ...supporters].map((m) => m.person);
  if (new Set(people).size !== people.length) throw refused('members', 'twice', 'a person stands in the list twice');
  return [
    { type: 'HouseholdRegistered', data: { household, area, hukouArea, head: heads[0]!.person, address, urban, registeredOn: on }, effectiveOn: on },
    ...members.map(({ person, relation }): HouseholdEvent => ({ type: 'MemberJoined', data: { household, person, relation, on }, effectiveOn: on })),
    ...supporters.map(({ person, relation }): HouseholdEvent => ({ type: 'SupporterNamed', data: { household, person, relation, on }, effectiveOn: on })),
  ];
}

function join(command: Extract<HouseholdCommand, { type: 'JoinMember' }>, state: HouseholdState): HouseholdEvent[] {
  const { household, person, relation, on, today } = command;
  notInFuture(on, today, 'on');
  if (state.members[person]) throw new Rejection('already-member', 'This person is a member already.');
  if (relation === 'head') throw refused('relation', 'head', 'the household has a head already');
  return [{ type: 'MemberJoined', data: { household, person, relation, on }, effectiveOn: on }];
}

const refused = (field: string, code: string, detail: string): Rejection => new Rejection('invalid', `${field}: ${detail}.`, { status: 422, errors: [{ field, code, detail }] });

function notInFuture(day: string, today: string, field: string): void {
  if (day > today) throw refused(field, 'future', 'lies in the future');
}

function trueFrom(effectiveOn: string | undefined, today: string): { effectiveOn?: string } {
  if (effectiveOn === undefined) return {};
  notInFuture(effectiveOn, today, 'effectiveOn');
  return { effectiveOn };
}

function known(state: HouseholdState, person: string, field: string): void {
  if (!state.members[person] && !state.supporters.includes(person)) throw refused(field, 'not-a-member', 'names nobody of this household');
}

function amount(value: Parameters<typeof moneyProblem>[0], field: string): void {
  const problem = moneyProblem(value);
  if (problem) throw refused(field, 'money', problem);
}
