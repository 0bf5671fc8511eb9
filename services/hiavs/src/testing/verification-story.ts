import type { Money, Source, VerificationRequested } from '@hearth/contracts';
import { fold } from '@hearth/event-sourcing';
import type { DeclaredFigure, HeldItem } from '../verification/assembling.ts';
import { inquiriesFor, itemsFor } from '../verification/staging.ts';
import type { GivenAnswer, LateAnswer, OpenVerification, Permission, RecordResults, VerificationCommand } from '../verification/verification.commands.ts';
import { verificationDecider } from '../verification/verification.decider.ts';
import type { VerificationEvent, VerificationState } from '../verification/verification.ts';

/** The words that the stories about one verification share. */

export const HEAD = '0f0e7a10-0000-4000-8000-000000000001';
export const SON = '0f0e7a10-0000-4000-8000-000000000002';
export const AUTHORISATION = '0f0e7a10-0000-4000-8000-00000000000a';
export const VERIFICATION = '0f0e7a10-0000-4000-8000-00000000000b';
export const [AT, LATER] = ['2026-11-22T02:00:00.000Z', '2026-11-22T02:00:09.000Z'];
export const ALL: readonly Source[] = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'];

export const yuan = (amount: number): Money => ({ minor: amount * 100, currency: 'CNY' });
export const deposits = (amount: number): HeldItem => ({ kind: 'deposits', value: yuan(amount), count: 1, detail: null });
export const declared = (person: string, kind: DeclaredFigure['kind'], value: Money | null, count: number | null = null): DeclaredFigure => ({ person, kind, value, count });

export const inquiryOf = (person: string, source: Source): string => inquiriesFor(VERIFICATION, [person], [source])[0]?.inquiry ?? '';
export const itemOf = (person: string, kind: string): string => itemsFor(VERIFICATION, [person]).find((item) => item.kind === kind)?.item ?? '';

export const signedBy = (people: readonly string[], sources: readonly Source[] = ALL): Permission => ({ authorisation: AUTHORISATION, people, sources });

export function opening(people: readonly string[] = [HEAD], sources: readonly Source[] = ['bank', 'tax'], permission: Permission | null = signedBy(people)): OpenVerification {
  const request: VerificationRequested = {
    household: '0f0e7a10-0000-4000-8000-00000000000c', application: '0f0e7a10-0000-4000-8000-00000000000d', verification: VERIFICATION, programme: 'dibao', authorisation: AUTHORISATION, people: [...people], sources: [...sources], purpose: 'dibao: application 1', at: AT,
  };
  return { type: 'OpenVerification', request, permission, inquiries: inquiriesFor(VERIFICATION, people, sources), items: itemsFor(VERIFICATION, people), at: AT };
}

export const answer = (person: string, source: Source, ...items: HeldItem[]): GivenAnswer => ({ inquiry: inquiryOf(person, source), askedAt: AT, answeredAt: LATER, attempts: 1, receipt: 'R1', items });
export const late = (person: string, source: Source, fault = 'failed'): LateAnswer => ({ inquiry: inquiryOf(person, source), askedAt: AT, attempts: 3, fault, nextTryAt: LATER });
export const results = (answers: readonly GivenAnswer[], lateOnes: readonly LateAnswer[] = [], figures: readonly DeclaredFigure[] = []): RecordResults =>
  ({ type: 'RecordResults', answers, late: lateOnes, comparison: { declared: figures, tolerance: 0 }, at: LATER });

/** All that the commands lead to, one after the other. */
export function history(...commands: readonly VerificationCommand[]): VerificationEvent[] {
  return commands.reduce<VerificationEvent[]>((events, command) => [...events, ...verificationDecider.decide(command, fold(verificationDecider, events))], []);
}

export const stateAfter = (events: readonly VerificationEvent[]): VerificationState => fold(verificationDecider, events);
