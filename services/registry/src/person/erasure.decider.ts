import { Rejection } from '@hearth/event-sourcing';
import type { PersonEvent, PersonState } from './person.ts';

interface Given { readonly person: string; readonly by: string; readonly at: string; readonly today: string }

export type ErasureCommand =
  | ({ readonly type: 'ProposeErasure'; readonly reason: string } & Given)
  | ({ readonly type: 'WithdrawErasure' } & Given)
  | ({ readonly type: 'ApproveErasure' } & Given)
  /** An erasure that stands in the key folder, to a log that was restored from before it. */
  | { readonly type: 'RepeatErasure'; readonly person: string; readonly on: string; readonly at: string; readonly proposedBy: string; readonly approvedBy: string };

const TYPES: readonly string[] = ['ProposeErasure', 'WithdrawErasure', 'ApproveErasure', 'RepeatErasure'] satisfies readonly ErasureCommand['type'][];
export const isErasure = (command: { readonly type: string }): command is ErasureCommand => TYPES.includes(command.type);

/** Erasing a person takes two officers, in any order but the same one twice. */
export function decideErasure(command: ErasureCommand, state: PersonState): readonly PersonEvent[] {
  if (command.type === 'RepeatErasure') return state.registered && !state.erased ? [erased(command, state)] : [];
  if (!state.registered) throw new Rejection('not-found', 'There is no such person.', { status: 404 });
  if (state.erased) throw new Rejection('person-erased', 'This person has been erased already.');
  const { person, by, at } = command;
  if (command.type === 'ProposeErasure') {
    if (state.proposal) throw new Rejection('erasure-proposed', 'The erasure is proposed already; another officer has to agree.');
    return [{ type: 'ErasureProposed', data: { person, reason: command.reason, by, at } }];
  }
  if (!state.proposal) throw new Rejection('erasure-not-proposed', 'Nobody has proposed to erase this person.');
  if (command.type === 'WithdrawErasure') return [{ type: 'ErasureWithdrawn', data: { person, by, at } }];
  if (state.proposal.by === by) throw new Rejection('same-person', 'Another officer than the one who proposed it has to agree.');
  return [erased({ person, on: command.today, at, proposedBy: state.proposal.by, approvedBy: by }, state)];
}

function erased({ person, on, at, proposedBy, approvedBy }: Omit<Extract<ErasureCommand, { type: 'RepeatErasure' }>, 'type'>, { household }: PersonState): PersonEvent {
  return { type: 'PersonErased', data: { household, person, on, at, proposedBy, approvedBy } };
}
