import type { Money } from '@hearth/contracts';
import { describe, expect, it } from '@jest/globals';
import { type Answered, compareAll, type DeclaredFigure, type HeldItem } from './assembling.ts';

const yuan = (amount: number): Money => ({ minor: amount * 100, currency: 'CNY' });
const held = (kind: string, value: Money | null, count: number | null = null): HeldItem => ({ kind, value, count, detail: null });
const answer = (source: Answered['source'], ...items: HeldItem[]): Answered => ({ person: 'p', source, items });
const declare = (kind: DeclaredFigure['kind'], value: Money | null, count: number | null = null): DeclaredFigure => ({ person: 'p', kind, value, count });
const compared = (answers: Answered[], declared: DeclaredFigure[] = [], tolerance = 0): ReturnType<typeof compareAll> => compareAll(['p'], answers, declared, tolerance);

describe('declared against found', () => {
  it('finds the same figure consistent, and that figure counts', () => {
    expect(compared([answer('bank', held('deposits', yuan(3200), 1))], [declare('deposits', yuan(3200), 1)])).toEqual([
      { person: 'p', source: 'bank', kind: 'deposits', declared: yuan(3200), found: yuan(3200), declaredCount: 1, foundCount: 1, counts: yuan(3200), countsCount: 1, status: 'consistent' },
    ]);
  });

  it('leaves open what differs by one fen, and says of neither figure that it counts', () => {
    const [item] = compared([answer('bank', held('deposits', { minor: 320_001, currency: 'CNY' }))], [declare('deposits', yuan(3200))]);
    expect(item).toMatchObject({ status: 'open', counts: null, countsCount: null });
  });

  it('compares less exactly when told to', () => {
    const found = answer('bank', held('deposits', { minor: 320_100, currency: 'CNY' }));
    expect(compared([found], [declare('deposits', yuan(3200))], 100)[0]).toMatchObject({ status: 'consistent' });
    expect(compared([found], [declare('deposits', yuan(3200))], 99)[0]).toMatchObject({ status: 'open' });
  });

  it('holds what was not declared for nothing', () => {
    expect(compared([answer('securities', held('securities', yuan(100)))])[0]).toMatchObject({ declared: null, found: yuan(100), status: 'open' });
    expect(compared([answer('securities', held('securities', yuan(0)))])[0]).toMatchObject({ status: 'consistent', counts: yuan(0) });
  });

  it('has nothing to say where the department has no record, whatever was declared', () => {
    expect(compared([answer('bank'), answer('vehicles')], [declare('deposits', yuan(3200)), declare('vehicle', null, 1)])).toEqual([]);
  });

  it('adds up several records of one department', () => {
    expect(compared([answer('bank', held('deposits', yuan(100), 1), held('deposits', yuan(250), 1))])[0]).toMatchObject({ found: yuan(350), foundCount: 2 });
    expect(compared([answer('bank', held('deposits', yuan(350)))], [declare('deposits', yuan(100)), declare('deposits', yuan(250))])[0]).toMatchObject({ declared: yuan(350), status: 'consistent' });
  });

  it('takes the larger of two departments’ wages, in whichever order they answer', () => {
    const [tax, employment] = [answer('tax', held('wages', yuan(18_000))), answer('employment', held('wages', yuan(21_600)), held('insured', yuan(30_000)))];
    for (const answers of [[tax, employment], [employment, tax]]) {
      expect(compared(answers)).toEqual([expect.objectContaining({ source: 'employment', kind: 'wages', found: yuan(21_600), status: 'open' })]);
    }
  });

  it('counts vehicles and does not compare their value', () => {
    expect(compared([answer('vehicles', held('vehicle', yuan(42_000), 1))], [declare('vehicle', null, 1)])[0]).toMatchObject({ status: 'consistent', counts: yuan(42_000), countsCount: 1 });
    expect(compared([answer('vehicles', held('vehicle', null, 1), held('vehicle', null, 1))], [declare('vehicle', null, 1)])[0]).toMatchObject({ status: 'open', declaredCount: 1, foundCount: 2 });
  });

  it('compares how many belong to the household, for its members only', () => {
    const registered = answer('household-registration', held('members', null, 5), held('registered', null, 1));
    expect(compared([registered], [declare('registration', null, 5)])[0]).toMatchObject({ kind: 'registration', status: 'consistent' });
    expect(compared([registered], [declare('registration', null, 4)])[0]).toMatchObject({ declaredCount: 4, foundCount: 5, status: 'open' });
    expect(compared([registered])).toEqual([]);
    expect(compared([answer('household-registration', held('registered', null, 0))], [declare('registration', null, 4)])[0]).toMatchObject({ foundCount: 0, status: 'open' });
  });

  it('never holds amounts in two currencies for the same', () => {
    expect(compared([answer('bank', held('deposits', { minor: 100, currency: 'MNT' }))], [declare('deposits', { minor: 100, currency: 'CNY' })])[0]).toMatchObject({ status: 'open' });
  });

  it('keeps people apart', () => {
    const items = compareAll(['p', 'q'], [answer('bank', held('deposits', yuan(1))), { ...answer('bank', held('deposits', yuan(2))), person: 'q' }], [declare('deposits', yuan(1)), { ...declare('deposits', yuan(2)), person: 'q' }], 0);
    expect(items.map((item) => [item.person, item.status])).toEqual([['p', 'consistent'], ['q', 'consistent']]);
  });
});
