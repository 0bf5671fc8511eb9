import { describe, expect, it } from '@jest/globals';
import type { HouseholdRecord, TimelineEntry } from '../../api/registry.ts';
import { lanesOf, stopsOf, type LaneWords } from './lanes.ts';

const words: LaneWords = {
  lane: (key) => key, programme: (code) => code, event: (type) => type.split('.').at(-1) ?? '', outcome: (code) => code, payment: (code) => code, applying: 'applying', money: () => 'paid',
};
const entry = (kind: string, effectiveAt: string, about: Record<string, unknown> = {}): TimelineEntry =>
  ({ id: `${kind}${effectiveAt}`, type: `hearth.casework.${kind}`, effectiveAt, recordedAt: `${effectiveAt}T08:00:00Z`, service: 'casework', actor: 'town1', late: false, about });

const record = (part: Partial<HouseholdRecord>): HouseholdRecord => ({
  asOf: null, known: 'now', programmes: [], payments: [], timeline: [], later: 0, ...part,
  household: { id: 'h', number: 'H', area: '341524100001', urban: false, registeredOn: '2026-01-01', head: { id: 'p', name: null }, members: [], supporters: [], hasAddress: false, incomes: [], properties: [], authorisations: [], enrolments: [], programmes: [], version: 1 },
});

describe('the lanes of a family', () => {
  it('show an application under way as tentative, from the day it was submitted to the decision', () => {
    const lanes = lanesOf(record({ timeline: [
      entry('ApplicationSubmitted', '2026-03-01', { programme: 'dibao', application: 'a' }), entry('BenefitApproved', '2026-04-10', { programme: 'dibao', application: 'a' }),
      entry('ApplicationSubmitted', '2026-05-01', { programme: 'tekun', application: 'b' }),
    ] }), words);
    expect(lanes.find((lane) => lane.key === 'dibao')?.spans).toEqual([{ from: '2026-03-01', to: '2026-04-10', label: 'applying', tone: 'accent', tentative: true }]);
    expect(lanes.find((lane) => lane.key === 'tekun')?.spans[0]?.to).toBeNull();
  });

  it('count facts of one day once, and mark returned money', () => {
    const lanes = lanesOf(record({
      timeline: [entry('MemberJoined', '2026-01-01'), entry('MemberJoined', '2026-01-01'), entry('PersonDied', '2026-02-01')],
      payments: [{ instruction: 'i', programme: 'dibao', period: '2026-06', money: { minor: 1, currency: 'CNY' }, status: 'returned', on: '2026-06-10', reason: 'account' }],
    }), words);
    expect(lanes[0]?.points).toEqual([{ at: '2026-01-01', label: 'MemberJoined', tone: 'plain' }, { at: '2026-02-01', label: 'PersonDied', tone: 'bad' }]);
    expect(lanes.at(-1)?.points).toEqual([{ at: '2026-06-10', label: '2026-06 returned', tone: 'bad', square: true }]);
  });

  it('have a lane for referrals only where there are some', () => {
    expect(lanesOf(record({}), words).map((lane) => lane.key)).toEqual(['family', 'verification', 'payments']);
    expect(lanesOf(record({ timeline: [entry('ReferralProposed', '2026-01-01', { programme: 'education-assistance' })] }), words).map((lane) => lane.key)).toContain('needs');
  });
});

describe('the stops of the handle', () => {
  it('are the days on which something took effect, in order', () => {
    expect(stopsOf(record({ timeline: [entry('MemberJoined', '2026-02-01'), entry('MemberJoined', '2026-01-01'), entry('PersonDied', '2026-02-01')] }))).toEqual(['2026-01-01', '2026-02-01']);
  });
});
