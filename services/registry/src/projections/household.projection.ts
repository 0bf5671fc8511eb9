import type { AuthorisationEnded, AuthorisationSigned, DwellingRecorded, EnrolmentEnded, EnrolmentRecorded, HouseholdRegistered, IncomeRecorded, MemberJoined, PersonDied, PersonRegistered, PropertyRecorded, SupporterNamed } from '@hearth/contracts';
import { rows } from '@hearth/event-store';

export interface PersonEntry {
  readonly id: string;
  readonly relation: string;
  /** Sealed; opened with a purpose when shown. */
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly birthDate: string;
  readonly sex: string;
  readonly disability: PersonRegistered['disability'];
  readonly workCapacity: string;
  readonly student: boolean;
  readonly died: string | null;
}

export interface EnrolmentEntry { readonly enrolment: string; readonly programme: string; readonly person: string | null; readonly status: string; readonly from: string; readonly until: string | null; readonly money: EnrolmentRecorded['money'] }

interface Stated { readonly recordedAt: string; readonly effectiveOn: string }

/** The household as GET shows it (names still sealed). */
export interface HouseholdRow {
  readonly id: string;
  readonly number: string;
  readonly area: string;
  readonly hukouArea: string | null;
  readonly head: string;
  readonly address: string | null;
  readonly urban: boolean;
  readonly registeredOn: string;
  readonly registered: boolean;
  readonly members: readonly PersonEntry[];
  readonly supporters: readonly PersonEntry[];
  readonly incomes: readonly (Omit<IncomeRecorded, 'household'> & Stated)[];
  readonly properties: readonly (Omit<PropertyRecorded, 'household'> & Stated)[];
  readonly dwellings: readonly (Omit<DwellingRecorded, 'household'> & Stated)[];
  readonly authorisations: readonly (AuthorisationSigned & { readonly ended: AuthorisationEnded | null })[];
  readonly enrolments: readonly EnrolmentEntry[];
  /** Programmes with a running enrolment, for lists and filters. */
  readonly programmes: readonly string[];
  /** Filter of the list: only registered households are shown. */
  readonly people: Readonly<Record<string, Omit<PersonEntry, 'relation'>>>;
  readonly version: number;
}


const empty = (id: string): HouseholdRow => ({
  id, number: '', area: '', hukouArea: null, head: '', address: null, urban: false, registeredOn: '', registered: false, members: [], supporters: [], incomes: [], properties: [], dwellings: [],
  authorisations: [], enrolments: [], programmes: [], people: {}, version: 0,
});

/** Short number for people: H-, county, first digits of the id. */
export const householdNumber = (id: string, area: string): string => `H-${area.replaceAll(/\D/g, '').slice(0, 6)}-${id.slice(0, 8).toUpperCase()}`;

/** A statement replaces the former one of its origin, unless that is true from a later day: then this one corrects the past only. */
const newest = <T extends Stated & { readonly origin: string }>(list: readonly T[], entry: T): readonly T[] =>
  (list.some((e) => e.origin === entry.origin && e.effectiveOn > entry.effectiveOn) ? list : [...list.filter((e) => e.origin !== entry.origin), entry]);
const without = <T extends { household: string }>({ household: _, ...rest }: T): Omit<T, 'household'> => rest;

function placed(row: HouseholdRow, list: 'members' | 'supporters', person: string, relation: string): HouseholdRow {
  const known = row.people[person];
  if (!known) return row;
  return { ...row, [list]: [...row[list].filter((p) => p.id !== person), { ...known, relation }] };
}

function enrolled(row: HouseholdRow, entry: EnrolmentEntry): HouseholdRow {
  const enrolments = [...row.enrolments.filter((e) => e.enrolment !== entry.enrolment), entry];
  return { ...row, enrolments, programmes: [...new Set(enrolments.filter((e) => e.status === 'enrolled').map((e) => e.programme))] };
}

/** Members and supporters alike, and whoever joins again later. */
function died(row: HouseholdRow, { person, on }: PersonDied): HouseholdRow {
  const told = <P extends { readonly id: string }>(entry: P): P => (entry.id === person ? { ...entry, died: on } : entry);
  const known = row.people[person];
  return { ...row, members: row.members.map(told), supporters: row.supporters.map(told), people: known ? { ...row.people, [person]: told(known) } : row.people };
}

type HouseholdEvents =
  | { type: 'PersonRegistered'; data: PersonRegistered } | { type: 'PersonDied'; data: PersonDied } | { type: 'HouseholdRegistered'; data: HouseholdRegistered }
  | { type: 'MemberJoined'; data: MemberJoined } | { type: 'SupporterNamed'; data: SupporterNamed } | { type: 'IncomeRecorded'; data: IncomeRecorded }
  | { type: 'PropertyRecorded'; data: PropertyRecorded } | { type: 'DwellingRecorded'; data: DwellingRecorded } | { type: 'AuthorisationSigned'; data: AuthorisationSigned }
  | { type: 'AuthorisationEnded'; data: AuthorisationEnded } | { type: 'EnrolmentRecorded'; data: EnrolmentRecorded } | { type: 'EnrolmentEnded'; data: EnrolmentEnded };

export const householdRows = rows<HouseholdRow, HouseholdEvents>({
  name: 'household', version: 3,
  keys: (event) => event.metadata.household,
  indexed: ['programmes'],
  on: {
    PersonRegistered: (row, { data }, id) => {
      const { person, name, idNumber, phone, birthDate, sex, disability, workCapacity, student } = data;
      const before = row ?? empty(id);
      return { ...before, people: { ...before.people, [person]: { id: person, name, idNumber, phone, birthDate, sex, disability, workCapacity, student, died: null } } };
    },
    HouseholdRegistered: (row, { data, version }, id) => ({
      ...(row ?? empty(id)), number: householdNumber(id, data.area), area: data.area, hukouArea: data.hukouArea, head: data.head, address: data.address, urban: data.urban,
      registeredOn: data.registeredOn, registered: true, version,
    }),
    MemberJoined: (row, { data, version }) => row && { ...placed(row, 'members', data.person, data.relation), version },
    SupporterNamed: (row, { data, version }) => row && { ...placed(row, 'supporters', data.person, data.relation), version },
    PersonDied: (row, { data }) => row && died(row, data),
    IncomeRecorded: (row, { data, recordedAt, effectiveOn, version }) => row && { ...row, incomes: newest(row.incomes, { ...without(data), recordedAt, effectiveOn }), version },
    PropertyRecorded: (row, { data, recordedAt, effectiveOn, version }) => row && { ...row, properties: newest(row.properties, { ...without(data), recordedAt, effectiveOn }), version },
    DwellingRecorded: (row, { data, recordedAt, effectiveOn, version }) => row && { ...row, dwellings: newest(row.dwellings, { ...without(data), recordedAt, effectiveOn }), version },
    AuthorisationSigned: (row, { data }) => row && { ...row, authorisations: [...row.authorisations, { ...data, ended: null }] },
    AuthorisationEnded: (row, { data }) => row && { ...row, authorisations: row.authorisations.map((a) => (a.authorisation === data.authorisation ? { ...a, ended: data } : a)) },
    EnrolmentRecorded: (row, { data }) => row && enrolled(row, { enrolment: data.enrolment, programme: data.programme, person: data.person, status: data.status, from: data.from, until: null, money: data.money }),
    EnrolmentEnded: (row, { data }) => {
      const before = row?.enrolments.find((e) => e.enrolment === data.enrolment);
      return row && before ? enrolled(row, { ...before, status: 'ended', until: data.on }) : row;
    },
  },
});

