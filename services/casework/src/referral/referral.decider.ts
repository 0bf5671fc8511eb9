import type { Code, Day, Id, Programme } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';

/** A programme outside this platform, proposed to a person, and what it answered. */
export interface Referral {
  readonly referral: Id;
  readonly household: Id;
  readonly person: Id;
  readonly programme: Programme;
  readonly need: Code;
  readonly on: Day;
}

export interface ReferralReply { readonly answer: 'enrolled' | 'declined'; readonly from: Day | null; readonly answeredOn: Day }

export type ReferralEvent =
  | { readonly type: 'ReferralProposed'; readonly data: Referral & { readonly by: string } }
  | { readonly type: 'ReferralAnswered'; readonly data: Referral & ReferralReply & { readonly by: string }; readonly effectiveOn?: Day };

export type ReferralCommand =
  | { readonly type: 'Propose'; readonly referral: Referral; readonly members: readonly Id[]; readonly by: string }
  | { readonly type: 'Answer'; readonly answer: 'enrolled' | 'declined'; readonly from: Day | null; readonly today: Day; readonly by: string };

export interface ReferralState { readonly referral: Referral | null; readonly answer: ReferralReply | null }

function propose({ referral, members, by }: Extract<ReferralCommand, { type: 'Propose' }>, state: ReferralState): readonly ReferralEvent[] {
  if (state.referral) throw new Rejection('already-proposed', 'This referral has been made already.');
  if (!members.includes(referral.person)) {
    const detail = 'The person is not a member of the household.';
    throw new Rejection('person-not-in-household', detail, { status: 422, errors: [{ field: 'person', code: 'person-not-in-household', detail }] });
  }
  return [{ type: 'ReferralProposed', data: { ...referral, by } }];
}

/** A programme may take a declined person in later; an enrolment stays until the programme ends it. */
function answer(command: Extract<ReferralCommand, { type: 'Answer' }>, { referral, answer: before }: ReferralState): readonly ReferralEvent[] {
  if (!referral) throw new Rejection('not-found', 'There is no such referral.', { status: 404 });
  const { answer: given, by, today } = command;
  const from = given === 'enrolled' ? command.from ?? today : null;
  if (before?.answer === given && before.from === from) return [];
  if (before?.answer === 'enrolled') throw new Rejection('already-enrolled', 'The programme has enrolled the person already.');
  const data = { ...referral, answer: given, from, answeredOn: today, by };
  return [{ type: 'ReferralAnswered', data, ...(from === null ? {} : { effectiveOn: from }) }];
}

export const referralDecider: Decider<ReferralCommand, ReferralEvent, ReferralState> = {
  stream: 'referral',
  initial: { referral: null, answer: null },
  decide: (command, state) => (command.type === 'Propose' ? propose(command, state) : answer(command, state)),
  evolve: (state, event) => {
    if (event.type === 'ReferralProposed') return { referral: event.data, answer: null };
    const { answer: given, from, answeredOn } = event.data;
    return { ...state, answer: { answer: given, from, answeredOn } };
  },
};
