import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, RecordedEvent } from '@hearth/event-sourcing';
import type { KnownBy } from '../record/beneficiary-record.ts';
import { CHILD, cny, HEAD, HOUSEHOLD, person, recorded, VILLAGE, WIFE } from '../testing/family.ts';
import { foldOn } from './effective-household.ts';

const at = (day: string): string => `${day}T02:00:00.000Z`;
/** A fact recorded on one day and true from another. */
const fact = (on: string, event: DomainEvent, from = on): RecordedEvent => recorded({ ...event, effectiveOn: from }, { recordedAt: at(on) });
const joined = (who: string, relation: string, on: string): DomainEvent => ({ type: 'MemberJoined', data: { household: HOUSEHOLD, person: who, relation, on } });
const income = (minor: number, record = 'r'): DomainEvent => ({ type: 'IncomeRecorded', data: { household: HOUSEHOLD, record, origin: 'declared', from: '2026-01-01', to: '2026-12-31', incomes: [{ person: HEAD, kind: 'wages', annual: cny(minor) }] } });

const registered: readonly RecordedEvent[] = [
  fact('2027-01-05', { type: 'PersonRegistered', data: person(HEAD) }), fact('2027-01-05', { type: 'PersonRegistered', data: person(WIFE, '1977-06-11') }),
  fact('2027-01-05', { type: 'HouseholdRegistered', data: { household: HOUSEHOLD, area: VILLAGE, hukouArea: null, head: HEAD, address: null, urban: false, registeredOn: '2027-01-02' } }, '2027-01-02'),
  fact('2027-01-05', joined(HEAD, 'head', '2027-01-02'), '2027-01-02'), fact('2027-01-05', joined(WIFE, 'spouse', '2027-01-02'), '2027-01-02'),
];
// Recorded in March, true from January; raised in April; the January figure corrected in May.
const march = fact('2027-03-10', income(12_000_00), '2027-01-10'), april = fact('2027-04-12', income(20_000_00), '2027-04-01'), may = fact('2027-05-20', income(9_000_00), '2027-01-10');
const all = [...registered, march, april, may];

const by = (day: string): KnownBy => ({ at: new Date(`${day}T15:59:59.999Z`), position: null });
const annual = (day: string, knownBy: KnownBy | null, events = all): number | null | undefined => {
  const row = foldOn(events, HOUSEHOLD, day, knownBy);
  return row && row.incomes.find(({ origin }) => origin === 'declared')?.incomes[0]?.annual.minor;
};

describe('the household on a day, by what was known then', () => {
  it('has the income that was known of that day: as recorded in March, as corrected in May', () => {
    expect([annual('2027-02-15', by('2027-04-30')), annual('2027-02-15', by('2027-06-30')), annual('2027-02-15', null)]).toEqual([12_000_00, 9_000_00, 9_000_00]);
    expect(annual('2027-02-15', by('2027-03-09'))).toBeUndefined();
  });

  it('keeps what is true from a later day when an earlier one is corrected after it', () => {
    expect([annual('2027-05-31', by('2027-06-30')), annual('2027-05-31', by('2027-03-31')), annual('2027-03-31', by('2027-06-30'))]).toEqual([20_000_00, 12_000_00, 9_000_00]);
  });

  it('goes by position as well as by time', () => {
    const known = (event: RecordedEvent): KnownBy => ({ at: new Date(0), position: event.position });
    expect([annual('2027-02-15', known(march)), annual('2027-02-15', known(april)), annual('2027-02-15', known(may))]).toEqual([12_000_00, 12_000_00, 9_000_00]);
  });

  it('is the same in whatever order its streams are read', () => {
    expect(foldOn(all.toReversed(), HOUSEHOLD, '2027-05-31', null)).toEqual(foldOn(all, HOUSEHOLD, '2027-05-31', null));
  });

  it('has the members of that day, known as the people they are whenever they were registered', () => {
    const child = [fact('2027-06-01', { type: 'PersonRegistered', data: person(CHILD, '2011-09-01') }), fact('2027-06-01', joined(CHILD, 'child', '2027-02-01'), '2027-02-01')];
    const members = (day: string, knownBy: KnownBy | null): string[] | undefined => foldOn([...all, ...child], HOUSEHOLD, day, knownBy)?.members.map(({ id }) => id);
    expect([members('2027-01-31', null), members('2027-02-01', null), members('2027-02-01', by('2027-05-31'))]).toEqual([[HEAD, WIFE], [HEAD, WIFE, CHILD], [HEAD, WIFE]]);
  });

  it('was none before it was registered, nor before anybody knew', () => {
    expect([foldOn(all, HOUSEHOLD, '2027-01-01', null), foldOn(all, HOUSEHOLD, '2027-01-02', by('2027-01-04'))]).toEqual([null, null]);
    expect(foldOn(all, HOUSEHOLD, '2027-01-02', null)?.registered).toBe(true);
  });
});
