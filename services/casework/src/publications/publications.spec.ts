import { eventTypes, validateEvent } from '@hearth/contracts';
import type { RecordedEvent } from '@hearth/event-sourcing';
import { publishableCheck } from '@hearth/messaging';
import { describe, expect, it } from '@jest/globals';
import { APPLICATION, DAY, facts, FATHER, HOUSEHOLD, id, MONEY, REVIEWER, stamp, until } from '../testing/case.ts';
import type { ApplicationEvent } from '../application/application.events.ts';
import { publications } from './index.ts';

const SEALED = 'eyJhbGciOiJkaXIifQ..aaaa.bbbb.cccc';
const own: readonly ApplicationEvent[] = [
  ...until.told, facts.returned(), facts.objection('town'), facts.spotChecked(), facts.refused(), facts.reconsideration(),
  { type: 'ReviewRequested', data: { on: DAY, ...stamp() } },
  { type: 'ReconsiderationDecided', data: { reconsideration: id('af'), result: 'upheld', reason: 'stands', on: DAY, ...stamp() } },
  { type: 'CareAssessed', data: { person: FATHER, items: { eat: true, dress: true, bed: true, toilet: true, walk: false, bathe: false }, failed: 2, grade: 'partly-lost', on: DAY, ...stamp() } },
  { type: 'PaymentOrdered', data: { order: id('e1'), approval: id('f1'), programme: 'dibao', of: 'household', beneficiary: HOUSEHOLD, payee: FATHER, payeeName: SEALED, account: SEALED, money: MONEY, from: '2026-12', until: null, list: id('e0'), ...stamp() } },
  { type: 'BenefitChanged', data: { approval: id('f1'), order: null, money: MONEY, shares: [], orders: [], from: '2026-12', reason: 'care-grade', ...stamp() } },
  { type: 'BenefitSuspended', data: { approval: id('f1'), from: '2026-12', reason: 'moved', ...stamp() } },
  { type: 'BenefitEnded', data: { approval: id('f1'), from: '2026-12', reason: 'moved', ...stamp() } },
];
const others = [
  { type: 'SpotCheckDrawn', data: { draw: id('ae'), area: '341524', programme: 'dibao', from: DAY, to: DAY, share: 0.3, frame: [APPLICATION], always: [], frameHash: 'a'.repeat(64), seed: 's', hashes: { [APPLICATION]: 'b'.repeat(64) }, drawn: [APPLICATION], ...stamp(REVIEWER) } },
  { type: 'ReferralProposed', data: { referral: id('bb'), household: HOUSEHOLD, person: FATHER, programme: 'education-assistance', need: 'school-boarding', on: DAY, by: 'town1' } },
  { type: 'ReferralAnswered', data: { referral: id('bb'), household: HOUSEHOLD, person: FATHER, programme: 'education-assistance', need: 'school-boarding', on: DAY, by: 'town1', answer: 'enrolled', from: DAY, answeredOn: DAY } },
];
const recorded = (event: { readonly type: string; readonly data: object }, stream = `application-${APPLICATION}`): RecordedEvent => ({
  id: id('ee'), stream, version: 1, position: 1, schemaVersion: 1, effectiveOn: DAY, recordedAt: stamp().at, ...event,
  metadata: { actor: { sub: 'town1', role: 'town', area: '*' }, household: HOUSEHOLD, area: '341524100001', key: HOUSEHOLD, causationId: null, correlationId: id('ee'), traceparent: null, basis: [] },
});
const said = [...own, ...others].map((event) => recorded(event)).flatMap((event) => publications.find((p) => p.on === event.type)?.publish(event) ?? []);

describe('what casework says to others', () => {
  it('is every event of its language, each as its contract has it', () => {
    expect([...new Set(said.map((s) => s.type))].toSorted()).toEqual(eventTypes.filter((type) => type.startsWith('hearth.casework.')).toSorted());
    expect(said.flatMap((s) => validateEvent(s.type, s.version, s.data))).toEqual([]);
  });
  it('passes the check before the append', () => {
    expect(() => { publishableCheck(publications, validateEvent)(own, { household: HOUSEHOLD, area: '341524100001' }); }).not.toThrow();
  });
  it('names the application of its stream', () => {
    expect(said.find((s) => s.type === 'hearth.casework.MeetingHeld')?.data).toMatchObject({ household: HOUSEHOLD, application: APPLICATION });
  });
  it('keeps to itself what others need not know', () => {
    const text = JSON.stringify(said);
    for (const word of ['accounts', 'items', 'hashes', 'procedure', 'adults']) expect(text).not.toContain(`"${word}"`);
    for (const silent of ['DocumentsSupplied', 'VerificationNoted', 'AssessmentNoted', 'SpotCheckAssigned', 'CaseFlagged', 'DeathNoted', 'PayrollIncluded', 'FrameClosed', 'ExclusionTaken']) {
      expect(publications.some((p) => p.on === silent)).toBe(false);
    }
  });
  it('publishes numbers of members and minors, no names', () => {
    expect(said.find((s) => s.type === 'hearth.casework.PublicationPosted')?.data).toEqual({ household: HOUSEHOLD, application: APPLICATION, stage: 'town', postedOn: DAY, until: '2026-11-30', members: 4, minors: 2, money: MONEY });
  });
});
