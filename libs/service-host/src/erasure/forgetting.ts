import type { Tx } from '@hearth/event-store';
import type { KnownFacts } from '@hearth/messaging';

/** In which transaction a service forgets a person, and its own copies of what others said. */
export interface Forgetting { readonly known: KnownFacts; readonly tx: Tx }
