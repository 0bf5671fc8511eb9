import type { EnrolmentEnded, EnrolmentRecorded } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';

export type EnrolmentEvent =
  | { readonly type: 'EnrolmentRecorded'; readonly data: EnrolmentRecorded; readonly effectiveOn?: string }
  | { readonly type: 'EnrolmentEnded'; readonly data: EnrolmentEnded; readonly effectiveOn?: string };

export type EnrolmentCommand =
  | { readonly type: 'RecordEnrolment'; readonly data: EnrolmentRecorded }
  | { readonly type: 'EndEnrolment'; readonly reason: string; readonly on: string };

export interface EnrolmentState { readonly current: EnrolmentRecorded | null; readonly ended: boolean }

/** One programme's enrolment of a household or a person, from the proposal to its end. */
export const enrolmentDecider: Decider<EnrolmentCommand, EnrolmentEvent, EnrolmentState> = {
  stream: 'enrolment', initial: { current: null, ended: false },
  evolve: (state, event) => (event.type === 'EnrolmentRecorded' ? { current: event.data, ended: false } : { ...state, ended: true }),
  decide(command, state) {
    if (command.type === 'RecordEnrolment') {
      const { status } = command.data;
      if (state.current?.status === status && !state.ended) return [];
      if (state.current && status === 'proposed') return []; // an answer is not taken back by its question
      return [{ type: 'EnrolmentRecorded', data: command.data, effectiveOn: command.data.from }];
    }
    if (!state.current) throw new Rejection('not-found', 'There is no such enrolment.', { status: 404 });
    if (state.ended) return [];
    const { household, enrolment, programme, person } = state.current;
    return [{ type: 'EnrolmentEnded', data: { household, enrolment, programme, person, reason: command.reason, on: command.on }, effectiveOn: command.on }];
  },
};
