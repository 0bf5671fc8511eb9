import { randomBytes } from 'node:crypto';
import { describe } from '@jest/globals';
import kafkajs from 'kafkajs';
import type { EventBus } from '../bus/bus.ts';
import { KafkaBus } from '../bus/kafka-bus.ts';
import { LogBus } from '../bus/log-bus.ts';
import { asSuperuser, databaseUrl } from './superuser.ts';

/** A bus under test: every `open` is a process of its own on the same broker. */
export interface BusUnderTest {
  readonly name: string;
  readonly partitions: number;
  open(): EventBus;
  /** Takes a topic away with all that is in it, as an operator or an accident would. */
  drop(topic: string): Promise<void>;
}

/** Suites run together with others on the same broker. */
export const uniqueName = (prefix: string): string => `${prefix}${randomBytes(5).toString('hex')}`;

export const logUnderTest: BusUnderTest = {
  name: 'log', partitions: 1,
  open: () => new LogBus({ url: databaseUrl(), pollMs: 20 }),
  drop: async (topic) => {
    await asSuperuser('DELETE FROM bus.log WHERE topic = $1', [topic]);
    await asSuperuser('DELETE FROM bus.topics WHERE topic = $1', [topic]);
  },
};

const brokers = (): string[] => (process.env['HEARTH_TEST_KAFKA'] ?? '').split(',');

export const kafkaUnderTest: BusUnderTest = {
  name: 'Kafka', partitions: 6,
  open: () => new KafkaBus({ brokers: brokers() }),
  drop: async (topic) => {
    const admin = new kafkajs.Kafka({ brokers: brokers(), logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  },
};

/** The same suite on both adapters; Kafka's is shown as not run when there is none. */
export function onEachBus(suite: (bus: BusUnderTest) => void): void {
  describe('on the log adapter', () => { suite(logUnderTest); });
  (process.env['HEARTH_TEST_KAFKA'] ? describe : describe.skip)('on Kafka', () => { suite(kafkaUnderTest); });
}
