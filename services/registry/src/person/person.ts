import type { PersonDied, PersonErased, PersonRegistered } from '@hearth/contracts';

/** Fields an officer may ask to see in full, with a purpose. */
export const REVEALABLE = ['idNumber', 'phone', 'address', 'name'] as const;
export type Revealable = (typeof REVEALABLE)[number];

export interface Proposal { readonly reason: string; readonly by: string; readonly at: string }
export interface Erased { readonly on: string; readonly at: string; readonly proposedBy: string; readonly approvedBy: string }

export type PersonEvent =
  | { readonly type: 'PersonRegistered'; readonly data: PersonRegistered }
  | { readonly type: 'PersonDied'; readonly data: PersonDied; readonly effectiveOn?: string }
  /** Who looked, at what and why: private to the registry, shown to the person concerned and to auditors. */
  /** An operations officer proposes to erase the person; nothing happens until another agrees. */
  | { readonly type: 'ErasureProposed'; readonly data: { readonly person: string } & Proposal }
  | { readonly type: 'ErasureWithdrawn'; readonly data: { readonly person: string; readonly by: string; readonly at: string } }
  /** Two officers agreed: the key is destroyed, and what was sealed for the person can never be read again. */
  | { readonly type: 'PersonErased'; readonly data: PersonErased & Omit<Erased, 'on'> }
  | { readonly type: 'PersonalDataRevealed'; readonly data: { readonly person: string; readonly field: Revealable; readonly purpose: string; readonly by: string; readonly role: string; readonly at: string } };

export interface PersonState { readonly registered: boolean; readonly household: string | null; readonly birthDate: string; readonly died: string | null; readonly proposal: Proposal | null; readonly erased: boolean }

export const unknownPerson: PersonState = { registered: false, household: null, birthDate: '', died: null, proposal: null, erased: false };

export function evolve(state: PersonState, event: PersonEvent): PersonState {
  switch (event.type) {
    case 'PersonRegistered': return { ...state, registered: true, household: event.data.household, birthDate: event.data.birthDate };
    case 'PersonDied': return { ...state, died: event.data.on };
    case 'ErasureProposed': return { ...state, proposal: event.data };
    case 'ErasureWithdrawn': return { ...state, proposal: null };
    case 'PersonErased': return { ...state, proposal: null, erased: true };
    case 'PersonalDataRevealed': return state;
  }
}
