import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import type { TopicSpec } from './bus.ts';

const PARTITIONS = 6;
const [LOOK_MS, LOOKS] = [50, 200];
/** What was said stays said: nothing is ever deleted by age or size. */
const FOR_EVER = { 'retention.ms': '-1', 'retention.bytes': '-1', 'cleanup.policy': 'delete' };

/** Makes those that are missing and waits until every partition has a leader. */
export async function makeTopics(admin: Admin, topics: readonly TopicSpec[], replicationFactor: number): Promise<void> {
  const there = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !there.has(topic.name));
  if (missing.length === 0) return;
  await admin.createTopics({
    waitForLeaders: false, // that wait takes a topic the broker does not show yet for an error
    topics: missing.map(({ name, partitions, config }) => ({
      topic: name, numPartitions: partitions ?? PARTITIONS, replicationFactor,
      configEntries: Object.entries({ ...FOR_EVER, ...config }).map(([entry, value]) => ({ name: entry, value })),
    })),
  });
  await ledTopics(admin, missing.map((topic) => topic.name));
}

async function ledTopics(admin: Admin, names: string[]): Promise<void> {
  for (let looks = 1; ; looks += 1) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: names });
      if (topics.length === names.length && topics.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0))) return;
    } catch (error) {
      if (looks === LOOKS) throw error;
    }
    if (looks === LOOKS) throw new Error('the new topics have no leaders');
    await pause(LOOK_MS);
  }
}
