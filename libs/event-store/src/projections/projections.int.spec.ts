import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainEvent, RecordedEvent } from '@hearth/event-sourcing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { NO_STREAM, rows, type RowProjection, type StreamHead, type TableProjection } from '../index.ts';
import { appendOf, context, counted, newStream, type TestLog, testLog } from '../testing/test-log.ts';
import { testRunner, type TestRunner } from '../testing/test-runner.ts';

interface Sum { readonly sum: number; readonly times: number }
type Counted = RecordedEvent<{ type: 'Counted'; data: { n: number } }>;

const sums = (name: string, version = 1): RowProjection<Sum> => rows<Sum>({
  name, version, indexed: ['sum'],
  keys: (event) => event.stream,
  on: {
    Counted: (row, event: Counted) => ({ sum: (row?.sum ?? 0) + event.data.n, times: (row?.times ?? 0) + 1 }),
    Ended: () => undefined,
  },
});

/** Each event it was given, once per time it was given. */
class SeenTable1763770000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> { await runner.query('CREATE TABLE seen (position bigint NOT NULL)'); }
  async down(runner: QueryRunner): Promise<void> { await runner.query('DROP TABLE seen'); }
}
const seen = (version = 1): TableProjection<'seen'> => ({
  name: 'seen', version, tables: ['seen'],
  apply: async (events, tx, into) => { await tx.query(`INSERT INTO ${into.seen} SELECT unnest($1::bigint[])`, [events.map((event) => event.position)]); },
});

let log: TestLog;
const running: TestRunner[] = [];
beforeAll(async () => { log = await testLog({ max: 10, migrations: [SeenTable1763770000000] }); });
afterEach(async () => { await Promise.all(running.splice(0).map((runner) => runner.close())); });
afterAll(() => log.close());

async function start(...args: Parameters<typeof testRunner>): Promise<TestRunner> {
  const started = await testRunner(...args);
  running.push(started);
  return started;
}

async function appended(stream: string, events: readonly DomainEvent[], at?: string): Promise<number> {
  const head: StreamHead = (await log.store.exists(stream)) ? (await log.store.read(stream)).head : NO_STREAM;
  return (await log.store.append([appendOf(stream, events, head)], context(at))).position;
}

const dump = (name: string): Promise<object[]> => log.superuser(`SELECT * FROM "${log.service}"."row_${name}" ORDER BY id, since`);

describe('rows', () => {
  it('can be asked as of any time', async () => {
    const { reader, drained } = await start(log.store, [sums('history')]);
    const stream = newStream();
    await appended(stream, [counted(1)], '2026-05-01T08:00:00Z');
    await appended(stream, [counted(2)], '2026-05-02T08:00:00Z');
    await appended(stream, [{ type: 'Ended', data: {} }], '2026-05-03T08:00:00Z');
    await appended(stream, [counted(9)], '2026-05-04T08:00:00Z');
    await drained();
    const sumAt = async (asOf: string): Promise<unknown> => (await reader.get<Sum>('history', stream, { scope: '*', asOf: new Date(asOf) }))?.body ?? null;
    expect(await sumAt('2026-05-01T07:59:59Z')).toBeNull();
    expect(await sumAt('2026-05-01T08:00:00Z')).toEqual({ sum: 1, times: 1 });
    expect(await sumAt('2026-05-02T12:00:00Z')).toEqual({ sum: 3, times: 2 });
    expect(await sumAt('2026-05-03T12:00:00Z')).toBeNull();
    expect((await reader.get<Sum>('history', stream, { scope: '*' }))?.body).toEqual({ sum: 9, times: 1 });
    const list = await reader.list('history', { scope: '*', ids: [stream], asOf: new Date('2026-05-02T12:00:00Z') });
    expect(list.items.map((row) => row.body)).toEqual([{ sum: 3, times: 2 }]);
  });

  it('are the same after a rebuild as when they were made live', async () => {
    const live = await start(log.store, [sums('replayed'), seen()], { batch: 7 });
    const streams = Array.from({ length: 12 }, newStream);
    for (let n = 0; n < 150; n += 1) {
      const stream = streams[(n * 7) % streams.length] ?? '';
      const at = new Date(Date.UTC(2026, 5, 1) + Math.floor(n / 3) * 60_000).toISOString();
      const position = await appended(stream, n % 11 === 5 ? [{ type: 'Ended', data: {} }] : [counted(n), { type: 'Ignored', data: {} }], at);
      if (n % 10 === 0) await live.runner.passed(position, 10_000);
    }
    await live.drained();
    const before = await dump('replayed');
    await live.close();
    expect(before.length).toBeGreaterThan(60);
    expect(live.runner.status()).toMatchObject([{ name: 'replayed', version: 1, lag: 0, failed: null }, { name: 'seen', lag: 0 }]);

    const again = await start(log.store, [sums('replayed', 2), seen(2)]);
    await again.drained();
    expect(await dump('replayed')).toEqual(before);
    const [count] = await log.superuser(`SELECT count(*) = count(DISTINCT position) AS once, count(*) = (SELECT count(*) FROM "${log.service}".events) AS all FROM "${log.service}".seen`);
    expect(count).toEqual({ once: true, all: true });
  });

  it('are not built again when the version is the same', async () => {
    const first = await start(log.store, [sums('kept')]);
    await appended(newStream(), [counted(1)]);
    await first.drained();
    await first.close();
    await log.superuser(`UPDATE "${log.service}".row_kept SET body = '{"sum": 77, "times": 1}'`);
    const second = await start(log.store, [sums('kept')]);
    await second.drained();
    expect(await dump('kept')).toMatchObject((await dump('kept')).map(() => ({ body: { sum: 77, times: 1 } })));
  });

  it('are built again when the log no longer holds the event they end with', async () => {
    const first = await start(log.store, [sums('restored')]);
    const stream = newStream();
    await appended(stream, [counted(1)]);
    await first.drained();
    await first.close();
    await log.superuser(`UPDATE "${log.service}".checkpoints SET last_event = gen_random_uuid() WHERE name = 'restored'`);
    await log.superuser(`DELETE FROM "${log.service}".row_restored`);
    const second = await start(log.store, [sums('restored')]);
    await second.drained();
    expect((await second.reader.get<Sum>('restored', stream, { scope: '*' }))?.body).toEqual({ sum: 1, times: 1 });
  });
});

