import type { PersonDied, PersonRegistered } from '@hearth/contracts';
import { rows } from '@hearth/event-store';

export interface PersonRow extends PersonRegistered {
  readonly died: string | null;
  readonly address: null;
  /** Who looked at which field, why and when. */
  readonly looked: readonly { readonly field: string; readonly purpose: string; readonly by: string; readonly role: string; readonly at: string }[];
}

type PersonEvents =
  | { type: 'PersonRegistered'; data: PersonRegistered } | { type: 'PersonDied'; data: PersonDied }
  | { type: 'PersonalDataRevealed'; data: { person: string; field: string; purpose: string; by: string; role: string; at: string } };

export const personRows = rows<PersonRow, PersonEvents>({
  name: 'person', version: 1,
  keys: (event) => event.data.person,
  on: {
    PersonRegistered: (_, { data }) => ({ ...data, died: null, address: null, looked: [] }),
    PersonDied: (row, { data }) => row && { ...row, died: data.on },
    PersonalDataRevealed: (row, { data: { person: _, ...look } }) => row && { ...row, looked: [...row.looked, look] },
  },
});
