import { type Appended, type EventStore, NO_STREAM } from '@hearth/event-store';
import type { Stream } from '../plan.ts';
import { contextOf } from './events.ts';
import type { Line } from './line.ts';
import { appendOf, type Sending } from './writers.ts';

const [HELD, HELD_LONG, ROLLED_BACK] = [0.05, 0.005, 0.05];

class RolledBack extends Error {}

/** In a transaction that is sometimes held open after its positions were drawn, and sometimes rolled back. */
export const holding: Sending = (store, append, chance) => {
  const [held, long, back] = [chance.next() < HELD, chance.next() < HELD_LONG, chance.next() < ROLLED_BACK];
  const seconds = long ? 0.3 : held ? 0.005 + chance.next() * 0.045 : 0;
  return store.inTransaction(async (tx) => {
    const appended = await store.append([append], contextOf(null), tx);
    if (seconds > 0) await tx.query('SELECT pg_sleep($1)', [seconds]);
    if (back) throw new RolledBack('on purpose');
    return appended;
  });
};

/**
 * The case that nobody sees by luck alone: the first stream of a pair draws its position, the second draws a later one and commits, and
 * only when somebody has seen that one the first commits.
 */
export async function stage(store: EventStore, line: Line, pairs: readonly (readonly [Stream, Stream])[]): Promise<void> {
  const acked = ({ name }: Stream, { events }: Appended): Promise<void> => line.say({ is: 'acked', stream: name, from: 1, to: 1, ids: events.map(({ id }) => id), ms: 0 });
  for (const [late, early] of pairs) {
    const appended = await store.inTransaction(async (tx) => {
      const first = await store.append([appendOf(late, NO_STREAM, 1, 1)], contextOf(null), tx);
      const second = await store.append([appendOf(early, NO_STREAM, 1, 1)], contextOf(null));
      void acked(early, second);
      const released = line.next('release');
      await line.say({ is: 'staged', position: second.position });
      await released;
      return first;
    });
    void acked(late, appended);
  }
}
