import type { PersonErased } from '@hearth/contracts';
import type { Publication } from '@hearth/messaging';

/** Who proposed it and who agreed stays here. */
const personErased: Publication = {
  on: 'PersonErased',
  publish: ({ schemaVersion, data }) => {
    const { household, person, on } = data as PersonErased;
    return { type: 'hearth.registry.PersonErased', version: schemaVersion, data: { household, person, on } };
  },
};

/** The registry's domain events have the shape of their contracts: what it records is what others may know. */
const PUBLISHED = [
  'PersonRegistered', 'PersonDied', 'HouseholdRegistered', 'MemberJoined', 'SupporterNamed', 'IncomeRecorded', 'PropertyRecorded', 'DwellingRecorded',
  'AuthorisationSigned', 'AuthorisationEnded', 'EnrolmentRecorded', 'EnrolmentEnded',
] as const;

export const publications: readonly Publication[] = [personErased, ...PUBLISHED.map((type): Publication => ({
  on: type,
  publish: (event) => ({ type: `hearth.registry.${type}`, version: event.schemaVersion, data: event.data }),
}))];
