import { type Decider, Rejection } from '@hearth/event-sourcing';
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

const neverRebuilt: RebuildState = { rebuild: null, state: 'none', by: null, startedAt: null, endedAt: null, error: null };

function evolve(state: RebuildState, event: RebuildEvent): RebuildState {
  switch (event.type) {
    case 'RebuildStarted': return { rebuild: event.data.rebuild, state: 'running', by: event.data.by, startedAt: event.data.at, endedAt: null, error: null };
    case 'RebuildFinished': return { ...state, state: 'finished', endedAt: event.data.at };
    case 'RebuildCancelled': return { ...state, state: 'cancelled', endedAt: event.data.at };
    case 'RebuildGivenUp': return { ...state, state: 'given-up', endedAt: event.data.at, error: event.data.error };
  }
}

export type RebuildCommand =
  | { readonly type: 'StartRebuild'; readonly rebuild: string; readonly projection: string; readonly version: number; readonly by: string; readonly at: Instant }
  | { readonly type: 'FinishRebuild'; readonly projection: string; readonly position: number; readonly at: Instant }
  | { readonly type: 'CancelRebuild'; readonly projection: string; readonly by: string; readonly at: Instant }
  | { readonly type: 'GiveUpRebuild'; readonly projection: string; readonly error: RebuildError; readonly at: Instant };

/** Whether one is under way is decided by the tables beside, in the same transaction; here it is kept who began it and how it ended. */
export const rebuildDecider: Decider<RebuildCommand, RebuildEvent, RebuildState> = {
  stream: 'rebuild', initial: neverRebuilt, evolve,
  decide(command, state) {
    if (command.type === 'StartRebuild') {
      const { type: _, ...data } = command;
      return [{ type: 'RebuildStarted', data }];
    }
    const { rebuild } = state;
    if (rebuild === null || state.state !== 'running') throw new Rejection('no-rebuild', 'This projection is not being rebuilt.');
    const { projection, at } = command;
    switch (command.type) {
      case 'FinishRebuild': return [{ type: 'RebuildFinished', data: { rebuild, projection, position: command.position, at } }];
      case 'CancelRebuild': return [{ type: 'RebuildCancelled', data: { rebuild, projection, by: command.by, at } }];
      case 'GiveUpRebuild': return [{ type: 'RebuildGivenUp', data: { rebuild, projection, error: command.error, at } }];
    }
  },
};
