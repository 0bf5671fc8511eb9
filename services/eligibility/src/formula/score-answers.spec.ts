import { describe, expect, it } from '@jest/globals';
import { ratioFormula, roomsFormula } from '../testing/formulas.ts';
import { answersAsked, answersFor, asksForMembers, explainAnswers, scoreAnswers } from './score-answers.ts';

const town = { urban: true, members: null, answers: { stove: 'coal', car: 'no', colour: 'red' } } as const;
const says = (formula: Parameters<typeof scoreAnswers>[0], asked: Parameters<typeof answersFor>[1]): ReturnType<typeof scoreAnswers> => scoreAnswers(formula, answersFor(formula, asked));

describe('a formula and the answers of a household', () => {
  const ratio = ratioFormula(), rooms = roomsFormula();

  it('gives a score, with what each variable added', () => {
    expect(says(ratio, town)).toEqual({ score: 1.3, predicted: null, eligible: true, missing: [] });
    expect(explainAnswers(ratio, answersFor(ratio, town)).contributions.filter(({ contribution }) => contribution !== 0)).toEqual([{ variable: 'stove', answer: 'coal', contribution: 14_000 }, { variable: 'car', answer: 'no', contribution: 12_000 }]);
    const predicted = says(rooms, { urban: true, members: null, answers: { rooms: 2 } });
    expect([predicted.score, predicted.predicted, predicted.eligible]).toEqual([2.8, Math.exp(2.8), true]);
  });

  it.each<[string, Parameters<typeof says>[1], readonly string[]]>([
    ['an answer is missing', { urban: true, members: null, answers: { stove: 'coal' } }, ['car']],
    ['an answer is null', { urban: true, members: null, answers: { stove: 'coal', car: null } }, ['car']],
    ['it does not know the answer', { urban: true, members: null, answers: { stove: 'peat', car: 'no' } }, ['stove']],
    ['the question of the country is not answered there', { urban: false, members: null, answers: { stove: 'coal', car: 'no' } }, ['herd']],
    ['nobody knows whether it lives in a town', { urban: null, members: null, answers: { stove: 'coal', car: 'no' } }, ['urban']],
  ])('is undecided when %s, and says why', (_, asked, missing) => { expect(says(ratio, asked)).toEqual({ score: null, predicted: null, eligible: null, missing }); });

  it('is undecided, not rural, where the place chooses the equation and is not known', () => {
    expect(says(rooms, { urban: null, members: null, answers: { rooms: 2 } })).toMatchObject({ eligible: null, missing: ['urban'] });
    expect(says(rooms, { urban: null, members: null, answers: { rooms: 'two', urban: 1 } })).toMatchObject({ eligible: null, missing: ['rooms'] });
  });

  it('takes an answer about the place before what is known of it', () => { expect(says(rooms, { urban: true, members: null, answers: { rooms: 2, urban: 0 } }).score).toBeCloseTo(3.1, 12); });

  it('knows members and children from the register, and takes an answer about them before', () => {
    const sized = { ...rooms, map: { ...rooms.map, size: 'rooms' } }, members = { size: 4, children: 2 };
    expect(asksForMembers([ratio])).toBe(false);
    expect(asksForMembers([ratio, sized])).toBe(true);
    expect(says(sized, { urban: true, members, answers: {} }).score).toBeCloseTo(3.6, 12);
    expect(says(sized, { urban: true, members, answers: { rooms: 2 } }).score).toBeCloseTo(2.8, 12);
    expect(says(sized, { urban: true, members: null, answers: {} })).toMatchObject({ eligible: null, missing: ['rooms'] });
  });

  it('keeps of the answers what it asked for', () => { expect(answersAsked(ratio, answersFor(ratio, town))).toEqual({ stove: 'coal', car: 'no', urban: 1 }); });
});
