import type { DwellingRecorded, HouseholdRegistered, IncomeRecorded, PersonRegistered, PropertyRecorded, Relation, VerificationReported } from '@hearth/contracts';
import type { KnownFacts } from '@hearth/messaging';
import type { CareGrade } from '@hearth/rules';

/** What this service keeps of the facts of others, by kind of `known`. */
export type KnownPerson = Pick<PersonRegistered, 'birthDate' | 'sex' | 'disability' | 'workCapacity' | 'student' | 'hukouKind'> & { readonly died?: string };
export type KnownHousehold = Pick<HouseholdRegistered, 'area' | 'urban'>;
export interface KnownRelation { readonly person: string; readonly relation: Relation; readonly on: string }
/** A statement and the day it is true from; not yet kept of statements heard long ago. */
interface Stated { readonly effectiveOn?: string }
export type KnownIncome = Pick<IncomeRecorded, 'origin' | 'incomes'> & Stated;
export type KnownProperty = Pick<PropertyRecorded, 'origin' | 'properties'> & Stated;
export type KnownDwelling = Pick<DwellingRecorded, 'origin' | 'answers'> & Stated;
export type KnownReport = Pick<VerificationReported, 'round' | 'items' | 'missing' | 'waived'>;
export interface KnownCare { readonly grade: CareGrade; readonly on: string }

/** All that is known of one household. */
export interface HouseholdFacts {
  readonly household: KnownHousehold | null;
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly members: readonly KnownRelation[];
  readonly supporters: readonly KnownRelation[];
  readonly incomes: readonly KnownIncome[];
  readonly properties: readonly KnownProperty[];
  readonly dwellings: readonly KnownDwelling[];
  readonly care: ReadonlyMap<string, KnownCare>;
  readonly report: KnownReport | null;
}

/** Reads what is known of a household, and the report of the verification that counts. */
export async function readHousehold(known: KnownFacts, household: string, verification: string | null): Promise<HouseholdFacts> {
  const list = async <T>(kind: string): Promise<readonly T[]> => (await known.list<T>(kind, { household })).map(({ body }) => body);
  const members = await list<KnownRelation>('member');
  const supporters = await list<KnownRelation>('supporter');
  // A supporter may be a member of another household, so people are asked for by name, not by household.
  const ids = [...members, ...supporters].map(({ person }) => person);
  const byId = async <T>(kind: string): Promise<ReadonlyMap<string, T>> => new Map((await known.list<T>(kind, { ids })).map(({ id, body }) => [id, body]));
  return {
    household: await known.get<KnownHousehold>('household', household), members, supporters,
    people: await byId<KnownPerson>('person'), care: await byId<KnownCare>('care'),
    incomes: await list<KnownIncome>('income'), properties: await list<KnownProperty>('property'), dwellings: await list<KnownDwelling>('dwelling'),
    report: verification === null ? null : await known.get<KnownReport>('verification', verification),
  };
}
