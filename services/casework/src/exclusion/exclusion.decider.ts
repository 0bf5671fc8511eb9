import type { Id } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';

/** Who holds what only one may hold: a person's place in a group of programmes, a household's open application. */
export interface Holder { readonly application: Id; readonly programme: string }

export type ExclusionEvent =
  | { readonly type: 'ExclusionTaken'; readonly data: { readonly subject: Id; readonly group: string; readonly holder: Holder } }
  | { readonly type: 'ExclusionReleased'; readonly data: { readonly subject: Id; readonly group: string; readonly holder: Holder } };

export type ExclusionCommand = { readonly subject: Id; readonly group: string; readonly holder: Holder } & (
  /** `taken`: what to answer when another holds it. */
  | { readonly type: 'Take'; readonly taken: (holder: Holder) => Rejection }
  | { readonly type: 'Release' });

export interface ExclusionState { readonly holder: Holder | null }

function decide(command: ExclusionCommand, { holder: present }: ExclusionState): readonly ExclusionEvent[] {
  const { subject, group, holder } = command;
  const ours = present?.application === holder.application;
  if (command.type === 'Release') return ours ? [{ type: 'ExclusionReleased', data: { subject, group, holder } }] : [];
  if (ours) return [];
  if (present) throw command.taken(present);
  return [{ type: 'ExclusionTaken', data: { subject, group, holder } }];
}

/** One stream for each subject and group: two decisions at the same moment meet in its expected version, and one of them loses. */
export const exclusionDecider: Decider<ExclusionCommand, ExclusionEvent, ExclusionState> = {
  stream: 'exclusion',
  initial: { holder: null },
  decide,
  evolve: (_state, event) => ({ holder: event.type === 'ExclusionTaken' ? event.data.holder : null }),
};
