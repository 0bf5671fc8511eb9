import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevClock, readMove } from './dev-clock.ts';

const day = 24 * 3600 * 1000;
let dir = '';
let path = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hearth-spec-'));
  path = join(dir, 'clock.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** How far the clock is ahead of real time, in days. */
const ahead = (clock: DevClock): number => Math.round((clock.now().getTime() - Date.now()) / day);

describe('the test clock', () => {
  it('is real time until it is moved', () => {
    expect(ahead(new DevClock(path))).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it('moves forward, runs on, and is still there after a restart', () => {
    const clock = new DevClock(path);
    clock.move({ advance: 'P7D' });
    clock.move({ advance: 'P1D' });
    expect(ahead(clock)).toBe(8);
    expect(ahead(new DevClock(path))).toBe(8);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(Date.now() + 8 * day - 1000);
  });

  it('goes to an instant', () => {
    const clock = new DevClock(path);
    expect(clock.move({ now: '2099-01-01T00:00:00Z' }).toISOString()).toMatch(/^2099-01-01T00:00:00/);
  });

  it('never goes back', () => {
    const clock = new DevClock(path);
    clock.move({ advance: 'P7D' });
    expect(() => clock.move({ now: new Date(Date.now() + 6 * day).toISOString() })).toThrow(expect.objectContaining({ status: 409 }));
    expect(ahead(clock)).toBe(7);
  });

  it('does not start on a damaged file as if it had never moved', () => {
    writeFileSync(path, '{"offsetMs":-1}');
    expect(() => new DevClock(path)).toThrow('holds no offset');
  });
});

describe('a move', () => {
  it('is a duration or an instant', () => {
    expect(readMove({ advance: 'PT3H' })).toEqual({ advance: 'PT3H' });
    expect(readMove({ now: '2026-11-22T02:00:00Z' })).toEqual({ now: '2026-11-22T02:00:00Z' });
  });

  it.each([[null], ['P7D'], [{}], [{ advance: 7 }], [{ advance: '-P7D' }], [{ advance: '7 days' }], [{ now: 'tomorrow' }], [{ now: '2026-02-30T00:00:00Z' }], [{ advance: 'P1D', now: '2099-01-01T00:00:00Z' }], [{ back: 'P1D' }]])('is not %j', (body) => {
    expect(() => readMove(body)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
