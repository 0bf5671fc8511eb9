import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { completedAge, mongolianIdFacts, mongolianIdProblem, moneyProblem, residentIdFacts, residentIdProblem } from '@hearth/kernel';
import { officerOf } from '../scenario/seed.ts';
import { FIRST_COUNTY, sampleHouseholds, SECOND_COUNTY, SOUM, writeSamples } from './generate.ts';

const onDisk = fileURLToPath(new URL('../../../../samples/households/', import.meta.url));
const households = sampleHouseholds().flatMap(({ rows }) => rows);
const people = households.flatMap(({ members, supporters = [] }) => [...members, ...supporters]);
const birthOf = ({ idKind, idNumber }: (typeof people)[number]): string => (idKind === 'cn-resident-id' ? residentIdFacts(idNumber) : mongolianIdFacts(idNumber)).birthDate;

describe('the sample files', () => {
  it('are what the generator makes, byte by byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-samples-'));
    try {
      expect(writeSamples(folder)).toBe(200);
      expect(readdirSync(onDisk).toSorted()).toEqual(readdirSync(folder).toSorted());
      for (const file of readdirSync(folder)) expect([file, readFileSync(join(onDisk, file), 'utf8') === readFileSync(join(folder, file), 'utf8')]).toEqual([file, true]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are as many as the README says, each in its place, each with an officer who takes it in', () => {
    const of = (areas: readonly string[]): number => households.filter(({ area }) => areas.includes(area)).length;
    expect([of(FIRST_COUNTY), of(SECOND_COUNTY), of(SOUM), households.length]).toEqual([110, 60, 30, 200]);
    expect([...new Set(households.map(({ area }) => officerOf(area)))].toSorted()).toEqual(['mn-soum1', 'town1', 'town1-b']);
  });
});

describe('the sample people', () => {
  it('have valid numbers that were never issued, none of them twice', () => {
    const problems = people.map(({ idKind, idNumber }) => (idKind === 'cn-resident-id' ? residentIdProblem(idNumber, '2026-11-01') : mongolianIdProblem(idNumber, '2026-11-01')));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
    expect(people.filter(({ idNumber }) => !/^(?:99\d{4}|ЯЯ)/.test(idNumber))).toEqual([]);
    expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(people.length);
  });

  it('live in households that can be registered: one head, an adult who acts for them, money in whole fen', () => {
    for (const { members, authorisation, incomes = [], properties = [] } of households) {
      expect(members.filter(({ relation }) => relation === 'head').length).toBe(1);
      const adults = authorisation ? [authorisation.agent, ...authorisation.signers] : [];
      expect(adults.filter((at) => completedAge(birthOf(members[at]!), '2026-11-01') < 18)).toEqual([]);
      for (const { member, annual } of incomes) expect([member < members.length, moneyProblem(annual)]).toEqual([true, undefined]);
      for (const { member, value } of properties) expect([member < members.length, value === undefined ? undefined : moneyProblem(value)]).toEqual([true, undefined]);
    }
  });
});
