import type { Instant } from '@hearth/kernel';

interface Of { readonly rebuild: string; readonly projection: string }
export interface RebuildError { readonly code: string; readonly message: string }

/** What happened to the rebuilds of one projection: facts of the service, with who and when. */
export type RebuildEvent =
  | { readonly type: 'RebuildStarted'; readonly data: Of & { readonly version: number; readonly by: string; readonly at: Instant } }
  | { readonly type: 'RebuildFinished'; readonly data: Of & { readonly position: number; readonly at: Instant } }
  | { readonly type: 'RebuildCancelled'; readonly data: Of & { readonly by: string; readonly at: Instant } }
  | { readonly type: 'RebuildGivenUp'; readonly data: Of & { readonly error: RebuildError; readonly at: Instant } };

/** The last rebuild of a projection. */
export interface RebuildState {
  readonly rebuild: string | null;
  readonly state: 'none' | 'running' | 'finished' | 'cancelled' | 'given-up';
  readonly by: string | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly error: RebuildError | null;
}

export const neverRebuilt: RebuildState = { rebuild: null, state: 'none', by: null, startedAt: null, endedAt: null, error: null };

export function evolve(state: RebuildState, event: RebuildEvent): RebuildState {
  switch (event.type) {
    case 'RebuildStarted': return { rebuild: event.data.rebuild, state: 'running', by: event.data.by, startedAt: event.data.at, endedAt: null, error: null };
    case 'RebuildFinished': return { ...state, state: 'finished', endedAt: event.data.at };
    case 'RebuildCancelled': return { ...state, state: 'cancelled', endedAt: event.data.at };
    case 'RebuildGivenUp': return { ...state, state: 'given-up', endedAt: event.data.at, error: event.data.error };
  }
}
