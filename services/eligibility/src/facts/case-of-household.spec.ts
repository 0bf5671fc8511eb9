import { describe, expect, it } from '@jest/globals';
import { caseOfHousehold, reportOpen } from './case-of-household.ts';
import type { HouseholdFacts, KnownPerson, KnownReport } from './household-facts.ts';

const known: KnownPerson = { birthDate: '1950-01-01', sex: 'male', disability: null, workCapacity: 'unknown', student: false, hukouKind: null };
const facts: HouseholdFacts = {
  household: { area: '341524100001', urban: false }, people: new Map([['old', known], ['son', { ...known, birthDate: '1980-01-01', died: '2026-01-01' }]]),
  members: [{ person: 'old', relation: 'head', on: '2026-11-01' }], supporters: [{ person: 'son', relation: 'child', on: '2026-11-01' }],
  incomes: [{ origin: 'declared', incomes: [] }], properties: [{ origin: 'declared', properties: [] }], dwellings: [], care: new Map([['old', { grade: 'able', on: '2026-11-20' }]]), report: null,
};
const asked = { asOf: '2026-11-22', area: '341524100001', people: ['old'] };
const report: KnownReport = { round: 1, items: [], missing: [], waived: [] };
const missing = { person: 'son', source: 'bank', since: '2026-11-20T00:00:00Z' } as const;

describe('the case of a household', () => {
  it('has the members asked for, with what the registry recorded', () => {
    expect(caseOfHousehold(facts, asked)).toMatchObject({
      asOf: '2026-11-22', area: '341524100001', urban: false,
      members: [{ id: 'old', relation: 'head', birthDate: '1950-01-01', disability: 'none', workCapacity: null, died: null, care: 'able', incomes: [], properties: [] }],
      supporters: [{ id: 'son', died: '2026-01-01' }],
    });
  });

  it('knows nothing of a person it never heard of, and nobody of an unknown household', () => {
    expect(caseOfHousehold(facts, { ...asked, people: ['stranger'] }).members).toEqual([expect.objectContaining({ id: 'stranger', relation: null, birthDate: null, disability: null })]);
    expect(caseOfHousehold({ ...facts, household: null }, asked)).toMatchObject({ supporters: null, urban: null });
  });

  it.each<[string, KnownReport | null, unknown]>([
    ['nobody asked the departments', null, null], ['a department has not answered', { ...report, missing: [missing] }, null], ['every department has answered', report, []],
  ])('takes a supporter’s means from the family’s silence only when %s', (_, reported, incomes) => {
    expect(caseOfHousehold({ ...facts, report: reported }, asked).supporters?.[0]).toMatchObject({ incomes, properties: incomes });
  });

  it('takes a supporter’s means from a statement that names them', () => {
    const wages = { person: 'son', kind: 'wages', annual: { minor: 5, currency: 'CNY' } } as const;
    expect(caseOfHousehold({ ...facts, incomes: [{ origin: 'declared', incomes: [wages] }] }, asked).supporters?.[0]?.incomes).toEqual([expect.objectContaining({ annual: wages.annual })]);
  });

  it('lays the visitors’ answers over those of the family', () => {
    const dwellings = [{ origin: 'visit', answers: { dwelling: 'house', vehicle: null } }, { origin: 'declared', answers: { dwelling: 'ger', vehicle: 'none', livestock: 12 } }] as const;
    expect([...caseOfHousehold({ ...facts, dwellings }, asked).answers]).toEqual([['dwelling', 'house'], ['vehicle', 'none'], ['livestock', 12]]);
  });

  it.each<[string, KnownReport | null, boolean]>([
    ['no report', null, false], ['all answered', report, false], ['a missing answer', { ...report, missing: [missing] }, true],
    ['a missing answer of a waived source', { ...report, missing: [missing], waived: [{ source: 'bank', reason: 'closed', recheckOn: '2026-12-01', by: 'county1' }] }, false],
  ])('is open with %s: %#', (_, reported, open) => { expect(reportOpen({ ...facts, report: reported })).toBe(open); });
});
