import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type DomainEvent, type RecordedEvent, upcast, type Upcasters } from '@hearth/event-sourcing';
import fc from 'fast-check';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type EventStore, type Projection, Rebuilds, type RebuildsOptions, rows, type RowProjection, type TableProjection } from '../index.ts';
import { digestOf } from '../testing/digest.ts';
import { appendOf, context, counted, newStream, type TestLog, testLog } from '../testing/test-log.ts';
import { testRunner, type TestRunner } from '../testing/test-runner.ts';

interface Sum { readonly sum: number; readonly times: number }
type Counted = RecordedEvent<{ type: 'Counted'; data: { n: number } }>;

/** What a suite makes of the next events a rebuild or a runner applies. */
const hands = { trouble: (_event: RecordedEvent): Error | null => null };

const sums = (name: string): RowProjection<Sum> => rows<Sum>({
  name, version: 1, indexed: ['sum'], keys: (event) => event.stream,
  on: {
    Counted: (row, event: Counted) => {
      const trouble = hands.trouble(event);
      if (trouble) throw trouble;
      return { sum: (row?.sum ?? 0) + event.data.n, times: (row?.times ?? 0) + 1 };
    },
    Ended: () => undefined,
  },
});

class SeenTable1763770000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE seen (position bigint NOT NULL, type text NOT NULL CHECK (type <> \'\'), nr bigint GENERATED ALWAYS AS IDENTITY)');
    await runner.query('CREATE UNIQUE INDEX seen_once ON seen (position) INCLUDE (type)');
    await runner.query('CREATE INDEX seen_counted ON seen (position) WHERE type = \'Counted\'');
  }
  async down(runner: QueryRunner): Promise<void> { await runner.query('DROP TABLE seen'); }
}
/** Each event once; applied twice it would break the unique index. */
const seen: TableProjection<'seen'> = {
  name: 'seen', version: 1, tables: ['seen'],
  apply: async (events, tx, into) => { await tx.query(`INSERT INTO ${into.seen} (position, type) SELECT * FROM unnest($1::bigint[], $2::text[])`, [events.map((event) => event.position), events.map((event) => event.type)]); },
};

let log: TestLog;
const running: { close(): Promise<void> }[] = [];
beforeAll(async () => { log = await testLog({ max: 10, migrations: [SeenTable1763770000000] }); });
afterEach(async () => {
  hands.trouble = () => null;
  await Promise.all(running.splice(0).map((one) => one.close()));
});
afterAll(() => log.close());

async function live(projections: readonly Projection[], batch = 500): Promise<TestRunner> {
  const started = await testRunner(log.store, projections, { batch });
  running.push(started);
  return started;
}

interface Told { readonly rebuilds: Rebuilds; readonly switched: string[]; readonly givenUp: unknown[]; begin(name: string): Promise<boolean>; done(): Promise<void> }
async function rebuilding({ horizon, runner }: TestRunner, projections: readonly Projection[], options: Partial<RebuildsOptions> = {}, store: EventStore = log.store): Promise<Told> {
  const told = { switched: [] as string[], givenUp: [] as unknown[] };
  let end = (): void => undefined;
  const next = (): Promise<void> => new Promise((resolve) => { end = resolve; });
  let ended = next();
  const rebuilds = new Rebuilds({
    store, horizon, projections, batch: 40,
    onSwitched: async (name) => { told.switched.push(name); }, onGivenUp: async (_name, error) => { told.givenUp.push(error); }, onEnded: (name) => { runner.resume(name); end(); }, ...options,
  });
  running.unshift(rebuilds);
  await rebuilds.start();
  return {
    rebuilds, ...told,
    begin: async (name) => {
      ended = next();
      const begun = await store.inTransaction((tx) => rebuilds.begin(tx, name));
      rebuilds.wake();
      return begun;
    },
    done: () => ended,
  };
}

const append = async (stream: string, events: readonly DomainEvent[], at = '2026-05-01T08:00:00Z', command = newStream()): Promise<number> => {
  const { head } = await log.store.read(stream);
  return (await log.store.append([appendOf(stream, events, head)], context(at, command))).position;
};
/** So many events on some streams, some of them stamped backwards, some ending their row. */
async function history(length: number, streams: readonly string[]): Promise<void> {
  for (let n = 0; n < length; n += 1) await append(streams[(n * 7) % streams.length] ?? '', n % 11 === 5 ? [{ type: 'Ended', data: {} }] : [counted(n), counted(1)], new Date(Date.UTC(2026, 4, 1) + ((n * 13) % 40) * 60_000).toISOString());
}
const tables = async (): Promise<object[]> => log.superuser(
  `SELECT c.relname, c.relkind, pg_get_userbyid(c.relowner) AS owner, c.relacl::text, CASE WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) END AS index FROM pg_class c
   WHERE c.relnamespace = '"${log.service}"'::regnamespace AND c.relname ~ '^(row_|seen)' ORDER BY 1`);

