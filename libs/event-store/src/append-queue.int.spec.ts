import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ExpectedVersionConflict, NO_STREAM } from './index.ts';
import { appendOf, context, counted, newStream, type TestLog, testLog } from './testing/test-log.ts';

const ROOM = 4 * 1024 * 1024;
let log: TestLog;
beforeAll(async () => { log = await testLog({ max: 8 }); });
afterAll(() => log.close());

/** Nobody can write to the log while the work is going on. */
async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: log.url });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE "${log.service}".events IN SHARE ROW EXCLUSIVE MODE`);
  try {
    return await work();
  } finally {
    await client.end();
  }
}

const turn = (): Promise<void> => new Promise((done) => { setImmediate(done); });
const statements = async (): Promise<number> => {
  const [row] = await log.superuser<{ n: number }>(`SELECT count(DISTINCT tx)::int AS n FROM "${log.service}".events`);
  return row?.n ?? 0;
};

describe('appends that come together', () => {
  it('share two statements between them, and are stored in each in the order in which they came', async () => {
    const before = await statements();
    const streams = Array.from({ length: 64 }, newStream);
    const appended = await Promise.all(streams.map((stream) => log.store.append([appendOf(stream, [counted(1), counted(2)])], context())));
    expect(await statements()).toBe(before + 2);
    for (const half of [appended.slice(0, 32), appended.slice(32)]) {
      const positions = half.flatMap(({ events }) => events.map((event) => event.position));
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    }
    for (const { events, position } of appended) {
      expect(position).toBe(events[1]?.position);
      expect((await log.store.read(events[0]?.stream ?? '')).events).toEqual(events);
    }
  });

  it('fail alone: conflicts, data the table refuses, streams named twice, and each is told its own', async () => {
    const taken = newStream();
    await log.store.append([appendOf(taken)], context());
    const bad = new Map<number, ReturnType<typeof appendOf>[]>([
      [3, [appendOf(taken)]], [17, [{ ...appendOf(newStream()), household: 'not a uuid' }]], [18, [appendOf(newStream(), [{ ...counted(1), effectiveOn: '2026-02-31' }])]],
      [40, [appendOf(newStream()), appendOf(taken)]], [41, [appendOf('twice'), appendOf('twice')]], [63, [appendOf(newStream(), [{ type: 'Counted', data: { n: Number.NaN } }])]],
    ]);
    const outcomes = await Promise.allSettled(Array.from({ length: 70 }, (_, n) => log.store.append(bad.get(n) ?? [appendOf(newStream())], context())));
    expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([...bad.keys()]);
    const reasons = new Map(outcomes.flatMap((outcome, n) => (outcome.status === 'rejected' ? [[n, outcome.reason as Error & { code?: string; stream?: string }] as const] : [])));
    for (const n of [3, 40]) expect(reasons.get(n)).toBeInstanceOf(ExpectedVersionConflict);
    expect([reasons.get(3)?.stream, reasons.get(40)?.stream, reasons.get(17)?.code, reasons.get(18)?.code]).toEqual([taken, taken, '22P02', '22008']);
    expect([reasons.get(41)?.message, reasons.get(63)?.message]).toEqual(['a stream is named twice in one append', 'NaN is not allowed']);
  });

  it('write to one stream one after the other: the first wins, the others learn it without a failed statement', async () => {
    const stream = newStream();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => log.store.append([appendOf(stream, [counted(n)])], context())));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', ...Array.from({ length: 19 }, () => 'rejected')]);
    expect((await log.store.read(stream)).events.map((event) => event.data)).toEqual([{ n: 0 }]);
    // A failed statement would have drawn positions and left a gap.
    const { events: [next] } = await log.store.append([appendOf(newStream())], context());
    expect(next?.position).toBe(((await log.store.read(stream)).events[0]?.position ?? 0) + 1);
  });

  it('may be large beside small ones', async () => {
    const large = Array.from({ length: 1200 }, (_, n) => counted(n));
    const appended = await Promise.all([[counted(1)], large, [counted(2)], large].map((events) => log.store.append([appendOf(newStream(), events)], context())));
    expect(appended.map(({ events }) => events.length)).toEqual([1, 1200, 1, 1200]);
    expect(appended[3]?.events.map((event) => event.version)).toEqual(large.map((_, n) => n + 1));
  });
});

describe('back-pressure', () => {
  const bulky = { type: 'Counted', data: { text: 'x'.repeat(20_000) } };

  it('keeps what is in hand bounded while the database stands still, and then serves everybody in turn', async () => {
    const order: number[] = [];
    const { callers, backlog } = await whileLocked(async () => {
      const begun = Array.from({ length: 1000 }, (_, n) => log.store.append([appendOf(newStream(), [bulky])], context()).then((appended) => { order.push(n); return appended; }));
      await turn();
      return { callers: begun, backlog: log.store.appendBacklog };
    });
    expect(backlog.bytes).toBeGreaterThanOrEqual(ROOM);
    expect(backlog.bytes).toBeLessThan(ROOM + 21_000);
    expect(backlog.waiting).toBeGreaterThan(700);
    const appended = await Promise.all(callers);
    expect(new Set(appended.map(({ position }) => position)).size).toBe(1000);
    // Two statements of up to 64 are under way and may end in either order; nobody is passed by more than that.
    expect(Math.max(...order.map((n, at) => Math.abs(n - at)))).toBeLessThan(128);
    expect(log.store.appendBacklog).toEqual({ bytes: 0, waiting: 0 });
  });

  it('prepares nobody before there is room, and lets a failed one hold up no other', async () => {
    const made: number[] = [];
    const callers = await whileLocked(async () => {
      const begun = Array.from({ length: 400 }, (_, n) => {
        const events = [{ type: 'Counted', data: { toJSON: () => { made.push(n); return n % 50 === 49 ? { n: 10n } : bulky.data; } } }];
        return log.store.append([appendOf(newStream(), events)], context());
      });
      await turn();
      expect(made.length).toBeLessThan(230);
      return begun;
    });
    const outcomes = await Promise.allSettled(callers);
    expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([49, 99, 149, 199, 249, 299, 349, 399]);
    expect(made).toEqual(made.toSorted((a, b) => a - b));
    expect(log.store.appendBacklog).toEqual({ bytes: 0, waiting: 0 });
  });

  it('takes one that is larger than the room', async () => {
    const events = Array.from({ length: 300 }, () => bulky);
    expect((await log.store.append([{ ...appendOf(newStream(), events), expected: NO_STREAM }], context())).events).toHaveLength(300);
  });
});
