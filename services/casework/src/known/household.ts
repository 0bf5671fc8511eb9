import type { HouseholdRegistered, PersonRegistered, Programme } from '@hearth/contracts';
import type { Basis } from '@hearth/event-sourcing';
import type { KnownFacts } from '@hearth/messaging';
import type { KnownPerson, OtherEnrolment, SignedAuthorisation } from '../application/application.commands.ts';

/** What casework remembers of the registry's facts, as its rules need them. Names stay sealed. */

export type Person = Pick<PersonRegistered, 'person' | 'name' | 'birthDate' | 'sex' | 'disability'> & { readonly died?: string };
export interface Belonging { readonly person: string; readonly relation: string; readonly on: string }
/** Its parts come one by one, in order. */
export interface Household extends Pick<HouseholdRegistered, 'household' | 'area' | 'head' | 'urban'> {
  readonly members: readonly Belonging[];
  readonly supporters: readonly Belonging[];
}
export interface Authorisation { readonly authorisation: string; readonly programme: Programme; readonly signers: readonly string[]; readonly on: string; readonly ended?: string }
export interface Enrolment { readonly enrolment: string; readonly programme: string; readonly person: string | null; readonly approval: string | null; readonly status: string }

/** A household once its registration has arrived. */
export async function householdOf(known: KnownFacts, id: string): Promise<Household | null> {
  const found = await known.get<Partial<Household>>('household', id);
  const { household, area, head, urban, members = [], supporters = [] } = found ?? {};
  return household === undefined || area === undefined || head === undefined ? null : { household, area, head, urban: urban ?? false, members, supporters };
}

/** Adds a member or supporter to the copy of the household. */
export async function addBelonging(known: KnownFacts, household: string, list: 'members' | 'supporters', belonging: Belonging): Promise<void> {
  const before = (await known.get<Partial<Household>>('household', household))?.[list] ?? [];
  await known.merge('household', household, { [list]: [...before.filter((entry) => entry.person !== belonging.person), belonging] }, household);
}

export async function personsById(known: KnownFacts, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  return new Map((await known.list<Person>('person', { ids })).map((fact) => [fact.id, fact.body]));
}

/** The living members and supporters whose registration has arrived. */
export async function peopleOf(known: KnownFacts, household: string): Promise<readonly KnownPerson[]> {
  const found = await householdOf(known, household);
  const belongings = [...(found?.members ?? []).map((b) => ({ ...b, kind: 'member' as const })), ...(found?.supporters ?? []).map((b) => ({ ...b, kind: 'supporter' as const }))];
  const persons = await personsById(known, belongings.map((b) => b.person));
  return belongings.flatMap(({ person, kind }) => {
    const registered = persons.get(person);
    return registered && registered.died === undefined ? [{ person, kind, birthDate: registered.birthDate, disability: registered.disability }] : [];
  });
}

/** The authorisation named, else the latest one the household signed for the programme. */
export async function authorisationFor(known: KnownFacts, household: string, programme: Programme, id: string | null): Promise<SignedAuthorisation | null> {
  const all = (await known.list<Authorisation>('authorisation', { household })).map((fact) => fact.body).filter((a) => a.programme === programme);
  const latest = all.filter((a) => a.ended === undefined).toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
  const named = all.find((a) => a.authorisation === id);
  const found = named && named.ended === undefined ? named : latest ?? named;
  return found ? { id: found.authorisation, signers: found.signers, ended: found.ended !== undefined } : null;
}

export async function enrolmentsOf(known: KnownFacts, household: string): Promise<readonly OtherEnrolment[]> {
  return (await known.list<Enrolment>('enrolment', { household })).map((fact) => fact.body).filter((e) => e.status === 'enrolled');
}

/** What an assessment has to rest on: whoever applies the rules waits until it has heard the same. */
export async function basisOf(known: KnownFacts, household: string): Promise<readonly Basis[]> {
  return (await known.list<Basis>('basis', { household })).map((fact) => fact.body);
}
