import type { PersonDied, PersonRegistered } from '@hearth/contracts';
import { rows } from '@hearth/event-store';
import type { Erased, Proposal } from '../person/person.ts';

export interface PersonRow extends PersonRegistered {
  readonly died: string | null;
  readonly address: null;
  /** An erasure that waits for a second officer, and one that was done. */
  readonly proposal: Proposal | null;
  readonly erased: Erased | null;
  /** Who looked at which field, why and when. */
  readonly looked: readonly { readonly field: string; readonly purpose: string; readonly by: string; readonly role: string; readonly at: string }[];
}

type PersonEvents =
  | { type: 'PersonRegistered'; data: PersonRegistered } | { type: 'PersonDied'; data: PersonDied }
  | { type: 'ErasureProposed'; data: { person: string } & Proposal } | { type: 'ErasureWithdrawn'; data: { person: string } } | { type: 'PersonErased'; data: { person: string } & Erased }
  | { type: 'PersonalDataRevealed'; data: { person: string; field: string; purpose: string; by: string; role: string; at: string } };

export const personRows = rows<PersonRow, PersonEvents>({
  name: 'person', version: 2,
  keys: (event) => event.data.person,
  on: {
    PersonRegistered: (_, { data }) => ({ ...data, died: null, address: null, proposal: null, erased: null, looked: [] }),
    PersonDied: (row, { data }) => row && { ...row, died: data.on },
    ErasureProposed: (row, { data: { reason, by, at } }) => row && { ...row, proposal: { reason, by, at } },
    ErasureWithdrawn: (row) => row && { ...row, proposal: null },
    PersonErased: (row, { data: { on, at, proposedBy, approvedBy } }) => row && { ...row, proposal: null, erased: { on, at, proposedBy, approvedBy } },
    PersonalDataRevealed: (row, { data: { person: _, ...look } }) => row && { ...row, looked: [...row.looked, look] },
  },
});
