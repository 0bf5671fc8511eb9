import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { freePort, kafkaAvailable, startKafka } from '@hearth/launch';
import kafkajs, { type Consumer, type ConsumerRunConfig, type Kafka } from 'kafkajs';
import { uniqueName } from '../testing/buses.ts';
import { gate, until } from '../testing/until.ts';
import type { Delivered, LogRecord, SubscribeOptions } from './bus.ts';
import { KafkaBus } from './kafka-bus.ts';
import { KafkaSubscription } from './kafka-subscription.ts';

jest.setTimeout(120_000);

const given = process.env['HEARTH_TEST_KAFKA'];
const brokers = (given ?? '').split(',');
const available = await kafkaAvailable();
const record = (key: string, n: number): LogRecord => ({ key, value: Buffer.from(String(n)), headers: {} });
const collect = (seen: Delivered[]): SubscribeOptions['onBatch'] => ({ records }) => { seen.push(...records); return Promise.resolve(records.at(-1)?.offset ?? -1n); };

(given ? describe : describe.skip)('the Kafka adapter', () => {
  it('makes topics with six partitions that keep everything', async () => {
    const [bus, topic] = [new KafkaBus({ brokers }), uniqueName('topic-')];
    await bus.ensureTopics([{ name: topic }]);
    const admin = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms', 'retention.bytes', 'cleanup.policy'] }] });
    await admin.disconnect();
    await bus.close();
    expect(topics[0]?.partitions).toHaveLength(6);
    expect(Object.fromEntries(resources[0]?.configEntries.map((entry) => [entry.configName, entry.configValue]) ?? [])).toEqual({ 'retention.ms': '-1', 'retention.bytes': '-1', 'cleanup.policy': 'delete' });
  });

  it('comes back when kafkajs has ended the consumer for good', async () => {
    const [bus, topic] = [new KafkaBus({ brokers }), uniqueName('topic-')];
    await bus.ensureTopics([{ name: topic }]);
    const client = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING });
    const crashed = gate();
    const seen: Delivered[] = [];
    const subscription = new KafkaSubscription({
      kafka: endedOnce(client, crashed.open), group: uniqueName('group-'), topics: [topic], maxBatch: 10, onBatch: collect(seen),
      admin: () => Promise.reject(new Error('not asked')), renewAdmin: () => undefined, log: () => undefined,
    });
    await subscription.open();
    await bus.publish(topic, [record('a', 1)]);
    await crashed.passed;
    await bus.publish(topic, [record('a', 2)]);
    await until('both records', () => seen.length >= 2);
    expect(seen.map((one) => one.value.toString())).toEqual(['1', '2']);
    await subscription.close();
    await bus.close();
  }, 30_000);

  it('says when it is not connected', async () => {
    const bus = new KafkaBus({ brokers: [`127.0.0.1:${await freePort()}`] });
    expect(await bus.health()).toMatchObject({ connected: false });
    await bus.close();
  }, 20_000);
});

(given && available.ok && available.by !== 'brokers' ? describe : describe.skip)('a broker that dies under load', () => {
  const dir = mkdtempSync(join(tmpdir(), 'hearth-broker-'));
  afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

  it('is waited for: nothing acknowledged is lost, order per key is kept, and the silence shows in the last poll', async () => {
    const [port, controllerPort] = [await freePort(), await freePort()];
    const first = await startKafka({ dataDir: dir, port, controllerPort });
    const [bus, topic] = [new KafkaBus({ brokers: [first.broker] }), uniqueName('topic-')];
    await bus.ensureTopics([{ name: topic }]);
    const seen: Delivered[] = [];
    const subscription = await bus.subscribe({ group: uniqueName('group-'), topics: [topic], maxBatch: 20, onBatch: collect(seen) });
    const publishAll = async (from: number, count: number): Promise<void> => {
      for (let n = from; n < from + count; n += 10) {
        const batch = Array.from({ length: 10 }, (_, at) => record(`key-${at % 4}`, n + at));
        await until('a publish gets through', () => bus.publish(topic, batch).then(() => true, () => false), 60);
      }
    };
    await publishAll(0, 200);
    await first.stop();
    const publishing = publishAll(200, 200);
    await until('the silence shows', () => Date.now() - (subscription.lastPoll()?.getTime() ?? 0) > 2_000);
    const second = await startKafka({ dataDir: dir, port, controllerPort });
    await publishing;
    await until('all 400', () => new Set(seen.map((one) => one.value.toString())).size === 400, 60);
    for (const key of ['key-0', 'key-1', 'key-2', 'key-3']) {
      const firsts = [...new Set(seen.filter((one) => one.key === key).map((one) => Number(one.value.toString())))];
      expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
    }
    await bus.close();
    await second.stop();
  }, 180_000);
});

/** The real client, whose first consumer is given a programming error to end on. */
function endedOnce(client: Kafka, onEnd: () => void): Kafka {
  let first = true;
  return {
    producer: (config) => client.producer(config), admin: (config) => client.admin(config), logger: () => client.logger(),
    consumer: (config) => {
      const consumer = client.consumer(config);
      return first ? withRun(consumer, (run) => consumer.run({ ...run, eachBatch: () => { first = false; onEnd(); throw new TypeError('a plain mistake'); } })) : consumer;
    },
  };
}

const withRun = (consumer: Consumer, run: (config: ConsumerRunConfig) => Promise<void>): Consumer => ({ ...consumer, run: (config) => run(config ?? {}) });
