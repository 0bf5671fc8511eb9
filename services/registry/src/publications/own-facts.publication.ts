import type { Publication } from '@hearth/messaging';

/** The registry's domain events have the shape of their contracts: what it records is what others may know. */
const PUBLISHED = [
  'PersonRegistered', 'PersonDied', 'HouseholdRegistered', 'MemberJoined', 'SupporterNamed', 'IncomeRecorded', 'PropertyRecorded', 'DwellingRecorded',
  'AuthorisationSigned', 'AuthorisationEnded', 'EnrolmentRecorded', 'EnrolmentEnded',
] as const;

export const publications: readonly Publication[] = PUBLISHED.map((type) => ({
  on: type,
  publish: (event) => ({ type: `hearth.registry.${type}`, version: event.schemaVersion, data: event.data }),
}));
