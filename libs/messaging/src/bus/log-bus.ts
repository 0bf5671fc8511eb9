import type { Pool } from 'pg';
import type { Log } from '../log.ts';
import type { BusHealth, EventBus, LogRecord, SubscribeOptions, Subscription, TopicSpec } from './bus.ts';

export interface LogBusOptions {
  /** Either a pool of the caller's, which stays open, or a URL. */
  readonly pool?: Pool;
  readonly url?: string;
  /** How often other processes' records are looked for; in one process a publish wakes its readers. 50 ms unless said. */
  readonly pollMs?: number;
  readonly log?: Log;
}

/** The broker of a single machine: topics are tables in the schema `bus` of the same PostgreSQL. */
export class LogBus implements EventBus {
  constructor(private readonly options: LogBusOptions) {}
  publish(_topic: string, _batch: readonly LogRecord[]): Promise<void> { throw new Error(`not built: ${this.options.url}`); }
  subscribe(_options: SubscribeOptions): Promise<Subscription> { throw new Error('not built'); }
  ensureTopics(_topics: readonly TopicSpec[]): Promise<void> { throw new Error('not built'); }
  health(): Promise<BusHealth> { throw new Error('not built'); }
  close(): Promise<void> { throw new Error('not built'); }
}
