import { describe, expect, it } from '@jest/globals';
import { emptyList, readList, withFilter, withSort, writeList } from './list-state.ts';

const known = ['view', 'programme', 'lamp'];

describe('the state of a list in its address', () => {
  it('comes back as it was written', () => {
    const state = { filters: { programme: 'dibao', lamp: 'over' }, sort: { by: 'dueOn', descending: true }, page: 3, hidden: ['village'], chosen: 'a-1' };
    const search = writeList(new URLSearchParams(), state, known);
    expect(search.toString()).toBe('hide=village&lamp=over&page=3&programme=dibao&sel=a-1&sort=-dueOn');
    expect(readList(search, known)).toEqual(state);
  });

  it('writes nothing for the list as it opens, and keeps what belongs to others', () => {
    expect(writeList(new URLSearchParams('asOf=2026-03-31&lamp=over'), emptyList, known).toString()).toBe('asOf=2026-03-31');
  });

  it('ignores what it does not know and pages that cannot be', () => {
    expect(readList(new URLSearchParams('page=-2&foo=1&lamp='), known)).toEqual(emptyList);
    expect(readList(new URLSearchParams('page=1.5'), known).page).toBe(1);
  });

  it('goes to the first page with a new filter or order', () => {
    const third = { ...emptyList, page: 3, chosen: 'x' };
    expect(withFilter(third, 'lamp', 'soon')).toMatchObject({ filters: { lamp: 'soon' }, page: 1, chosen: null });
    expect(withFilter(withFilter(third, 'lamp', 'soon'), 'lamp', null).filters).toEqual({});
  });

  it('sorts up, down, and back to its own order', () => {
    const up = withSort(emptyList, 'dueOn');
    const down = withSort(up, 'dueOn');
    expect([up.sort, down.sort, withSort(down, 'dueOn').sort]).toEqual([
      { by: 'dueOn', descending: false }, { by: 'dueOn', descending: true }, null,
    ]);
  });
});