describe('reading your own write', () => {
  it('wakes as soon as the rows are there, without waiting for a poll', async () => {
    const { runner, reader } = await start(log.store, [sums('own_a'), sums('own_b')], { pollMs: 3_600_000 });
    for (let n = 1; n <= 5; n += 1) {
      const stream = newStream();
      const position = await appended(stream, [counted(n)]);
      expect(await runner.passed(position, 10_000)).toBe(true);
      expect((await reader.get<Sum>('own_b', stream, { scope: '*' }))?.body).toEqual({ sum: n, times: 1 });
    }
    expect(await runner.quiet()).toBe(true);
  });

  it('says no when the time runs out', async () => {
    const { runner, horizon } = await start(log.store, [sums('late')]);
    expect(await runner.passed(horizon.lastAssigned + 1000, 20)).toBe(false);
  });
});

describe('a projection that throws', () => {
  it('stops no other, shows its error and comes through in the end', async () => {
    let left = 3; // once together with the other, which does not count, then twice alone
    const stumbling = rows<Sum>({ ...sums('stumbling'), on: { Counted: (row, event: Counted) => {
      left -= 1;
      if (left >= 0) throw new TypeError('no such thing');
      return { sum: (row?.sum ?? 0) + event.data.n, times: 1 };
    } } });
    const { runner, reader, errors, drained } = await start(log.store, [stumbling, sums('steady')]);
    const stream = newStream();
    await appended(stream, [counted(4)]);
    await drained();
    expect(errors).toMatchObject([{ message: 'no such thing' }, { message: 'no such thing' }]);
    for (const name of ['stumbling', 'steady']) expect((await reader.get<Sum>(name, stream, { scope: '*' }))?.body.sum).toBe(4);
    expect(runner.status().map((status) => status.failed)).toEqual([null, null]);
  });

  it('is told in the status, and nobody waits for it once it is stuck', async () => {
    const broken = rows<Sum>({ ...sums('broken'), on: { Counted: () => { throw new RangeError('never'); } } });
    const { runner, reader } = await start(log.store, [broken, sums('healthy')]);
    const stream = newStream();
    const position = await appended(stream, [counted(4)]);
    expect(await runner.passed(position, 30_000)).toBe(false);
    expect((await reader.get<Sum>('healthy', stream, { scope: '*' }))?.body.sum).toBe(4);
    const [first, second] = runner.status();
    expect(first?.failed).toMatchObject({ error: 'RangeError: never' });
    expect(first?.failed?.attempts).toBeGreaterThanOrEqual(3);
    expect(first?.lag).toBeGreaterThan(0);
    expect(second).toMatchObject({ name: 'healthy', failed: null, lag: 0 });
    expect(await runner.quiet()).toBe(false);
  });
});

describe('two processes', () => {
  it('apply each event once between them', async () => {
    await log.superuser(`UPDATE "${log.service}".checkpoints SET version = 0 WHERE name = 'seen'`);
    const other = log.another();
    const [one, two] = [await start(log.store, [seen(3), sums('shared')], { batch: 5 }), await start(other, [seen(3), sums('shared')], { batch: 3 })];
    const streams = Array.from({ length: 40 }, newStream);
    await Promise.all(streams.map((stream, n) => (n % 2 === 0 ? log.store : other).append([appendOf(stream, [counted(1), counted(2)])], context())));
    await Promise.all([one.drained(), two.drained()]);
    const [count] = await log.superuser(`SELECT count(*) = count(DISTINCT position) AS once, count(*) = (SELECT count(*) FROM "${log.service}".events) AS all FROM "${log.service}".seen`);
    expect(count).toEqual({ once: true, all: true });
    const list = await one.reader.list<Sum>('shared', { scope: '*', ids: streams });
    expect(new Set(list.items.map((row) => row.body.sum))).toEqual(new Set([3]));
    expect(list.total).toBe(40);
  });
});
