import type { AuthorisationEnded, AuthorisationSigned } from '@hearth/contracts';
import { type Decider, Rejection } from '@hearth/event-sourcing';

export type AuthorisationEvent =
  | { readonly type: 'AuthorisationSigned'; readonly data: AuthorisationSigned; readonly effectiveOn?: string }
  | { readonly type: 'AuthorisationEnded'; readonly data: AuthorisationEnded; readonly effectiveOn?: string };

export type AuthorisationCommand =
  | { readonly type: 'SignAuthorisation'; readonly data: AuthorisationSigned; readonly today: string; /** Persons of the household and its supporters, with age on the day of signing. */ readonly ages: Readonly<Record<string, number>> }
  | { readonly type: 'EndAuthorisation'; readonly reason: AuthorisationEnded['reason']; readonly on: string };

export interface AuthorisationState { readonly signed: AuthorisationSigned | null; readonly ended: boolean }

/** The family's signed leave to ask departments about it: valid from signature until it is ended (verification-hiavs: Authorisation). */
export const authorisationDecider: Decider<AuthorisationCommand, AuthorisationEvent, AuthorisationState> = {
  stream: 'authorisation', initial: { signed: null, ended: false },
  evolve: (state, event) => (event.type === 'AuthorisationSigned' ? { signed: event.data, ended: false } : { ...state, ended: true }),
  decide(command, state) {
    if (command.type === 'SignAuthorisation') return sign(command, state);
    if (!state.signed) throw new Rejection('not-found', 'There is no such authorisation.', { status: 404 });
    if (state.ended) return [];
    const { household, authorisation } = state.signed;
    return [{ type: 'AuthorisationEnded', data: { household, authorisation, reason: command.reason, on: command.on }, effectiveOn: command.on }];
  },
};

const ADULT = 18;

function sign({ data, today, ages }: Extract<AuthorisationCommand, { type: 'SignAuthorisation' }>, state: AuthorisationState): AuthorisationEvent[] {
  if (state.signed) throw new Rejection('already-signed', 'This authorisation is signed already.');
  if (data.on > today) throw refused('on', 'future', 'lies in the future');
  for (const person of [data.agent, ...data.signers]) if (!(person in ages)) throw refused('signers', 'not-a-member', 'names nobody of this household');
  if ((ages[data.agent] ?? 0) < ADULT) throw refused('agent', 'adult', 'the agent must be an adult');
  if (new Set(data.signers).size !== data.signers.length) throw refused('signers', 'twice', 'a person signs twice');
  return [{ type: 'AuthorisationSigned', data, effectiveOn: data.on }];
}

const refused = (field: string, code: string, detail: string): Rejection => new Rejection('invalid', `${field}: ${detail}.`, { status: 422, errors: [{ field, code, detail }] });
