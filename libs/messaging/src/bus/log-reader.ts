import type { Pool } from 'pg';
import type { Log } from '../log.ts';
import { Rest, restMs } from './backoff.ts';
import type { Delivered, SubscribeOptions } from './bus.ts';

/** A row of `bus.log`. */
export interface StoredRecord { readonly offset: string | number; readonly key: string; readonly value: Buffer; readonly headers: Record<string, string> }

export interface LogReaderOptions {
  readonly pool: Pool;
  readonly topic: string;
  readonly subscription: SubscribeOptions;
  readonly log: Log;
}

/** Positions are advice, and a write for every batch would cost as much as the batch. */
const SAVE_MS = 500;

export const deliveredOf = (topic: string, row: StoredRecord): Delivered => ({ topic, partition: 0, offset: BigInt(row.offset), key: row.key, value: row.value, headers: row.headers });

/** Reads one topic for one group, one batch at a time. */
export class LogReader {
  private next = 0n;
  private due = true;
  private closing = false;
  private paused = false;
  private failures = 0;
  private readonly rest = new Rest();
  private readonly abort = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private saving: Promise<void> | null = null;
  private saver: NodeJS.Timeout | null = null;
  private saved = 0n;
  private working = false;
  private lastRead: Date | null = null;

  constructor(private readonly options: LogReaderOptions) {}

  get topic(): string { return this.options.topic; }

  /** At `place`, or where the group was when nobody says. */
  async start(place?: bigint): Promise<void> {
    const { rows } = await this.options.pool.query<{ next: string }>(
      'SELECT next_offset AS next FROM bus.positions WHERE reader = $1 AND topic = $2 AND partition = 0', [this.options.subscription.group, this.topic]);
    this.saved = BigInt(rows[0]?.next ?? 0);
    this.next = place ?? this.saved;
    this.running = this.run();
  }

  /** The topic's end moved; an end before our position means that the topic was made anew. */
  moved(end: bigint): void { if (end !== this.next) this.wake(); }

  /** When it last read, if it is at work on that since; null while it waits for more. */
  busySince(): Date | null { return this.working ? this.lastRead : null; }

  pause(): void { this.paused = true; }

  resume(): void { this.paused = false; this.wake(); }

  async close(): Promise<void> {
    this.closing = true;
    this.abort.abort();
    this.rest.end();
    await this.running;
    if (this.saver) clearTimeout(this.saver);
    await this.saving;
    await this.savePosition();
  }

  private wake(): void {
    this.due = true;
    if (this.failures === 0) this.rest.end();
  }

  private async run(): Promise<void> {
    while (!this.closing) {
      if (!this.due || this.paused) { await this.rest.for(1_000); continue; }
      this.due = false;
      try {
        await this.step();
        this.failures = 0;
      } catch (error) {
        this.failures += 1;
        this.due = true;
        this.options.log('warn', 'a batch is read again', { topic: this.topic, failures: this.failures, error: error instanceof Error ? error.name : 'unknown' });
        if (!this.closing) await this.rest.for(restMs(this.failures));
      }
    }
  }

  private async step(): Promise<void> {
    const records = await this.read();
    const last = records.at(-1);
    if (last === undefined) { await this.checkMadeAnew(); return; }
    const { onBatch, maxBatch } = this.options.subscription;
    [this.working, this.lastRead] = [true, new Date()];
    const done = await onBatch({ topic: this.topic, partition: 0, records, signal: this.abort.signal, heartbeat: () => Promise.resolve() }).finally(() => { this.working = false; });
    this.next = done + 1n;
    this.due ||= done !== last.offset || records.length === maxBatch;
    this.saver ??= setTimeout(() => { this.saver = null; void this.savePosition(); }, SAVE_MS);
  }

  private async read(): Promise<readonly Delivered[]> {
    const { rows } = await this.options.pool.query<StoredRecord>({
      name: 'bus-read', text: 'SELECT "offset", key, value, headers FROM bus.log WHERE topic = $1 AND partition = 0 AND "offset" >= $2 ORDER BY "offset" LIMIT $3',
      values: [this.topic, this.next.toString(), this.options.subscription.maxBatch],
    });
    return rows.map((row) => deliveredOf(this.topic, row));
  }

  private async checkMadeAnew(): Promise<void> {
    const { rows } = await this.options.pool.query<{ end: string }>('SELECT next_offset AS end FROM bus.topics WHERE topic = $1', [this.topic]);
    const end = rows[0] && BigInt(rows[0].end);
    if (end === undefined || end >= this.next) return;
    this.options.log('warn', 'the topic was made anew', { topic: this.topic });
    this.next = 0n;
    this.due = end > 0n;
  }

  /** Advisory, so it never holds up or fails the reading; one write at a time, the newest position wins. */
  private savePosition(): Promise<void> {
    this.saving ??= this.writePosition().finally(() => { this.saving = null; });
    return this.saving;
  }

  private async writePosition(): Promise<void> {
    while (this.saved !== this.next) {
      const next = this.next;
      try {
        await this.options.pool.query(
          `INSERT INTO bus.positions (reader, topic, next_offset) VALUES ($1, $2, $3)
           ON CONFLICT (reader, topic, partition) DO UPDATE SET next_offset = EXCLUDED.next_offset`, [this.options.subscription.group, this.topic, next.toString()]);
        this.saved = next;
      } catch (error) {
        this.options.log('debug', 'position not saved', { topic: this.topic, error: error instanceof Error ? error.name : 'unknown' });
        return;
      }
    }
  }
}
