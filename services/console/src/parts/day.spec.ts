import { describe, expect, it } from '@jest/globals';
import { ageOn, todayFrom } from './day.ts';

describe('today', () => {
  it('is the day in the zone of the deployment', () => {
    expect(todayFrom([], new Date('2026-11-20T16:30:00Z'), 'Asia/Shanghai')).toBe('2026-11-21');
  });

  it('is never before what is already recorded', () => {
    expect(todayFrom(['2026-12-01', null, '2026-12-04T17:00:00Z'], new Date('2026-11-20T01:00:00Z'), 'Asia/Shanghai')).toBe('2026-12-05');
  });
});

describe('an age', () => {
  it('is completed on the birthday', () => {
    expect([ageOn('2008-11-21', '2026-11-20'), ageOn('2008-11-21', '2026-11-21')]).toEqual([17, 18]);
  });
});
