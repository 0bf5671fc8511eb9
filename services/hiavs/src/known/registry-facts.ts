import type { AuthorisationSigned, HouseholdRegistered, IncomeRecorded, PersonRegistered, PropertyRecorded, Source } from '@hearth/contracts';
import type { Tx } from '@hearth/event-store';
import { completedAge } from '@hearth/kernel';
import type { Fact, KnownFacts } from '@hearth/messaging';
import type { DeclaredFigure } from '../verification/assembling.ts';

/** What HIAVS remembers of the registry's facts. Names and identity numbers stay sealed. */

export type Person = Pick<PersonRegistered, 'person' | 'household' | 'name' | 'idNumber' | 'birthDate'> & { readonly died?: string };
export type Household = Pick<HouseholdRegistered, 'household' | 'head' | 'area'>;
export interface Belonging { readonly person: string; readonly relation: string; readonly kind: 'member' | 'supporter' }
export type Authorisation = AuthorisationSigned & { readonly ended: boolean };
export type IncomeStatement = Pick<IncomeRecorded, 'incomes' | 'from' | 'to'>;
export type PropertyStatement = Pick<PropertyRecorded, 'properties'>;
/** A verification of the household, to find it by; all that follows from its request carries the request's correlation. */
export interface KnownVerification { readonly programme: string; readonly area: string | null; readonly correlation: string }

/** One statement per household and origin: a new one replaces the former. */
export const statementId = (household: string, origin: 'declared' | 'visit'): string => `${household}:${origin}`;
/** Keeps a statement, unless the one before it is true from a later day: a correction of the past changes no figure of today. */
export async function keepStatement(known: KnownFacts, kind: 'income' | 'property', { data: { household, origin }, effectiveon }: Fact<{ readonly household: string; readonly origin: 'declared' | 'visit' }>, body: IncomeStatement | PropertyStatement): Promise<boolean> {
  const id = statementId(household, origin);
  const before = await known.get<{ readonly effectiveOn?: string }>(kind, id);
  if (before?.effectiveOn !== undefined && before.effectiveOn > effectiveon) return false;
  await known.put(kind, id, { ...body, effectiveOn: effectiveon }, household);
  return true;
}

export const belongingId = (household: string, person: string): string => `${household}:${person}`;

export async function personsById(known: KnownFacts, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  return new Map((await known.list<Person>('person', { ids })).map((fact) => [fact.id, fact.body]));
}

export async function belongingsOf(known: KnownFacts, household: string): Promise<readonly Belonging[]> {
  return (await known.list<Belonging>('belonging', { household })).map((fact) => fact.body);
}

export async function verificationsOf(known: KnownFacts, household: string): Promise<readonly (KnownVerification & { readonly id: string })[]> {
  return (await known.list<KnownVerification>('verification', { household })).map(({ id, body }) => ({ id, ...body }));
}

const ADULT = 18;

export interface Leave { readonly authorisation: string; readonly people: readonly string[]; readonly sources: readonly Source[] }

/** Whom a signed authorisation covers: those who signed, and the children their family signed for. Null when there is none or it has ended. */
export async function leaveOf(known: KnownFacts, authorisation: Authorisation | null, people: readonly string[]): Promise<Leave | null> {
  if (!authorisation || authorisation.ended) return null;
  const persons = await personsById(known, people);
  const isChild = (person: string): boolean => { const found = persons.get(person); return found !== undefined && completedAge(found.birthDate, authorisation.on) < ADULT; };
  return { authorisation: authorisation.authorisation, sources: authorisation.sources, people: people.filter((person) => authorisation.signers.includes(person) || isChild(person)) };
}

/**
 * Until the transaction ends, nobody else compares, declares or signs for this household. A report made from the old statement, committed beside
 * the new one, would stand: neither transaction sees what the other writes.
 */
export async function inTurn(tx: Tx, household: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`hiavs:${household}`]);
}

/** What the family itself stated, person by person; for its living members also how many they are. */
export async function declaredOf(known: KnownFacts, household: string): Promise<readonly DeclaredFigure[]> {
  const id = statementId(household, 'declared');
  const [incomes, properties, belongings] = [await known.get<IncomeStatement>('income', id), await known.get<PropertyStatement>('property', id), await belongingsOf(known, household)];
  const members = belongings.filter((b) => b.kind === 'member').map((b) => b.person);
  const persons = await personsById(known, members);
  const living = members.filter((person) => persons.get(person)?.died === undefined);
  return [
    ...(incomes?.incomes ?? []).map(({ person, kind, annual }): DeclaredFigure => ({ person, kind, value: annual, count: null })),
    ...(properties?.properties ?? []).map(({ person, kind, value, count }): DeclaredFigure => ({ person, kind, value, count })),
    ...living.map((person): DeclaredFigure => ({ person, kind: 'registration', value: null, count: living.length })),
  ];
}
