import { describe, expect, it } from '@jest/globals';
import { inForceAt, pilotsAt, type Standing } from './standing.ts';

const standing = (formula: string, status: Standing['status'], since: string, ...areas: string[]): Standing => ({ formula, status, areas, since });
const VILLAGE = '341524100001';

describe('the formula in force at a place on a day', () => {
  const national = standing('province', 'in-force', '2026-01-01', '34'), county = standing('county', 'in-force', '2025-01-01', '3411', '341524'), later = standing('later', 'in-force', '2026-12-01', '34');
  it.each<[string, Standing[], string, string, string | null]>([
    ['the one of the narrower area', [national, county], VILLAGE, '2026-06-01', 'county'],
    ['the wider one where there is no narrower', [national, county], '341522101200', '2026-06-01', 'province'],
    ['the later one of the same area, from its day on', [later, national], '341522101200', '2026-12-01', 'later'],
    ['the former one until then', [later, national], '341522101200', '2026-11-30', 'province'],
    ['none before the first', [national], VILLAGE, '2025-12-31', null],
    ['none elsewhere', [national], 'MN-073-04-01', '2026-06-01', null],
    ['no pilot', [standing('pilot', 'pilot', '2026-01-01', '34')], VILLAGE, '2026-06-01', null],
  ])('is %s', (_, standings, area, day, formula) => { expect(inForceAt(standings, area, day)?.formula ?? null).toBe(formula); });

  it('is every pilot of the place, besides', () => {
    const pilots = [standing('a', 'pilot', '2026-05-01', '341524'), standing('b', 'pilot', '2026-05-01', '341522', VILLAGE), standing('c', 'pilot', '2026-07-01', '34'), national];
    expect(pilotsAt(pilots, VILLAGE, '2026-06-01').map(({ formula }) => formula)).toEqual(['a', 'b']);
  });

  it('is still the one before while a signed one waits for its day, and its pilot goes on', () => {
    const signed = [standing('a', 'pilot', '2026-05-01', '341524'), standing('a', 'in-force', '2027-01-01', '34'), national];
    expect([inForceAt(signed, VILLAGE, '2026-12-31')?.formula, pilotsAt(signed, VILLAGE, '2026-12-31').length]).toEqual(['province', 1]);
    expect([inForceAt(signed, VILLAGE, '2027-01-01')?.formula, pilotsAt(signed, VILLAGE, '2027-01-01').length]).toEqual(['a', 0]);
  });
});
