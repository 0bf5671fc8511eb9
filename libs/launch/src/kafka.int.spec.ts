import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkajs from 'kafkajs';
import { kafkaAvailable, startKafka } from './kafka.ts';
import { processBegan } from './process-life.ts';

const available = await kafkaAvailable();
const ours = available.ok && available.by !== 'brokers';
if (process.env['HEARTH_REQUIRE_KAFKA'] === '1' && !available.ok) throw new Error(available.reason);

const clientOf = (broker: string) => new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING });

async function say(broker: string, value: string): Promise<void> {
  const admin = clientOf(broker).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'spec', numPartitions: 1 }], waitForLeaders: true });
  await admin.disconnect();
  const producer = clientOf(broker).producer();
  await producer.connect();
  await producer.send({ topic: 'spec', acks: -1, messages: [{ value }] });
  await producer.disconnect();
}

async function firstHeard(broker: string): Promise<string> {
  const consumer = clientOf(broker).consumer({ groupId: `spec-${process.pid}` });
  await consumer.connect();
  await consumer.subscribe({ topic: 'spec', fromBeginning: true });
  const heard = await new Promise<string>((resolve) => {
    void consumer.run({ eachMessage: async ({ message }) => resolve(message.value?.toString() ?? '') });
  });
  await consumer.disconnect();
  return heard;
}

(ours ? describe : describe.skip)('a Kafka of our own', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-spec-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('keeps what was said across a restart on other ports, and leaves no process', async () => {
    const first = await startKafka({ dataDir: dir });
    await say(first.broker, 'still here');
    await first.stop();
    expect(processBegan(first.pid!)).toBeNull();
    const second = await startKafka({ dataDir: dir });
    expect(second.broker).not.toBe(first.broker);
    expect(await firstHeard(second.broker)).toBe('still here');
    await second.stop();
  }, 120_000);
});

describe('brokers named by KAFKA_BROKERS', () => {
  it('are used as they are; nothing is started', async () => {
    const before = process.env['KAFKA_BROKERS'];
    process.env['KAFKA_BROKERS'] = 'one:9092,two:9092';
    const kafka = await startKafka().finally(() => {
      if (before === undefined) delete process.env['KAFKA_BROKERS'];
      else process.env['KAFKA_BROKERS'] = before;
    });
    expect(kafka).toMatchObject({ broker: 'one:9092,two:9092', pid: null });
    await kafka.stop();
  });
});
