import { fold, type RecordedEvent } from '@hearth/event-sourcing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { APPLICATION, APPROVAL, APPROVER, ASSESSMENT, AUTHORISATION, DAY, facts, FAMILY, signed, HOUSEHOLD, id, ORDER, REVIEWER, reported, completed, SERVICE, stamp, TOWN, until } from '../testing/case.ts';
import { Rejection } from '@hearth/event-sourcing';
import type { ApplicationCommand } from '../application/application.commands.ts';
import { applicationDecider } from '../application/application.decider.ts';
import type { ApplicationEvent } from '../application/application.events.ts';
import { eventTypes } from '../application/application.ts';
import { type ApplicationRow, applicationRows, lineOf } from './application.projection.ts';

const recorded = (event: ApplicationEvent, version: number): RecordedEvent => ({
  ...event, id: id('ee', version), stream: `application-${APPLICATION}`, version, position: version, schemaVersion: 1, effectiveOn: DAY, recordedAt: event.data.at,
  metadata: { actor: { sub: 'x', role: 'x', area: '*' }, household: HOUSEHOLD, area: '341524100001', key: HOUSEHOLD, causationId: null, correlationId: id('ee'), traceparent: null, basis: [] },
});
const project = (events: readonly ApplicationEvent[]): ApplicationRow | undefined =>
  events.reduce<ApplicationRow | undefined>((row, event, i) => applicationRows.on[event.type]?.(row, recorded(event, i + 1), APPLICATION), undefined);

/** Commands of every phase, in any order: most are refused, some lead on. */
const commands: readonly ApplicationCommand[] = [
  { type: 'SupplyDocuments', documents: [], people: FAMILY, ...signed() },
  { type: 'Check', ruleSet: facts.submitted().data.ruleSet, authorisation: AUTHORISATION, ...ASSESSMENT, ...signed() },
  { type: 'RequestVerification', verification: id('ab'), authorisation: AUTHORISATION, people: FAMILY, ...signed() },
  { type: 'NoteReport', report: reported(), ...ASSESSMENT, ...signed(SERVICE) },
  { type: 'RecordVisit', findings: { visit: id('ac'), investigators: ['a', 'b'], on: DAY, incomes: null, properties: null, dwelling: null, livingConditions: null }, ...ASSESSMENT, ...signed() },
  { type: 'NoteAssessment', completed: completed(9), ...signed(SERVICE) },
  { type: 'NoteFactsChanged', ...ASSESSMENT, ...signed(SERVICE) },
  { type: 'HoldMeeting', on: DAY, present: 15, representatives: 11, yes: 13, no: 1, abstained: 1, ...signed() },
  { type: 'PostPublication', stage: 'town', people: FAMILY, ...signed() },
  { type: 'EndPublication', stage: 'town', ...signed(SERVICE, '2026-12-20') },
  { type: 'RaiseObjection', objection: id('ad'), stage: 'town', text: null, ...signed() },
  { type: 'Inform', step: 8, ...signed() },
  { type: 'Forward', proposal: 'for', reason: 'x', ...signed() },
  { type: 'GiveOpinion', opinion: 'approve', reason: 'x', ...signed(REVIEWER) },
  { type: 'AssignSpotCheck', draw: id('ae'), group: 'frame', toVisit: false, ...signed(REVIEWER) },
  { type: 'PostPublication', stage: 'county', people: FAMILY, ...signed(REVIEWER) },
  { type: 'EndPublication', stage: 'county', ...signed(SERVICE, '2026-12-20') },
  { type: 'Decide', decision: 'approve', reason: 'x', ...APPROVAL, ...signed(APPROVER) },
  { type: 'Decide', decision: 'refuse', reason: 'x', ...APPROVAL, ...signed(APPROVER) },
  { type: 'Inform', step: 14, ...signed(REVIEWER) },
  { type: 'SendPaymentList', order: ORDER, ...signed(REVIEWER) },
  { type: 'EndBenefit', from: '2027-01', reason: 'moved', ...signed(REVIEWER) },
];

function decideAll(order: readonly ApplicationCommand[]): readonly ApplicationEvent[] {
  const history: ApplicationEvent[] = [facts.submitted()];
  for (const command of order) {
    try {
      history.push(...applicationDecider.decide(command, fold(applicationDecider, history)));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
    }
  }
  return history;
}

describe('the work list', () => {
  it('is what a replay of the stream says, whatever was tried in whatever order', () => {
    const orders = fc.oneof(fc.array(fc.constantFrom(...commands), { maxLength: 80 }), fc.array(fc.nat({ max: 3 }), { minLength: commands.length, maxLength: commands.length }).map((times) => commands.flatMap((command, i) => Array.from({ length: times[i] ?? 0 }, () => command))));
    fc.assert(fc.property(orders, (order) => {
      const history = decideAll(order);
      const row = project(history);
      expect(row).toEqual(lineOf(fold(applicationDecider, history), history.length));
      const half = Math.floor(history.length / 2);
      expect(fold(applicationDecider, history.slice(half), fold(applicationDecider, history.slice(0, half)))).toEqual(row?.state);
      expect(history.filter((e) => e.type === 'BenefitApproved').length).toBeLessThanOrEqual(1);
    }), { numRuns: 150 });
  });
  it('reaches the end of the way when everything comes in order', () => {
    expect(decideAll(commands.filter((command) => command.type !== 'RaiseObjection')).at(-1)?.type).toBe('BenefitEnded');
  });
  it('shows step, turn, clocks and flags', () => {
    expect(project(until.accepted)).toMatchObject({ step: 5, action: 'request-verification', desks: ['village', 'town'], settled: false, paused: false, dueOn: '2026-12-07', yellowOn: '2026-12-03', total: null, flags: [] });
    expect(project([facts.submitted(), facts.returned()])).toMatchObject({ step: 4, action: 'await-family', paused: true, status: 'returned' });
    expect(project([...until.assessed, facts.meeting(), facts.posted('town'), facts.objection('town')])).toMatchObject({ hangsUntil: '2026-11-30', flags: ['objection'] });
    expect(project([facts.submitted('dibao-2012', { relativeOfStaff: true }), facts.accepted(), facts.verification(), facts.report({ openSources: ['bank'], openItems: 2 })])?.flags).toEqual(['relative', 'sources-open', 'discrepancy']);
  });
  it('says until when a family may ask for reconsideration', () => {
    const told = [...until.forwarded, facts.opinion('refuse'), facts.assigned(), facts.refused(), facts.informed(14, 'refused')];
    expect(project(told)).toMatchObject({ askableUntil: '2027-01-22', settled: true });
    expect(project([...told, facts.reconsideration()])).toMatchObject({ askableUntil: null, settled: false, flags: ['reconsideration'] });
  });
  it('hears every type of fact of the stream', () => {
    expect(Object.keys(applicationRows.on)).toEqual([...eventTypes]);
    expect(applicationRows.keys(recorded({ type: 'ReviewRequested', data: { on: DAY, ...stamp(TOWN) } }, 1))).toBe(APPLICATION);
    expect(applicationRows.keys({ ...recorded(facts.forwarded(), 1), stream: 'exclusion-x' })).toBeNull();
  });
});
