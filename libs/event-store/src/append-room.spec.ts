import { describe, expect, it } from '@jest/globals';
import { Room } from './append-room.ts';

/** Enters with a size and notes its name. */
const entering = (room: Room, come: string[]) => (name: string, bytes: number): void => room.enter(() => { come.push(name); return bytes; });

describe('the room of what is in hand', () => {
  it('lets in what fits, and the rest in turn as it empties', () => {
    const [room, come] = [new Room(10), [] as string[]];
    const enter = entering(room, come);
    for (const name of ['a', 'b', 'c', 'd']) enter(name, 6);
    expect([come, room.taken, room.waiting]).toEqual([['a', 'b'], 12, 2]);
    room.leave(6);
    expect([come, room.taken, room.waiting]).toEqual([['a', 'b', 'c'], 12, 1]);
    room.leave(12);
    expect([come, room.taken, room.waiting]).toEqual([['a', 'b', 'c', 'd'], 6, 0]);
  });

  it('lets nobody pass those who wait', () => {
    const [room, come] = [new Room(10), [] as string[]];
    const enter = entering(room, come);
    enter('a', 10);
    enter('b', 10);
    enter('tiny', 1);
    room.leave(10);
    expect(come).toEqual(['a', 'b']);
    room.leave(10);
    expect(come).toEqual(['a', 'b', 'tiny']);
  });

  it('has room for one that is larger than itself', () => {
    const [room, come] = [new Room(10), [] as string[]];
    entering(room, come)('huge', 1000);
    entering(room, come)('next', 1);
    expect([come, room.taken]).toEqual([['huge'], 1000]);
    room.leave(1000);
    expect([come, room.taken]).toEqual([['huge', 'next'], 1]);
  });

  it('goes on when one takes nothing after all', () => {
    const [room, come] = [new Room(10), [] as string[]];
    const enter = entering(room, come);
    enter('full', 10);
    for (const name of ['failed', 'failed too', 'good']) enter(name, name === 'good' ? 3 : 0);
    room.leave(10);
    expect([come, room.taken, room.waiting]).toEqual([['full', 'failed', 'failed too', 'good'], 3, 0]);
  });

  it('serves a long line in order', () => {
    const [room, come] = [new Room(1), [] as string[]];
    const names = Array.from({ length: 5000 }, (_, n) => String(n));
    for (const name of names) entering(room, come)(name, 1);
    for (const name of names) {
      expect(come.at(-1)).toBe(name);
      room.leave(1);
    }
    expect([come, room.taken, room.waiting]).toEqual([names, 0, 0]);
  });
});
