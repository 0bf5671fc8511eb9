import { describe, expect, it } from '@jest/globals';
import { completedAge, mongolianIdFacts, mongolianIdProblem, residentIdFacts, residentIdProblem } from '@hearth/kernel';
import fc from 'fast-check';
import { seeded } from '../samples/random.ts';
import { bornBefore, inventFamily, inventMongolianFamily, mongolianId, residentId } from './people.ts';

const ON = '2026-11-22';
const day = fc.date({ min: new Date('1905-01-01'), max: new Date(ON), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const draws = fc.nat().map(seeded);

describe('invented people', () => {
  it('have numbers that are valid, tell birth and sex, and were never issued: area 99xxxx', () => {
    fc.assert(fc.property(day, fc.constantFrom('male' as const, 'female' as const), draws, (birthDate, sex, draw) => {
      const id = residentId(birthDate, sex, draw);
      expect([residentIdProblem(id, ON), residentIdFacts(id)]).toEqual([undefined, { birthDate, sex, area: expect.stringMatching(/^99\d{4}$/) as unknown }]);
    }), { numRuns: 500 });
  });

  it('have Mongolian numbers that are valid, tell the birth in this century and the last, and belong to no aimag: ЯЯ', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1930-01-01'), max: new Date(ON), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)), draws, (birthDate, draw) => {
      const id = mongolianId(birthDate, draw);
      expect([mongolianIdProblem(id, ON), mongolianIdFacts(id), id.slice(0, 2)]).toEqual([undefined, { birthDate }, 'ЯЯ']);
    }), { numRuns: 500 });
  });

  it('are as old as was asked on the day they are invented for', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), draws, (years, draw) => { expect(completedAge(bornBefore(ON, years, draw), ON)).toBe(years); }), { numRuns: 500 });
  });

  it('are one family: children have the head’s surname, Mongolian children the father’s name', () => {
    const plan = [{ relation: 'head', years: 42 }, { relation: 'spouse', years: 40 }, { relation: 'child', years: 14 }, { relation: 'child', years: 10 }] as const;
    fc.assert(fc.property(draws, (draw) => {
      const [head, , ...children] = inventFamily(plan, ON, draw);
      expect(children.map(({ name }) => [...name][0])).toEqual([[...head!.name][0], [...head!.name][0]]);
      const herders = inventMongolianFamily(plan, ON, draw);
      expect(new Set(herders.map(({ name }) => name.split(' ')[0])).size).toBe(1);
      expect(herders.every(({ sex }) => sex !== undefined)).toBe(true); // their numbers do not tell it
    }));
  });

  it('are the same from the same seed, and others from another', () => {
    const invent = (seed: number): object => inventFamily([{ relation: 'head', years: 42 }], ON, seeded(seed));
    expect(invent(7)).toEqual(invent(7));
    expect(invent(7)).not.toEqual(invent(8));
  });
});
