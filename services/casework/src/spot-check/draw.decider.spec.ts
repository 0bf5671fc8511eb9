import { createHash } from 'node:crypto';
import { check } from '@hearth/event-sourcing';
import { CN_CALENDAR } from '@hearth/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawDecider, drawnFrom, type Frame, oldestWindow, sizeOf } from './draw.decider.ts';
import { frameHashOf, hashesOf } from './draw.ts';

const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`);
const stamp = { at: '2026-11-23T02:00:00.000Z', by: 'county1' };
const frame = (n: number): Frame => ({ draw: 'd0000000-0000-4000-8000-000000000001', area: '341524', programme: 'dibao', from: '2026-11-23', to: '2026-11-24', share: 0.3, frame: ids(n), always: [], frameHash: frameHashOf(ids(n)) });
const closed = (n: number): Parameters<typeof drawDecider.evolve>[1] => ({ type: 'FrameClosed', data: { ...frame(n), ...stamp } });
const { given } = check(drawDecider);

describe('a draw', () => {
  it('fixes the seed only after the frame', () => {
    const hashes = hashesOf('s', ids(4));
    given([]).when({ type: 'CloseFrame', frame: frame(4), ...stamp }).then([closed(4)]);
    given([]).when({ type: 'Draw', seed: 's', hashes, ...stamp }).rejected('frame-open');
    given([closed(4)]).when({ type: 'CloseFrame', frame: frame(5), ...stamp }).rejected('frame-closed');
  });
  it('is done once and needs every hash', () => {
    const hashes = hashesOf('s', ids(4));
    const done = { type: 'SpotCheckDrawn' as const, data: { ...frame(4), seed: 's', hashes, drawn: drawnFrom(ids(4), hashes, 0.3), ...stamp } };
    given([closed(4)]).when({ type: 'Draw', seed: 's', hashes, ...stamp }).then([done]);
    given([closed(4), done]).when({ type: 'Draw', seed: 't', hashes, ...stamp }).rejected('drawn');
    given([closed(4)]).when({ type: 'Draw', seed: 's', hashes: {}, ...stamp }).rejected('hashes');
  });
  it('can be repeated by anybody with a plain SHA-256', () => {
    const seed = 'a public number', list = ids(10);
    const outside = list.map((id) => ({ id, hash: createHash('sha256').update(`${seed}${id}`).digest('hex') })).toSorted((a, b) => (a.hash < b.hash ? -1 : 1)).slice(0, 3).map((e) => e.id);
    expect(drawnFrom(list, hashesOf(seed, list), 0.3)).toEqual(outside);
    expect(frameHashOf(list.toReversed())).toBe(createHash('sha256').update(list.join('\n')).digest('hex'));
    expect(drawnFrom(list, hashesOf('another', list), 0.3)).not.toEqual(outside);
  });
  it('takes at least three of ten, exactly', () => {
    expect([0, 1, 3, 4, 10, 11, 20, 70, 90, 100, 214].map((n) => sizeOf(0.3, n))).toEqual([0, 1, 1, 2, 3, 4, 6, 21, 27, 30, 65]);
  });
  it('never depends on the order of the frame, and never falls short of the share', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.string(), fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (n, seed, order) => {
      const list = ids(n), hashes = hashesOf(seed, list);
      const shuffled = list.map((id, i) => ({ id, k: order[i] ?? 0 })).toSorted((a, b) => a.k - b.k).map((e) => e.id);
      const drawn = drawnFrom(list, hashes, 0.3);
      expect(drawnFrom(shuffled, hashes, 0.3)).toEqual(drawn);
      expect(drawn.length * 10).toBeGreaterThanOrEqual(3 * n);
      expect((drawn.length - 1) * 10).toBeLessThan(3 * n);
    }));
  });
});

describe('a window', () => {
  const received = (...days: string[]): { application: string; receivedOn: string; always: boolean }[] => days.map((receivedOn, i) => ({ application: ids(9)[i] ?? '', receivedOn, always: false }));
  const days = (...list: string[]): string[] => oldestWindow(received(...list), 2, CN_CALENDAR).map((e) => e.receivedOn);
  it('is two working days wide, from the first that came', () => {
    expect(days('2026-11-25', '2026-11-24', '2026-11-23', '2026-11-24')).toEqual(['2026-11-24', '2026-11-23', '2026-11-24']);
    expect(days('2026-11-27', '2026-11-28', '2026-11-30', '2026-12-01')).toEqual(['2026-11-27', '2026-11-28', '2026-11-30']);
    expect(days()).toEqual([]);
  });
});
