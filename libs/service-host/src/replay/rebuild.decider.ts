import { type Decider, Rejection } from '@hearth/event-sourcing';
import type { Instant } from '@hearth/kernel';
import { evolve, neverRebuilt, type RebuildError, type RebuildEvent, type RebuildState } from './rebuild.ts';

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
