import { describe, expect, it } from '@jest/globals';
import type { Delivered } from '../bus/bus.ts';
import { type Acquaintance, type Bounds, type Checkpoint, placeOf, STRANGER, UNREAD } from './place.ts';

const FAMILIAR: Acquaintance = { verified: true, asked: false };
const ASKED: Acquaintance = { verified: false, asked: true };
const at = (offset: number): Delivered => ({ topic: 't', partition: 0, offset: BigInt(offset), key: 'k', value: Buffer.alloc(0), headers: { id: `e${offset}` } });
const from = (first: number, last: number): Delivered[] => Array.from({ length: last - first + 1 }, (_, n) => at(first + n));
const checkpoint = (offset: number, id = `e${offset}`): Checkpoint => ({ offset: BigInt(offset), id });
const place = (records: Delivered[], mark: Checkpoint, known: Acquaintance, bounds: Bounds | null = null) =>
  placeOf({ records, checkpoint: mark, known, idOf: (record) => record.headers['id'] }, bounds);

describe('where a batch stands to the checkpoint', () => {
  it('begins an unread partition at 0, and asks for the start when the broker begins later', () => {
    expect(place(from(0, 9), UNREAD, STRANGER)).toEqual({ at: 'next', known: FAMILIAR });
    expect(place(from(5, 9), UNREAD, STRANGER)).toMatchObject({ at: 'elsewhere', done: -1n });
  });

  it('asks for the event at the checkpoint before anything else is believed', () => {
    expect(place(from(10, 19), checkpoint(9), STRANGER)).toEqual({ at: 'elsewhere', done: 8n, known: ASKED });
    expect(place(from(9, 19), checkpoint(9), ASKED)).toEqual({ at: 'next', known: FAMILIAR });
    expect(place(from(0, 9), checkpoint(9), STRANGER)).toEqual({ at: 'next', known: FAMILIAR });
  });

  it('sees by the id that a topic was made anew', () => {
    expect(place(from(9, 19), checkpoint(9, 'another'), ASKED)).toEqual({ at: 'anew', known: FAMILIAR });
  });

  it('asks again as long as the broker has what was asked for', () => {
    const bounds = { start: 0n, end: 600n };
    expect(place(from(10, 19), checkpoint(499), ASKED, bounds)).toEqual({ at: 'elsewhere', done: 498n, known: ASKED });
    expect(place(from(550, 559), checkpoint(499), ASKED, bounds)).toEqual({ at: 'elsewhere', done: 498n, known: ASKED });
    expect(place(from(550, 559), checkpoint(499), { ...FAMILIAR, asked: true }, bounds)).toMatchObject({ at: 'elsewhere', done: 499n });
  });

  it('believes the broker that a topic is shorter now, or cut off at its start', () => {
    expect(place(from(0, 9), checkpoint(499), ASKED, { start: 0n, end: 10n })).toEqual({ at: 'anew', known: FAMILIAR });
    expect(place(from(550, 559), checkpoint(499), ASKED, { start: 550n, end: 560n })).toEqual({ at: 'hole', known: FAMILIAR });
    expect(place(from(550, 559), checkpoint(499), FAMILIAR, { start: 550n, end: 560n })).toEqual({ at: 'hole', known: FAMILIAR });
  });

  it('takes what follows and what comes again, and goes back when something was left out', () => {
    expect(place(from(10, 12), checkpoint(9), FAMILIAR).at).toBe('next');
    expect(place(from(3, 12), checkpoint(9), FAMILIAR).at).toBe('next');
    expect(place(from(11, 12), checkpoint(9), FAMILIAR)).toMatchObject({ at: 'elsewhere', done: 9n });
  });
});
