import { fold } from '@hearth/event-sourcing';
import { CN_CALENDAR } from '@hearth/kernel';
import { describe, expect, it } from '@jest/globals';
import { facts, REVIEWER, stamp, until } from '../testing/case.ts';
import { applicationDecider } from './application.decider.ts';
import type { ApplicationEvent } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { calendarOf, clockView, decisionClock, lastDayToAsk, otherClocks, type RunningClock, runningClocks, stepClock, totalClock, yellowFrom } from './clocks.ts';
import { openSteps } from './next.ts';

const state = (events: readonly ApplicationEvent[]): ApplicationState => fold(applicationDecider, events);
const in2021: readonly ApplicationEvent[] = [facts.submitted('dibao-2021'), facts.accepted('dibao-2021')];
const tenDays: RunningClock = { limit: 10, unit: 'working-day', bound: 'statutory', from: '2026-11-23', due: '2026-12-07', stoppedOn: null, provisional: false };

describe('clocks', () => {
  it('start with the acceptance, in working days, and say when no calendar is published', () => {
    expect(stepClock(state(until.accepted), 5)).toEqual(tenDays);
    expect(stepClock(state([facts.submitted(), facts.returned()]), 5)).toBeNull();
    const january = [facts.submitted('dibao-2021'), { ...facts.accepted('dibao-2021'), data: { ...facts.accepted('dibao-2021').data, at: '2031-01-06T02:00:00.000Z' } }];
    expect(totalClock(state(january))).toMatchObject({ limit: 30, provisional: true });
  });
  it('of the check begin again when the missing papers come', () => {
    const supplied = { type: 'DocumentsSupplied' as const, data: { documents: [], ...stamp(REVIEWER, '2026-12-02') } };
    expect(stepClock(state([facts.submitted()]), 2)).toMatchObject({ from: '2026-11-23', due: '2026-11-26' });
    expect(stepClock(state([facts.submitted(), facts.returned(), supplied]), 2)).toMatchObject({ from: '2026-12-02', due: '2026-12-07', stoppedOn: null });
  });
  it('are none in total for 2012 and thirty working days for 2021', () => {
    expect(totalClock(state(until.accepted))).toBeNull();
    expect(totalClock(state(in2021))).toMatchObject({ limit: 30, unit: 'working-day', bound: 'statutory', from: '2026-11-23' });
  });
  it('of a publication are its plain days', () => {
    expect(stepClock(state([...until.assessed, facts.meeting(), facts.posted('town')]), 7)).toEqual({ limit: 7, unit: 'day', bound: 'statutory', from: '2026-11-23', due: '2026-11-30', stoppedOn: null, provisional: false });
  });
  it('of the decision follow the publication, or an objection at the county', () => {
    expect(decisionClock(state(until.forwarded))).toBeNull();
    expect(decisionClock(state(until.announced))).toMatchObject({ limit: 3, unit: 'working-day', from: '2026-11-30', due: '2026-12-03' });
    expect(decisionClock(state([...until.announced, facts.objection('county')]))).toMatchObject({ limit: 20, from: '2026-11-23' });
  });
  it('of a refusal are three plain days in 2012 and three working days in 2021', () => {
    const friday = { ...facts.refused(), data: { ...facts.refused().data, at: '2026-11-27T02:00:00.000Z' } };
    expect(stepClock(state([...until.forwarded, facts.opinion('refuse'), facts.assigned(), friday]), 14)).toMatchObject({ unit: 'day', due: '2026-11-30', bound: 'statutory' });
    expect(stepClock(state([...in2021, friday]), 14)).toMatchObject({ unit: 'working-day', due: '2026-12-02', bound: 'statutory' });
  });
  it('bound the start of the verification in 2021', () => {
    expect(otherClocks(state(in2021)).verificationStart).toMatchObject({ limit: 3, due: '2026-11-26', stoppedOn: null });
    expect(otherClocks(state([...in2021, facts.verification()])).verificationStart).toMatchObject({ stoppedOn: '2026-11-23' });
    expect(otherClocks(state(until.accepted)).verificationStart).toBeNull();
  });
  it('run for every open step', () => {
    for (const events of [[facts.submitted()], until.accepted, until.assessed, until.published, until.forwarded, until.reviewed, until.announced, until.approved, until.told]) {
      const s = state(events);
      expect(runningClocks(s, openSteps(s)).map((c) => c.step)).toEqual(openSteps(s));
    }
  });
  it('of objections run until they are answered', () => {
    const objected = [...until.assessed, facts.meeting(), facts.posted('town'), facts.objection('town')];
    expect(otherClocks(state(objected)).objections).toMatchObject([{ limit: 20, stoppedOn: null }]);
    expect(otherClocks(state([...objected, facts.answered()])).objections).toMatchObject([{ stoppedOn: '2026-11-23' }]);
  });
  it('let a family ask for reconsideration for sixty days after it was told', () => {
    const refused = [...until.forwarded, facts.opinion('refuse'), facts.assigned(), facts.refused()];
    expect(lastDayToAsk(state(refused))).toBeNull();
    const told = { type: 'ApplicantInformed' as const, data: { step: 14 as const, on: '2026-11-25', result: 'refused' as const, ...stamp(REVIEWER, '2026-11-25') } };
    expect(lastDayToAsk(state([...refused, told]))).toBe('2027-01-24');
    expect(lastDayToAsk(state([...refused, told, facts.refused(true)]))).toBeNull();
  });
});

describe('lamps', () => {
  const seen = (today: string, over: Partial<RunningClock> = {}, paused = false): object => { const { state: lamp, left, used } = clockView({ ...tenDays, ...over }, CN_CALENDAR, today, paused); return { lamp, left, used }; };
  it('turn yellow with two days left and red after the last', () => {
    expect(seen('2026-12-02')).toEqual({ lamp: 'fine', left: 3, used: 7 });
    expect(seen('2026-12-03')).toEqual({ lamp: 'soon', left: 2, used: 8 });
    expect(seen('2026-12-07')).toEqual({ lamp: 'soon', left: 0, used: 10 });
    expect(seen('2026-12-08')).toEqual({ lamp: 'over', left: -1, used: 11 });
    expect(yellowFrom(tenDays, CN_CALENDAR)).toBe('2026-12-03');
  });
  it('stand still once stopped, and pause for the family', () => {
    expect(seen('2027-05-05', { stoppedOn: '2026-11-30' })).toEqual({ lamp: 'stopped', left: 5, used: 5 });
    expect(seen('2026-12-08', {}, true)).toMatchObject({ lamp: 'paused' });
  });
  it('are reckoned by the calendar of the country', () => { expect(calendarOf(state(until.accepted)).country).toBe('CN'); });
});
