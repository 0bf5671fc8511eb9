import { describe, expect, it } from '@jest/globals';
import type { AuthorisationSigned } from '@hearth/contracts';
import { check } from '@hearth/event-sourcing';
import { AUTHORISATION, CHILD, HEAD, HOUSEHOLD, STRANGER, TODAY, WIFE } from '../testing/family.ts';
import { type AuthorisationCommand, authorisationDecider, type AuthorisationEvent } from './authorisation.decider.ts';

const authorisation = check(authorisationDecider);
const data = (over: Partial<AuthorisationSigned> = {}): AuthorisationSigned => ({ household: HOUSEHOLD, authorisation: AUTHORISATION, programme: 'dibao', agent: HEAD, signers: [HEAD, WIFE], sources: ['bank', 'tax'], on: '2026-11-20', ...over });
const sign = (over: Partial<AuthorisationSigned> = {}): AuthorisationCommand => ({ type: 'SignAuthorisation', data: data(over), today: TODAY, ages: { [HEAD]: 52, [WIFE]: 49, [CHILD]: 17 } });
const end = (reason: 'withdrawn' | 'refusal-final' = 'withdrawn'): AuthorisationCommand => ({ type: 'EndAuthorisation', reason, on: TODAY });
const signed: readonly AuthorisationEvent[] = [{ type: 'AuthorisationSigned', data: data(), effectiveOn: '2026-11-20' }];
const ended: AuthorisationEvent = { type: 'AuthorisationEnded', data: { household: HOUSEHOLD, authorisation: AUTHORISATION, reason: 'withdrawn', on: TODAY }, effectiveOn: TODAY };

describe('leave to ask departments', () => {
  it('holds from the day it is signed', () => { authorisation.given([]).when(sign()).then(signed); });
  it('is signed once, ended or not', () => {
    authorisation.given(signed).when(sign()).rejected('already-signed');
    authorisation.given([...signed, ended]).when(sign()).rejected('already-signed');
  });

  it.each<[string, Partial<AuthorisationSigned>, string, string]>([
    ['tomorrow', { on: '2026-11-23' }, 'on', 'future'], ['through a stranger', { agent: STRANGER }, 'signers', 'not-a-member'], ['by a stranger', { signers: [HEAD, STRANGER] }, 'signers', 'not-a-member'],
    ['through a child', { agent: CHILD }, 'agent', 'adult'], ['by one person twice', { signers: [HEAD, HEAD] }, 'signers', 'twice'],
  ])('is not given %s', (_, over, field, code) => {
    const { status, errors } = authorisation.given([]).when(sign(over)).rejected('invalid');
    expect([status, errors?.map((error) => [error.field, error.code])]).toEqual([422, [[field, code]]]);
  });

  it('may be given through who is 18 on that day', () => {
    authorisation.given([]).when({ ...sign({ agent: CHILD, signers: [CHILD] }), ages: { [CHILD]: 18 } } as AuthorisationCommand).then([{ type: 'AuthorisationSigned', data: data({ agent: CHILD, signers: [CHILD] }), effectiveOn: '2026-11-20' }]);
  });

  it('ends once, for the first reason', () => {
    authorisation.given(signed).when(end()).then([ended]);
    authorisation.given([...signed, ended]).when(end('refusal-final')).then([]);
  });

  it('cannot end before it is given', () => { expect(authorisation.given([]).when(end()).rejected('not-found').status).toBe(404); });
});
