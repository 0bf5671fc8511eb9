import { Rejection } from '@hearth/event-sourcing';
import type { KeyProvider, Sealed } from '@hearth/event-store';
import { addDays, completedAge } from '@hearth/kernel';
import type { StagedUnit } from '@hearth/service-host';
import { authorisationDecider } from '../authorisation/authorisation.decider.ts';
import { type Identified, identify, requireIds } from '../person/identify.ts';
import { claimIdentities } from '../person/identity.ts';
import { personDecider } from '../person/person.decider.ts';
import type { Dwelling, Income, LivingConditions, PersonRegistered, Property } from '@hearth/contracts';
import { householdDecider } from './household.decider.ts';
import { type IncomeRequest, type PropertyRequest, type RegisterHouseholdRequest, SOURCES } from './household.requests.ts';

export interface RegisteredHousehold {
  readonly id: string;
  readonly members: readonly { readonly id: string; readonly relation: string }[];
  readonly supporters: readonly { readonly id: string; readonly relation: string }[];
  readonly authorisation: string | null;
  readonly version: number;
}

/** Registers a household with its people, declarations and authorisation: all of it or nothing. */
export async function registerHousehold(unit: StagedUnit, keys: KeyProvider, request: RegisterHouseholdRequest): Promise<RegisteredHousehold> {
  const household = request.id ?? unit.newId();
  const supporters = request.supporters ?? [];
  requireIds([...request.members.map((person, i) => [`members[${i}]`, person] as const), ...supporters.map((person, i) => [`supporters[${i}]`, person] as const)]);
  const about = { household, area: request.area };
  const identified = await Promise.all([...request.members, ...supporters].map((person) => identify(keys, person.id ?? unit.newId(), household, person)));
  await registerPeople(unit, keys, identified, request, about);
  const people = identified.map(({ person }) => person);
  const ids = people.map((p) => p.person);
  const on = request.registeredOn ?? unit.today;
  const head = ids[Math.max(0, request.members.findIndex((m) => m.relation === 'head'))]!;
  const joins = request.members.map((m, i) => ({ person: ids[i]!, relation: m.relation }));
  const supports = supporters.map((m, i) => ({ person: ids[request.members.length + i]!, relation: m.relation }));
  const address: Sealed | null = request.address ? await keys.seal(head, request.address) : null;
  await unit.decide(householdDecider, household, { type: 'RegisterHousehold', household, area: request.area, hukouArea: request.hukouArea ?? null, urban: request.urban, address, on, today: unit.today, members: joins, supporters: supports }, about);
  const version = await recordDeclarations(unit, household, request, ids, about);
  const authorisation = await signFirst(unit, household, request, people, about);
  return { id: household, members: joins.map(shown), supporters: supports.map(shown), authorisation, version };
}

const shown = ({ person, relation }: { person: string; relation: string }): { id: string; relation: string } => ({ id: person, relation });
type About = { household: string; area: string };

async function registerPeople(unit: StagedUnit, keys: KeyProvider, people: readonly Identified[], request: RegisterHouseholdRequest, about: About): Promise<void> {
  const place = (i: number): string => (i < request.members.length ? `members[${i}].idNumber` : `supporters[${i - request.members.length}].idNumber`);
  const numbers = people.map((p) => p.identity);
  const twice = numbers.findIndex((number, i) => numbers.indexOf(number) !== i);
  if (twice >= 0) throw new Rejection('invalid', 'A person stands in the list twice.', { status: 422, errors: [{ field: place(twice), code: 'twice', detail: 'the same identity number stands in the list before' }] });
  await registerPersons(unit, keys, people.map((one, i) => ({ ...one, place: place(i) })), about);
}

/** People whose identity numbers nobody else has. */
export async function registerPersons(unit: StagedUnit, keys: KeyProvider, people: readonly (Identified & { readonly place: string })[], about: About): Promise<void> {
  await claimIdentities(unit.tx, keys, people.map(({ person: { person }, identity, place }) => ({ person, identity, place })));
  for (const { person } of people) await unit.decide(personDecider, person.person, { type: 'RegisterPerson', person, today: unit.today }, about);
}

