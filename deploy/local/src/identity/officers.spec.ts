import { describe, expect, it } from '@jest/globals';
import { areaProblem } from '@hearth/kernel';
import { claimsOf, findOfficer, sampleOfficers } from './officers.ts';

const county = ['village1', 'village2', 'resident1', 'town1', 'town2', 'county1', 'county2', 'county3', 'verify1', 'finance1', 'finance2'];
const others = ['mn-bagh1', 'mn-soum1', 'mn-soum2', 'mn-finance1', 'mn-finance2', 'rules1', 'rules2', 'analyst1', 'auditor1', 'ops1', 'ops2'];

describe('the sample officers', () => {
  it('are those that scripts and operators hold Hearth by', () => {
    expect(sampleOfficers.map(({ username }) => username).toSorted()).toEqual([...county, ...county.map((name) => `${name}-b`), ...others].toSorted());
  });

  it('serve real areas and have a name in three languages', () => {
    for (const { area, name } of sampleOfficers) {
      expect(areaProblem(area)).toBeUndefined();
      for (const text of Object.values(name)) expect(text).not.toBe('');
    }
  });

  it('are told apart where several have one task', () => {
    for (const [one, other] of [['village1', 'village2'], ['town1', 'town2'], ['mn-soum1', 'mn-soum2'], ['ops1', 'ops2'], ['county1', 'county2'], ['finance1', 'finance2']] as const) {
      expect(findOfficer(one)?.name.zh).not.toBe(findOfficer(other)?.name.zh);
    }
  });

  it('carry role, area and name in their claims', () => {
    expect(claimsOf(findOfficer('town1')!)).toEqual({ sub: 'town1', role: 'town', area: '341524100', name: '乡镇经办人 1' });
    expect(claimsOf(findOfficer('mn-bagh1')!)).toEqual({ sub: 'mn-bagh1', role: 'bagh-governor', area: 'MN-073-04-01', name: 'Багийн Засаг дарга' });
  });
});
