import { type Decider, Rejection } from '@hearth/event-sourcing';
import { evolveScoring, NO_SCORING, type ScoringEvent, type ScoringOrder, type ScoringResult, type ScoringState } from './scoring.ts';

export type ScoringCommand =
  | { readonly type: 'RequestScoring'; readonly order: ScoringOrder }
  | { readonly type: 'FinishScoring'; readonly result: ScoringResult }
  | { readonly type: 'FailScoring'; readonly reason: string }
  | { readonly type: 'CancelScoring'; readonly by: string };

/** One scoring of all households by one formula: asked for, done once, or failed, or given up. */
export const scoringDecider: Decider<ScoringCommand, ScoringEvent, ScoringState> = {
  stream: 'scoring', initial: NO_SCORING, evolve: evolveScoring,
  decide(command, { status }) {
    if (command.type === 'RequestScoring') return status === 'none' ? [{ type: 'ScoringRequested', data: command.order }] : [];
    if (status === 'none') throw new Rejection('not-found', 'There is no such scoring.', { status: 404 });
    if (command.type === 'CancelScoring') {
      if (status !== 'running') throw new Rejection('scoring-over', `The scoring is over; it is ${status}.`, { params: { status } });
      return [{ type: 'ScoringCancelled', data: { by: command.by } }];
    }
    // Whoever comes to the end later than another, or than the one who gave it up, finds it over.
    if (status !== 'running') return [];
    return [command.type === 'FinishScoring' ? { type: 'ScoringFinished', data: command.result } : { type: 'ScoringFailed', data: { reason: command.reason } }];
  },
};
