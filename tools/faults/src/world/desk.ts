import { setTimeout as pause } from 'node:timers/promises';
import { KafkaBus } from '@hearth/messaging';
import kafkajs from 'kafkajs';
import type { Pool } from 'pg';
import { until } from '../until.ts';

/** What an operator of the broker sees and does, past our own libraries. */
export interface Desk {
  /** As checkpoints are kept by it. */
  name(): Promise<string>;
  /** The offset behind the last record of each partition. */
  ends(topic: string): Promise<ReadonlyMap<number, number>>;
  /** The group, of which nobody may be there, reads everything again. */
  rewind(group: string, topic: string): Promise<void>;
  /** Deletes the topic with all that is in it and makes one of the same name. */
  recreate(topic: string): Promise<void>;
}

const PATIENCE_S = 60;
const PARTITIONS = 6;

export function kafkaDesk(broker: string): Desk {
  const client = new kafkajs.Kafka({ brokers: [broker], logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 2 } });
  /** On a connection of its own: an admin client keeps to what it once learnt of a topic. */
  const ask = async <T>(question: (admin: ReturnType<typeof client.admin>) => Promise<T>): Promise<T> => {
    const admin = client.admin();
    await admin.connect();
    try { return await question(admin); } finally { await admin.disconnect(); }
  };
  return {
    name: async () => {
      const bus = new KafkaBus({ brokers: [broker] });
      try { return await bus.name(); } finally { await bus.close(); }
    },
    ends: async (topic) => new Map((await ask((admin) => admin.fetchTopicOffsets(topic))).map(({ partition, high }) => [partition, Number(high)])),
    rewind: async (group, topic) => {
      await until('nobody is in the group', PATIENCE_S, () => ask(async (admin) => (await admin.describeGroups([group])).groups.every(({ members }) => members.length === 0)));
      await ask((admin) => admin.resetOffsets({ groupId: group, topic, earliest: true }));
    },
    recreate: async (topic) => {
      await ask((admin) => admin.deleteTopics({ topics: [topic] }));
      await until('the topic is gone', PATIENCE_S, async () => !(await ask((admin) => admin.listTopics())).includes(topic));
      await until('the topic is there again', PATIENCE_S, () => ask((admin) => admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }], waitForLeaders: false })).catch(() => pause(100, false)));
    },
  };
}

export function logDesk(pool: Pool): Desk {
  return {
    name: () => Promise.resolve('log'),
    ends: async (topic) => {
      const { rows } = await pool.query<{ end: string }>('SELECT next_offset AS end FROM bus.topics WHERE topic = $1', [topic]);
      return new Map(rows.map(({ end }) => [0, Number(end)]));
    },
    rewind: async (group, topic) => { await pool.query('DELETE FROM bus.positions WHERE reader = $1 AND topic = $2', [group, topic]); },
    recreate: async (topic) => {
      await pool.query('DELETE FROM bus.log WHERE topic = $1', [topic]);
      await pool.query('UPDATE bus.topics SET next_offset = 0 WHERE topic = $1', [topic]);
    },
  };
}
