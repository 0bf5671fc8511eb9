import { rawSql } from '@event-driven-io/dumbo';
import { postgreSQLEventStoreConsumer, postgreSQLRawBatchSQLProjection } from '@event-driven-io/emmett-postgresql';
import type { EventStore, TableProjection } from '@hearth/event-store';
import { Horizon, ProjectionRunner } from '@hearth/event-store';
import { startPostgres } from '@hearth/launch';
import pg from 'pg';
import { type Declared as TheirEvent, type Emmett, openEmmett } from './emmett.ts';
import { type HearthLog, openHearth } from './hearth-log.ts';
import { hold, ROUNDS } from './rounds.ts';
import { EVENT_TYPE } from './sample.ts';
import { copied, vacuum } from './server.ts';
import type { BenchRow } from './statistics.ts';

const [STREAMS, PER_STREAM, AT_ONCE, BATCH] = [10_000, 10, 32, 1000];
const EVENTS = STREAMS * PER_STREAM;
/** One set-based statement a batch: how often each stream was written to, and the last amount. */
const TALLY = 'CREATE TABLE tally (stream text PRIMARY KEY, events int NOT NULL, last bigint NOT NULL)';
const upsert = (table: string, rows: string): string => `INSERT INTO ${table} AS t SELECT * FROM ${rows} ON CONFLICT (stream) DO UPDATE SET events = t.events + excluded.events, last = excluded.last`;

/** A log of 100 000 events from the first one on, with a projection and its checkpoint: events a second. */
export async function tail(say: (line: string) => void): Promise<BenchRow[]> {
  say('starting PostgreSQL, writing two logs of 100 000 events');
  const postgres = await startPostgres({ durable: true });
  const [ours, theirs] = [await openHearth(postgres.url, 'bench'), await openEmmett(postgres.url)];
  try {
    for (const store of [ours, theirs]) await fill(store);
    await run(postgres.url, `SET ROLE bench_migration; SET search_path = bench; ${TALLY}`);
    await run(theirs.url, TALLY);
    for (const url of [postgres.url, theirs.url]) await vacuum(url);
    return await hold([{
      case: '100k events', unit: 'events/s', ours: { name: 'hearth', measure: () => ourTail(ours.store) },
      yardsticks: [{ name: 'emmett', measure: () => theirTail(theirs.url) }, { name: 'copy', measure: () => copied(postgres.url, 'bench.events') }],
    }], say);
  } finally {
    await Promise.all([ours.close(), theirs.close()]);
    await postgres.stop();
  }
}

async function fill(store: HearthLog | Emmett): Promise<void> {
  let left = STREAMS;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (; left > 0;) { left -= 1; await store.append(PER_STREAM); } }));
}

let [generation, fifth] = [0, 0];

/** A projection nobody has heard of starts at the first event. */
async function ourTail(store: EventStore): Promise<number> {
  generation += 1;
  const projection: TableProjection<'tally'> = {
    name: `tally-${generation}`, version: 1, tables: ['tally'],
    apply: async (events, tx, into) => {
      const rows = tallied(events.map(({ stream, data }) => ({ stream, amount: (data as TheirEvent['data']).annual.minor })));
      await tx.query(upsert(into.tally, 'unnest($1::text[], $2::int[], $3::bigint[])'), [rows.map((row) => row.stream), rows.map((row) => row.events), rows.map((row) => row.last)]);
    },
  };
  const horizon = new Horizon({ store });
  const runner = new ProjectionRunner({ store, horizon, projections: [projection], batch: BATCH });
  const began = performance.now();
  await runner.start();
  if (!(await runner.passed(horizon.lastAssigned, 120_000))) throw new Error('the projection did not come through');
  const seconds = (performance.now() - began) / 1000;
  await runner.close();
  await horizon.close();
  return EVENTS / seconds;
}

/**
 * Its own consumer and projector, pulling as fast as it can in the same batches; by default it pulls 100 events every 50 ms. It scans the
 * whole table for each batch, so a round is a fifth of the log, each time another one.
 */
async function theirTail(url: string): Promise<number> {
  generation += 1;
  await run(url, 'TRUNCATE tally');
  const share = EVENTS / ROUNDS;
  fifth = (fifth + 1) % ROUNDS;
  const after = share * fifth;
  let [handled, last] = [0, 0];
  const consumer = postgreSQLEventStoreConsumer({ connectionString: url, pulling: { batchSize: BATCH, pullingFrequencyInMs: 0 }, stopWhen: { noMessagesLeft: true } });
  consumer.projector({
    processorId: `tally-${generation}`, startFrom: { lastCheckpoint: BigInt(after) },
    projection: postgreSQLRawBatchSQLProjection<TheirEvent>({
      name: `tally-${generation}`, canHandle: [EVENT_TYPE],
      evolve: (events) => {
        [handled, last] = [handled + events.length, performance.now()];
        if (handled >= share) void consumer.stop();
        const rows = tallied(events.map((event) => ({ stream: (event as unknown as { metadata: { streamName: string } }).metadata.streamName, amount: event.data.annual.minor })));
        return [rawSql(upsert('tally', `(VALUES ${rows.map((row) => `('${row.stream}', ${row.events}, ${row.last}::bigint)`).join()}) AS n(stream, events, last)`))];
      },
    }),
  });
  const began = performance.now();
  await consumer.start();
  await consumer.close();
  return (handled / (last - began)) * 1000;
}

interface Tally { readonly stream: string; events: number; last: number }

function tallied(events: readonly { readonly stream: string; readonly amount: number }[]): Tally[] {
  const rows = new Map<string, Tally>();
  for (const { stream, amount } of events) {
    const row = rows.get(stream);
    if (row === undefined) rows.set(stream, { stream, events: 1, last: amount });
    else [row.events, row.last] = [row.events + 1, amount];
  }
  return [...rows.values()];
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
