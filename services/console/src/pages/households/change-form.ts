import type { HouseholdShown } from '../../api/registry.ts';

/** What each form of a change is given. */
export interface ChangeFormProps { readonly household: HouseholdShown; readonly onClose: () => void; readonly onDone: () => void }
