import { describe, expect, it } from '@jest/globals';
import { namedAsOf } from './as-of.ts';

const CHINA = 'Asia/Shanghai';

describe('asOf', () => {
  it('is now when it is left out', () => { expect([namedAsOf(undefined, CHINA), namedAsOf('', CHINA)]).toEqual([null, null]); });

  it('of a day is its end where one asks', () => {
    expect(namedAsOf('2026-11-22', CHINA)).toEqual({ at: new Date('2026-11-22T15:59:59.999Z') });
    expect(namedAsOf('2026-11-22', 'Asia/Hovd')).toEqual({ at: new Date('2026-11-22T16:59:59.999Z') });
  });

  it('is an instant, with any offset', () => { expect(namedAsOf('2026-11-22T08:00:00+08:00', CHINA)).toEqual({ at: new Date('2026-11-22T00:00:00Z') }); });

  it('is a position of the log, with its epoch or without', () => {
    expect([namedAsOf('position:42', CHINA), namedAsOf('position:3:42', CHINA)]).toEqual([{ position: 42, epoch: null }, { position: 42, epoch: 3 }]);
  });

  it.each(['yesterday', '2026-02-30', '2026-02-30T00:00:00Z', '2026-11-22T25:00:00Z', 'position:', 'position:-1', 'position:1:2:3', 'position:1e3', '42'])('is not %s', (value) => {
    expect(() => namedAsOf(value, CHINA)).toThrow('asOf must be');
  });
});
