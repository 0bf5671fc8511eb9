import { randomUUID } from 'node:crypto';
import type { LogRecord } from '@hearth/messaging';
import kafkajs from 'kafkajs';
import { anyone, declaration } from './sample.ts';

/** What each message carries beside its key. */
export type Payload = Pick<LogRecord, 'value' | 'headers'>;

/** The same 430 B as everywhere, in the clear and with no word about them: what somebody without Hearth would send. */
export const bare: Payload = { value: Buffer.from(JSON.stringify(declaration(anyone(), 0))), headers: {} };

/** The yardstick: kafkajs alone, keyed, acks=all, idempotent, one topic of six partitions, consumed by a group in the same process. */
export interface RawKafka {
  /** Sends one message; answers when the consumer has it. */
  exchange(): Promise<void>;
  /** Sends many in batches of 500; answers when the consumer has them all. */
  flood(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function openRawKafka(broker: string, payload: Payload): Promise<RawKafka> {
  const kafka = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING });
  const topic = `raw-${randomUUID()}`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 6 }] });
  await admin.disconnect();
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner, idempotent: true, maxInFlightRequests: 1 });
  const consumer = kafka.consumer({ groupId: topic });
  const waiting = new Map<string, () => void>();
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise<void>((done) => { consumer.on('consumer.group_join', () => { done(); }); });
  await consumer.run({ eachBatch: async ({ batch }) => {
    for (const { key } of batch.messages) { const id = String(key); waiting.get(id)?.(); waiting.delete(id); }
  } });
  await joined;
  const sent = (ids: readonly string[]): Promise<unknown> => producer.send({ topic, acks: -1, messages: ids.map((key) => ({ ...payload, key })) });
  const arrival = (id: string): Promise<void> => new Promise((done) => { waiting.set(id, done); });
  return {
    exchange: async () => {
      const id = randomUUID(), there = arrival(id);
      await sent([id]);
      await there;
    },
    flood: async (count) => {
      const ids = Array.from({ length: count }, () => randomUUID()), there = ids.map(arrival);
      for (let i = 0; i < count; i += 500) await sent(ids.slice(i, i + 500));
      await Promise.all(there);
    },
    close: async () => { await consumer.disconnect(); await producer.disconnect(); },
  };
}
