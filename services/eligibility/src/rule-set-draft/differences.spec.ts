import { describe, expect, it } from '@jest/globals';
import { differences } from './differences.ts';

describe('differences of two documents', () => {
  it('names every place, with what stood there and what stands there', () => {
    const before = { title: 'a', values: [{ from: '2021-01', minor: 1 }, { from: '2022-01', minor: 2 }], gone: true };
    const after = { title: 'a', values: [{ from: '2021-01', minor: 1 }, { from: '2022-01', minor: 3 }, { from: '2023-01' }], come: null };
    expect(differences(before, after)).toEqual([
      { path: 'values[1].minor', before: 2, after: 3 },
      { path: 'values[2]', before: null, after: { from: '2023-01' } },
      { path: 'gone', before: true, after: null },
    ]);
  });

  it.each<[unknown, unknown]>([[{}, {}], [[1], [1]], [null, null], ['x', 'x']])('finds none in %j and %j', (before, after) => { expect(differences(before, after)).toEqual([]); });

  it('tells a list from an object', () => { expect(differences({ a: [1] }, { a: { 0: 1 } })).toEqual([{ path: 'a', before: [1], after: { 0: 1 } }]); });
});
