import type { KafkaConfig } from 'kafkajs';
import type { Log } from '../log.ts';
import type { BusHealth, EventBus, LogRecord, SubscribeOptions, Subscription, TopicSpec } from './bus.ts';

export interface KafkaBusOptions {
  readonly brokers: readonly string[];
  readonly clientId?: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** Copies of each partition, 1 unless said. */
  readonly replication?: number;
  readonly log?: Log;
}

/** Kafka through kafkajs. */
export class KafkaBus implements EventBus {
  constructor(private readonly options: KafkaBusOptions) {}
  publish(_topic: string, _batch: readonly LogRecord[]): Promise<void> { throw new Error(`not built: ${this.options.brokers.length}`); }
  subscribe(_options: SubscribeOptions): Promise<Subscription> { throw new Error('not built'); }
  ensureTopics(_topics: readonly TopicSpec[]): Promise<void> { throw new Error('not built'); }
  health(): Promise<BusHealth> { throw new Error('not built'); }
  close(): Promise<void> { throw new Error('not built'); }
}