describe('a rebuild', () => {
  it('of rows and of tables gives what was there, under the same names, while both are written and read', async () => {
    const projections = [sums('busy'), seen];
    const runner = await live(projections);
    const streams = Array.from({ length: 9 }, newStream);
    await history(120, streams);
    await runner.drained();
    const shape = await tables();
    const { begin, done, switched, rebuilds } = await rebuilding(runner, projections);
    expect([await begin('busy'), await begin('busy')]).toEqual([true, false]);
    const reading = new AbortController();
    const reader = (async () => {
      const counts: number[] = [];
      while (!reading.signal.aborted) counts.push((await runner.reader.list('busy', { scope: '*', ids: streams })).total);
      return counts;
    })();
    await history(60, streams.slice(0, 4));
    await done();
    await begin('seen');
    await history(30, streams);
    await done();
    await runner.drained();
    reading.abort();
    expect(switched).toEqual(['busy', 'seen']);
    expect(Math.min(...await reader)).toBeGreaterThan(0);
    const after = [await digestOf(log, 'row_busy'), await digestOf(log, 'seen', ['nr'])];
    expect(await tables()).toEqual(shape);
    expect(await rebuilds.status()).toEqual([]);
    await log.superuser(`UPDATE "${log.service}".checkpoints SET version = 0`);
    await (await live(projections)).drained();
    expect([await digestOf(log, 'row_busy'), await digestOf(log, 'seen', ['nr'])]).toEqual(after);
    expect(after[1]).toMatch(new RegExp(`^${(await log.superuser(`SELECT 1 FROM "${log.service}".events`)).length} `));
  });

  it('leaves statements that were prepared before it usable', async () => {
    const runner = await live([sums('prepared')]);
    const stream = newStream();
    await append(stream, [counted(3)]);
    await runner.drained();
    const client = await log.store.pool.connect();
    const sum = async (): Promise<unknown> => (await client.query<{ body: Sum }>({ name: 'sum', text: 'SELECT body FROM row_prepared WHERE id = $1 AND recorded_to = \'infinity\'', values: [stream] })).rows[0]?.body.sum;
    for (let n = 0; n < 7; n += 1) expect(await sum()).toBe(3); // often enough for a generic plan
    const { begin, done } = await rebuilding(runner, [sums('prepared')]);
    await begin('prepared');
    await done();
    await append(stream, [counted(4)]);
    await runner.drained();
    expect(await sum()).toBe(7);
    client.release();
  });

  it('that was broken off goes on where it stood, and a process killed in a batch costs that batch', async () => {
    const runner = await live([sums('resumed'), seen]);
    await history(150, [newStream(), newStream()]);
    await runner.drained();
    const other = log.another();
    let applied = 0;
    const dying: TableProjection<'seen'> = { ...seen, apply: async (events, tx, into) => {
      await seen.apply(events, tx, into);
      applied += 1;
      if (applied === 4) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    } };
    const killed = new Rebuilds({ store: other, horizon: runner.horizon, projections: [dying], batch: 25 });
    await other.inTransaction((tx) => killed.begin(tx, 'seen'));
    const dead = new Promise((told) => { const watched = new Rebuilds({ store: other, horizon: runner.horizon, projections: [dying], batch: 25, isTransient: () => true, onError: told }); running.unshift(watched); void watched.start(); });
    await dead;
    await running.shift()?.close();
    const [stands] = await killed.status();
    expect(stands?.position).toBeGreaterThan(0);
    expect(stands?.share).toBeLessThan(1);
    const second = await rebuilding(runner, [seen], { batch: 30 });
    await second.done();
    const [count] = await log.superuser(`SELECT count(*) = count(DISTINCT position) AS once, count(*) = (SELECT count(*) FROM "${log.service}".events) AS all FROM "${log.service}".seen`);
    expect([second.switched, count]).toEqual([['seen'], { once: true, all: true }]);
  });

  it('that fails for good is given up; the old rows go on, and another attempt may succeed', async () => {
    const runner = await live([sums('failing')]);
    const stream = newStream();
    await append(stream, [counted(1)]);
    await runner.drained();
    hands.trouble = () => new RangeError('never');
    const told = await rebuilding(runner, [sums('failing')]);
    await told.begin('failing');
    await told.done();
    expect(told.givenUp).toMatchObject([{ message: 'never' }]);
    hands.trouble = () => null;
    await append(stream, [counted(1)]);
    await runner.drained();
    expect((await runner.reader.get<Sum>('failing', stream, { scope: '*' }))?.body.sum).toBe(2);
    expect(await log.superuser(`SELECT 1 FROM pg_class WHERE relname LIKE '%\\_\\_rebuild%' AND relnamespace = '"${log.service}"'::regnamespace`)).toEqual([]);
    await told.begin('failing');
    await told.done();
    expect(told.switched).toEqual(['failing']);
  });

  it('can be cancelled, and what no one knows any more is swept away at the next start', async () => {
    const runner = await live([sums('dropped')]);
    const { rebuilds } = await rebuilding(runner, [sums('dropped')]);
    const beside = (): Promise<object[]> => log.superuser(`SELECT 1 FROM pg_class WHERE relname = 'row_dropped__rebuild' AND relnamespace = '"${log.service}"'::regnamespace`);
    const quiet = new Rebuilds({ store: log.store, horizon: runner.horizon, projections: [sums('dropped')] });
    await rebuilds.close();
    await log.store.inTransaction((tx) => quiet.begin(tx, 'dropped'));
    expect(await log.store.inTransaction(async (tx) => [await quiet.cancel(tx, 'dropped'), await quiet.cancel(tx, 'dropped')])).toEqual([true, false]);
    expect(await beside()).toEqual([]);
    await log.store.inTransaction((tx) => quiet.begin(tx, 'dropped'));
    await log.superuser(`UPDATE "${log.service}".checkpoints SET version = 7 WHERE name = 'dropped:rebuild'`);
    await rebuilds.start();
    expect([await beside(), await rebuilds.status()]).toEqual([[], []]);
    await expect(log.store.inTransaction((tx) => rebuilds.begin(tx, 'unheard-of'))).rejects.toThrow(RangeError);
  });

  it('frees a projection that is stuck', async () => {
    const stream = newStream();
    const poison = await append(stream, [counted(5)]);
    hands.trouble = (event) => (event.position === poison && stuck ? new TypeError('only what stands there now is in its way') : null);
    let stuck = true;
    const runner = await live([sums('stuck')]);
    expect(await runner.runner.passed(poison, 30_000)).toBe(false);
    const told = await rebuilding(runner, [sums('stuck')], { batch: 10 });
    for (let n = 0; n < 12; n += 1) await append(stream, [counted(0)]);
    stuck = false;
    await told.begin('stuck');
    await told.done();
    await runner.drained();
    expect((await runner.reader.get<Sum>('stuck', stream, { scope: '*' }))?.body).toEqual({ sum: 5, times: 13 });
  });

  it('sees events raised to their newest version, as the live projection does', async () => {
    const upcasters: Upcasters = { Measured: { 1: (data) => ({ ...data, unit: 'cm' }), 2: ({ length, ...rest }: { length?: number }) => ({ ...rest, millimetres: (length ?? 0) * 10 }) } };
    const measures = rows<{ readonly data: object; readonly schema: number }>({ name: 'measures', version: 1, keys: (event) => event.stream, on: { Measured: (_, event: RecordedEvent) => ({ data: event.data, schema: event.schemaVersion }) } });
    const stream = newStream();
    const position = await append(stream, [{ type: 'Measured', data: { length: 12 } }, { type: 'Measured', data: { length: 13, unit: 'cm' }, schemaVersion: 2 }]);
    expect(upcast({ type: 'Measured', data: { length: 12 } }, upcasters)).toEqual({ type: 'Measured', data: { unit: 'cm', millimetres: 120 }, schemaVersion: 3 });
    const runner = await live([measures]);
    await runner.runner.passed(position, 10_000);
    const told = await rebuilding(runner, [measures], { upcasters });
    await told.begin('measures');
    await told.done();
    expect((await runner.reader.get('measures', stream, { scope: '*' }))?.body).toEqual({ data: { unit: 'cm', millimetres: 130 }, schema: 3 });
  });
});