async function recordDeclarations(unit: StagedUnit, household: string, request: RegisterHouseholdRequest, ids: readonly string[], about: About): Promise<number> {
  let version = 0;
  const decide = async (command: Parameters<typeof householdDecider.decide>[0]): Promise<void> => { ({ version } = await unit.decide(householdDecider, household, command, about)); };
  if (request.incomes) await decide({ type: 'RecordIncome', household, record: unit.newId(), origin: 'declared', ...lastYear(unit.today), incomes: incomesOf(request.incomes, ids), today: unit.today });
  if (request.properties) await decide({ type: 'RecordProperty', household, record: unit.newId(), origin: 'declared', properties: propertiesOf(request.properties, ids), today: unit.today });
  if (request.dwelling || request.livingConditions || request.answers) {
    await decide({
      type: 'RecordDwelling', household, record: unit.newId(), origin: 'declared', dwelling: dwellingOf(request.dwelling),
      livingConditions: livingConditionsOf(request.livingConditions), answers: request.answers ?? {}, today: unit.today,
    });
  }
  return version === 0 ? (await unit.load(householdDecider, household)).head.version : version;
}

/** The twelve months before today, the period a declaration speaks of unless it says otherwise. */
export const lastYear = (today: string): { from: string; to: string } => ({ from: addDays(today, -365), to: addDays(today, -1) });

export const dwellingOf = (d: RegisterHouseholdRequest['dwelling']): Dwelling => ({ material: d?.material ?? 'unknown', ownership: d?.ownership ?? 'unknown', rooms: d?.rooms ?? null });
export const livingConditionsOf = (l: RegisterHouseholdRequest['livingConditions']): LivingConditions =>
  ({ fuel: l?.fuel ?? 'unknown', toilet: l?.toilet ?? 'unknown', water: l?.water ?? 'unknown', electricity: l?.electricity ?? null, assets: l?.assets ?? [] });

function personOf(entry: { member?: number; person?: string }, ids: readonly string[], field: string): string {
  const person = entry.person ?? ids[entry.member ?? -1];
  if (!person) throw new Rejection('invalid', `${field}: names no member.`, { status: 422, errors: [{ field, code: 'not-a-member', detail: 'names no member' }] });
  return person;
}

export const incomesOf = (incomes: readonly IncomeRequest[], ids: readonly string[]): Income[] =>
  incomes.map((income, i) => ({ person: personOf(income, ids, `incomes[${i}].member`), kind: income.kind, annual: { minor: income.annual.minor, currency: income.annual.currency } }));

export const propertiesOf = (properties: readonly PropertyRequest[], ids: readonly string[]): Property[] =>
  properties.map((p, i) => ({ person: personOf(p, ids, `properties[${i}].member`), kind: p.kind, value: p.value ? { minor: p.value.minor, currency: p.value.currency } : null, count: p.count }));

async function signFirst(unit: StagedUnit, household: string, request: RegisterHouseholdRequest, people: readonly PersonRegistered[], about: About): Promise<string | null> {
  const { authorisation } = request;
  if (!authorisation) return null;
  const id = unit.newId();
  const at = (index: number, field: string): string => personOf({ member: index }, people.slice(0, request.members.length).map((p) => p.person), field);
  const signers = authorisation.signers.map((index, i) => at(index, `authorisation.signers[${i}]`));
  const outside = authorisation.supportersSign ? people.slice(request.members.length).map((p) => p.person) : [];
  const on = authorisation.on ?? unit.today;
  await unit.decide(authorisationDecider, id, {
    type: 'SignAuthorisation', today: unit.today, ages: agesOf(people, on),
    data: { household, authorisation: id, programme: authorisation.programme, agent: at(authorisation.agent, 'authorisation.agent'), signers: [...signers, ...outside], sources: [...(authorisation.sources ?? SOURCES)], on },
  }, about);
  return id;
}

/** Who was born by then, and how old they were. */
export const agesOf = (people: readonly Pick<PersonRegistered, 'person' | 'birthDate'>[], on: string): Record<string, number> =>
  Object.fromEntries(people.filter((p) => p.birthDate <= on).map((p): [string, number] => [p.person, completedAge(p.birthDate, on)]));
