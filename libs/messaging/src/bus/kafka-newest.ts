import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, EachBatchPayload, Kafka } from 'kafkajs';
import { restMs } from './backoff.ts';
import type { Delivered } from './bus.ts';
import { nameOf, toDelivered } from './kafka-records.ts';

/** A group of its own that never commits: nobody else's reading is disturbed, and the broker forgets it once it is empty. */
const GROUP = 'hearth-newest-';
const LONGEST_MS = 30_000;
const TRIES = 6;

/** The newest record of each partition that has one; nothing of a topic that nobody made. */
export async function newestRecords(kafka: Kafka, topic: string): Promise<readonly Delivered[]> {
  const newest = await askedAgain(() => newestOffsets(kafka.admin(), topic));
  return newest.size === 0 ? [] : readEach(kafka, topic, newest);
}

/** A topic that was just made may not have found its leader; an admin client would not ask again by itself. */
export async function askedAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try { return await ask(); } catch (error) {
      if (failures === TRIES) throw error;
      await pause(restMs(failures));
    }
  }
}

async function newestOffsets(admin: Admin, topic: string): Promise<ReadonlyMap<number, bigint>> {
  await admin.connect();
  try {
    if (!(await admin.listTopics()).includes(topic)) return new Map();
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.filter(({ low, high }) => BigInt(high) > BigInt(low)).map(({ partition, high }) => [partition, BigInt(high) - 1n]));
  } finally {
    await admin.disconnect();
  }
}

/** kafkajs reads in groups only; where it begins is settled in its first batch of each partition. */
async function readEach(kafka: Kafka, topic: string, wanted: ReadonlyMap<number, bigint>): Promise<readonly Delivered[]> {
  const consumer = kafka.consumer({ groupId: `${GROUP}${randomUUID()}`, allowAutoTopicCreation: false });
  const found = new Map<number, Delivered>();
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => { reject(new Error(`the newest records of ${topic} could not be read in ${LONGEST_MS / 1000} s`)); }, LONGEST_MS);
      const settle = (end: () => void): void => { clearTimeout(late); end(); };
      consumer.on(consumer.events.CRASH, ({ payload }) => { if (!payload.restart) settle(() => { reject(new Error(`the newest records of ${topic} could not be read: ${nameOf(payload.error)}`)); }); });
      const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
        const offset = wanted.get(batch.partition);
        if (offset === undefined || found.has(batch.partition)) return;
        const message = batch.messages.find((one) => BigInt(one.offset) === offset);
        if (message) found.set(batch.partition, toDelivered(topic, batch.partition, message));
        else consumer.seek({ topic, partition: batch.partition, offset: offset.toString() });
        if (found.size === wanted.size) settle(resolve);
      };
      consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch }).catch((error: unknown) => { settle(() => { reject(error instanceof Error ? error : new Error(String(error))); }); });
    });
  } finally {
    await consumer.disconnect();
  }
  return [...found.values()].toSorted((a, b) => a.partition - b.partition);
}