describe('replay', () => {
  it('gives the same rows, whatever the interleaving, the batches and the moment it begins', async () => {
    let run = 0;
    await fc.assert(fc.asyncProperty(
      fc.array(fc.record({ stream: fc.nat(3), minute: fc.nat(5), ends: fc.boolean(), same: fc.boolean() }), { minLength: 5, maxLength: 60 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(100),
      async (facts, liveBatch, rebuildBatch, share) => {
        run += 1;
        const projections = [sums(`property_${run}`)];
        const runner = await live(projections, liveBatch);
        const streams = Array.from({ length: 4 }, newStream);
        const told = await rebuilding(runner, projections, { batch: rebuildBatch });
        let command = newStream();
        for (const [n, fact] of facts.entries()) {
          if (n === Math.floor((facts.length * share) / 101)) await told.begin(projections[0]!.name);
          if (!fact.same) command = newStream();
          await append(streams[fact.stream] ?? '', [fact.ends ? { type: 'Ended', data: {} } : counted(n)], new Date(Date.UTC(2026, 4, 1, 8, fact.minute)).toISOString(), command);
        }
        await told.done();
        await runner.drained();
        const rebuilt = await digestOf(log, `row_property_${run}`);
        await log.superuser(`UPDATE "${log.service}".checkpoints SET version = 0 WHERE name = 'property_${run}'`);
        await Promise.all(running.splice(0).map((one) => one.close()));
        const again = await live(projections);
        await again.drained();
        expect(await digestOf(log, `row_property_${run}`)).toBe(rebuilt);
        await Promise.all(running.splice(0).map((one) => one.close()));
      }), { numRuns: 12 });
  }, 120_000);
});
