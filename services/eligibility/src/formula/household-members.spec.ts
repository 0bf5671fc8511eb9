import { describe, expect, it } from '@jest/globals';
import type { KnownPerson } from '../facts/household-facts.ts';
import { countMembers, membersOf } from './household-members.ts';

const person = (birthDate: string, died?: string): KnownPerson => ({ birthDate, sex: 'male', disability: null, workCapacity: 'able', student: false, hukouKind: null, ...(died ? { died } : {}) });
const relation = (id: string): { person: string; relation: 'child'; on: string } => ({ person: id, relation: 'child', on: '2020-01-01' });

describe('the members of a household', () => {
  it('are children until the day before their nineteenth birthday', () => {
    expect(countMembers(['1980-01-01', '2007-11-22', '2007-11-23', '2026-11-22', '2026-11-23'], '2026-11-22')).toEqual({ size: 4, children: 2 });
    expect(countMembers(['2015-01-01', null], '2026-11-22')).toEqual({ size: 2, children: null });
  });

  it('are not known where nobody is', () => { expect(countMembers([], '2026-11-22')).toBeNull(); });

  it('are those alive on the day, those included of whom nothing else is known', () => {
    const people = new Map([['a', person('1950-01-01', '2026-11-22')], ['b', person('2015-01-01', '2026-11-23')], ['c', person('2016-01-01')]]);
    expect(membersOf({ members: ['a', 'b', 'c', 'd'].map(relation), people }, '2026-11-22')).toEqual({ size: 3, children: null });
  });
});
