import { describe, expect, it } from '@jest/globals';
import type { EnrolmentRecorded } from '@hearth/contracts';
import { check } from '@hearth/event-sourcing';
import { APPROVAL, cny, ENROLMENT, HOUSEHOLD, REFERRAL } from '../testing/family.ts';
import { type EnrolmentCommand, enrolmentDecider, type EnrolmentEvent } from './enrolment.decider.ts';

const enrolment = check(enrolmentDecider);
const data = (status: EnrolmentRecorded['status'], over: Partial<EnrolmentRecorded> = {}): EnrolmentRecorded => ({ household: HOUSEHOLD, enrolment: ENROLMENT, programme: 'dibao', person: null, status, from: '2026-12-01', money: cny(66_667), approval: APPROVAL, referral: null, ...over });
const recorded = (status: EnrolmentRecorded['status'], over: Partial<EnrolmentRecorded> = {}): EnrolmentEvent => ({ type: 'EnrolmentRecorded', data: data(status, over), effectiveOn: '2026-12-01' });
const record = (status: EnrolmentRecorded['status'], over: Partial<EnrolmentRecorded> = {}): EnrolmentCommand => ({ type: 'RecordEnrolment', data: data(status, over) });
const end: EnrolmentCommand = { type: 'EndEnrolment', reason: 'income-above-standard', on: '2027-03-01' };
const ended: EnrolmentEvent = { type: 'EnrolmentEnded', data: { household: HOUSEHOLD, enrolment: ENROLMENT, programme: 'dibao', person: null, reason: 'income-above-standard', on: '2027-03-01' }, effectiveOn: '2027-03-01' };

describe('an enrolment', () => {
  it.each(['proposed', 'enrolled', 'declined'] as const)('may begin %s, true from its first day', (status) => { enrolment.given([]).when(record(status)).then([recorded(status)]); });
  it.each(['enrolled', 'declined'] as const)('that was proposed is %s', (status) => { enrolment.given([recorded('proposed')]).when(record(status)).then([recorded(status)]); });
  it.each(['proposed', 'enrolled', 'declined'] as const)('that is %s stays so, said again', (status) => { enrolment.given([recorded(status)]).when(record(status)).then([]); });
  it.each(['enrolled', 'declined'] as const)('that is %s is not proposed again: an answer is not taken back by its question', (status) => { enrolment.given([recorded(status, { referral: REFERRAL })]).when(record('proposed', { referral: REFERRAL })).then([]); });

  it('ends once, and may begin again', () => {
    enrolment.given([recorded('enrolled')]).when(end).then([ended]);
    enrolment.given([recorded('enrolled'), ended]).when({ ...end, reason: 'moved' }).then([]);
    enrolment.given([recorded('enrolled'), ended]).when(record('enrolled')).then([recorded('enrolled')]);
  });

  it('that never began cannot end', () => { expect(enrolment.given([]).when(end).rejected('not-found').status).toBe(404); });
});
