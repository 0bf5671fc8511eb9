import { Pool } from 'pg';
import { type Log, silent } from '../log.ts';
import { busTables } from '../tables.ts';
import { Rest } from './backoff.ts';
import type { BusHealth, Delivered, EventBus, LogRecord, PartitionBounds, PartitionOffset, SubscribeOptions, Subscription, TopicSpec } from './bus.ts';
import { deliveredOf, LogReader, type StoredRecord } from './log-reader.ts';

export interface LogBusOptions {
  /** A pool of the caller's, which stays open; or else a URL. */
  readonly pool?: Pool;
  readonly url?: string;
  /** How often other processes' records are looked for, 50 ms unless said; in one process a publish wakes its readers. */
  readonly pollMs?: number;
  readonly log?: Log;
}

const CONNECTIONS = 4;
const TABLES_LOCK = 7_230_141;
/** The topic's row is locked first, so a later publish waits and its records become visible later. */
const PUBLISH = `
  WITH t AS (UPDATE bus.topics SET next_offset = next_offset + $2 WHERE topic = $1 RETURNING next_offset AS end),
       stored AS (INSERT INTO bus.log (topic, "offset", key, value, headers)
                  SELECT $1, t.end - $2 + r.n - 1, r.key, r.value, r.headers::json
                  FROM t, unnest($3::text[], $4::bytea[], $5::text[]) WITH ORDINALITY AS r (key, value, headers, n))
  SELECT t.end FROM t`;

/** The broker of a single machine: a topic is a table's rows in the schema `bus`, with one partition. */
export class LogBus implements EventBus {
  private readonly pool: Pool;
  private readonly log: Log;
  private readonly readers = new Set<LogReader>();
  private readonly rest = new Rest();
  private watching: Promise<void> | null = null;
  private polled: Date | null = null;
  private closing = false;

  constructor(private readonly options: LogBusOptions) {
    this.log = options.log ?? silent;
    this.pool = options.pool ?? new Pool({ connectionString: options.url, max: CONNECTIONS, application_name: 'hearth-bus' });
    if (!options.pool) this.pool.on('error', () => { this.log('warn', 'a connection of the bus was lost'); });
  }

  async publish(topic: string, batch: readonly LogRecord[]): Promise<readonly PartitionOffset[]> {
    if (batch.length === 0) return [];
    const { rows } = await this.pool.query<{ end: string }>({
      name: 'bus-publish', text: PUBLISH,
      values: [topic, batch.length, batch.map((r) => r.key), batch.map((r) => r.value), batch.map((r) => JSON.stringify(r.headers))],
    });
    if (!rows[0]) throw new Error(`there is no topic ${topic}`);
    const end = BigInt(rows[0].end);
    this.moved(topic, end);
    return [{ partition: 0, offset: end - BigInt(batch.length) }];
  }

  async ends(topic: string): Promise<readonly PartitionOffset[]> {
    const bounds = await this.readBounds([topic]);
    if (bounds.length === 0) throw new Error(`there is no topic ${topic}`);
    return bounds.map(({ partition, end }) => ({ partition, offset: end }));
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const readers = options.topics.map((topic) => new LogReader({ pool: this.pool, topic, subscription: options, log: this.log }));
    const places = await options.places?.();
    await Promise.all(readers.map((reader) => reader.start(places && (places.find(({ topic }) => topic === reader.topic)?.next ?? 0n))));
    for (const reader of readers) this.readers.add(reader);
    this.watching ??= this.watch();
    const of = (topic: string) => readers.filter((reader) => reader.topic === topic);
    return {
      pause: ({ topic }) => { for (const reader of of(topic)) reader.pause(); },
      resume: ({ topic }) => { for (const reader of of(topic)) reader.resume(); },
      bounds: () => this.readBounds(options.topics),
      lastPoll: () => earliest([this.polled, ...readers.flatMap((reader) => reader.busySince() ?? [])]),
      close: async () => {
        for (const reader of readers) this.readers.delete(reader);
        await Promise.all(readers.map((reader) => reader.close()));
      },
    };
  }

  /** Makes the tables of the bus, too, when this is the first use of the database. */
  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [TABLES_LOCK]);
      const { rows } = await client.query<{ made: boolean }>("SELECT to_regclass('bus.positions') IS NOT NULL AS made");
      for (const statement of rows[0]?.made ? [] : busTables()) await client.query(statement);
      await client.query('INSERT INTO bus.topics (topic) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [topics.map((topic) => topic.name)]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  async lastRecords(topic: string): Promise<readonly Delivered[]> {
    const { rows: made } = await this.pool.query<{ there: boolean }>("SELECT to_regclass('bus.log') IS NOT NULL AS there");
    if (made[0]?.there !== true) return [];
    const { rows } = await this.pool.query<StoredRecord>('SELECT "offset", key, value, headers FROM bus.log WHERE topic = $1 AND partition = 0 ORDER BY "offset" DESC LIMIT 1', [topic]);
    return rows.map((row) => deliveredOf(topic, row));
  }

  async name(): Promise<string> { return 'log'; }

  health(): Promise<BusHealth> {
    return this.pool.query('SELECT 1').then(() => ({ connected: true }), (error: unknown) => ({ connected: false, error: error instanceof Error ? error.name : 'unknown' }));
  }

  async close(): Promise<void> {
    this.closing = true;
    this.rest.end();
    await this.watching;
    await Promise.all([...this.readers].map((reader) => reader.close()));
    if (!this.options.pool) await this.pool.end();
  }

  private moved(topic: string, end: bigint): void {
    for (const reader of this.readers) if (reader.topic === topic) reader.moved(end);
  }

  /** One question for all readers of this process: what other processes published meanwhile. */
  private async watch(): Promise<void> {
    while (!this.closing) {
      await this.readBounds([...new Set([...this.readers].map((reader) => reader.topic))]).then(
        (bounds) => { for (const { topic, end } of bounds) this.moved(topic, end); },
        (error: unknown) => { this.log('warn', 'the bus could not be read', { error: error instanceof Error ? error.name : 'unknown' }); });
      if (!this.closing) await this.rest.for(this.options.pollMs ?? 50);
    }
  }

  private async readBounds(topics: readonly string[]): Promise<readonly PartitionBounds[]> {
    const { rows } = await this.pool.query<{ topic: string; end: string }>({ name: 'bus-ends', text: 'SELECT topic, next_offset AS end FROM bus.topics WHERE topic = ANY($1)', values: [topics] });
    this.polled = new Date();
    return rows.map((row) => ({ topic: row.topic, partition: 0, start: 0n, end: BigInt(row.end) }));
  }
}

const earliest = (dates: readonly (Date | null)[]): Date | null => dates.reduce((first, date) => (first === null || date === null ? null : date < first ? date : first), dates[0] ?? null);
