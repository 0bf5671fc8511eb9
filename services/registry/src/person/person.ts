import type { PersonDied, PersonRegistered } from '@hearth/contracts';

/** Fields an officer may ask to see in full, with a purpose. */
export const REVEALABLE = ['idNumber', 'phone', 'address', 'name'] as const;
export type Revealable = (typeof REVEALABLE)[number];

export type PersonEvent =
  | { readonly type: 'PersonRegistered'; readonly data: PersonRegistered }
  | { readonly type: 'PersonDied'; readonly data: PersonDied; readonly effectiveOn?: string }
  /** Who looked, at what and why: private to the registry, shown to the person concerned and to auditors. */
  | { readonly type: 'PersonalDataRevealed'; readonly data: { readonly person: string; readonly field: Revealable; readonly purpose: string; readonly by: string; readonly role: string; readonly at: string } };

export interface PersonState { readonly registered: boolean; readonly household: string | null; readonly birthDate: string; readonly died: string | null }

export const unknownPerson: PersonState = { registered: false, household: null, birthDate: '', died: null };

export function evolve(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case 'PersonRegistered': return { ...state, registered: true, household: event.data.household, birthDate: event.data.birthDate };
    case 'PersonDied': return { ...state, died: event.data.on };
    case 'PersonalDataRevealed': return state;
  }
}
