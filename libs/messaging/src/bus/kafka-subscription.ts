import type { Admin, Consumer, ConsumerCrashEvent, ConsumerGroupJoinEvent, EachBatchPayload, Kafka } from 'kafkajs';
import type { Log } from '../log.ts';
import { Rest, restMs } from './backoff.ts';
import type { PartitionBounds, Place, SubscribeOptions, Subscription, TopicPartition } from './bus.ts';
import { nameOf, toDelivered } from './kafka-records.ts';
import { Offsets } from './offsets.ts';

/** Partitions worked on at the same time in one process; each takes a database connection. */
const CONCURRENCY = 3;
const LONGEST_POLL_MS = 250;
/** Of a partition at a time: what is decoded and waits for its turn should die young. */
const MOST_BYTES = 262_144;
const BOUNDS_TRIES = 5;
/** After a broker's restart the group waits for members that never come back; being taken for one of them is harmless, checkpoints fence. */
const MEMBERSHIP = { sessionTimeout: 10_000, rebalanceTimeout: 15_000, heartbeatInterval: 2_000 };

export interface KafkaSubscriptionOptions extends SubscribeOptions {
  readonly kafka: Kafka;
  /** The connection for questions, and how to give up one that answers wrongly. */
  readonly admin: () => Promise<Admin>;
  readonly renewAdmin: (old: Promise<Admin>) => void;
  readonly log: Log;
}

/**
 * A group member that stays alive. kafkajs ends a consumer for good on whatever it takes for a programming error, commit errors after a
 * broker's restart among them, and says so only by an event: the consumer is built anew then, and nothing of ours ever throws out of `eachBatch`.
 */
export class KafkaSubscription implements Subscription {
  private consumer: Consumer | null = null;
  private polled: Date | null = null;
  private closing = false;
  private rebuilding: Promise<void> = Promise.resolve();
  private readonly rest = new Rest();
  private readonly abort = new AbortController();
  private readonly inHand = new Set<Promise<unknown>>();
  private readonly failures = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly places: Offsets;

  private readonly log: Log;

  constructor(private readonly options: KafkaSubscriptionOptions) {
    this.log = options.log;
    this.places = new Offsets((offsets) => this.commit(offsets));
  }

  async open(): Promise<void> {
    const consumer = this.options.kafka.consumer({ groupId: this.options.group, allowAutoTopicCreation: false, maxWaitTimeInMs: LONGEST_POLL_MS, maxBytesPerPartition: MOST_BYTES, ...MEMBERSHIP });
    consumer.on(consumer.events.FETCH, () => { this.polled = new Date(); });
    consumer.on(consumer.events.GROUP_JOIN, (event) => { void this.track(this.takePlaces(consumer, event)); });
    consumer.on(consumer.events.CRASH, (event) => { this.crashed(consumer, event); });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
      this.consumer = consumer; // before `run`, which reports a failed join as a crash
      await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: CONCURRENCY, eachBatch: (payload) => this.track(this.eachBatch(consumer, payload)) });
    } catch (error) {
      this.consumer = null;
      await consumer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  pause({ topic, partition }: TopicPartition): void { this.consumer?.pause([{ topic, partitions: [partition] }]); }

  resume({ topic, partition }: TopicPartition): void { this.consumer?.resume([{ topic, partitions: [partition] }]); }

  lastPoll(): Date | null { return this.polled; }

  /** An admin client keeps to the leaders it once learnt and does not ask again, so a refusal is answered with a new one. */
  async bounds(): Promise<readonly PartitionBounds[]> {
    for (let failures = 1; ; failures += 1) {
      const admin = this.options.admin();
      try { return await this.askBounds(await admin); } catch (error) {
        if (failures === BOUNDS_TRIES || this.closing) throw error;
        this.options.renewAdmin(admin);
        await this.rest.for(restMs(failures));
      }
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    this.abort.abort();
    this.rest.end();
    for (const timer of this.timers) clearTimeout(timer);
    await this.rebuilding;
    while (this.inHand.size > 0) await Promise.allSettled(this.inHand);
    await this.places.close();
    await this.consumer?.disconnect().catch((error: unknown) => { this.log('warn', 'the consumer did not leave in order', { error: nameOf(error) }); });
  }

  /** What is read before the seek takes hold is not lost: a batch that begins too late is sent back, one that begins too early does nothing. */
  private async takePlaces(consumer: Consumer, { payload }: ConsumerGroupJoinEvent): Promise<void> {
    for (let failures = 1; this.options.places && !this.closing; failures += 1) {
      try {
        const places = await this.options.places();
        for (const [topic, partitions] of Object.entries(payload.memberAssignment)) {
          for (const partition of partitions) {
            const next = places.find((place) => place.topic === topic && place.partition === partition)?.next ?? 0n;
            consumer.seek({ topic, partition, offset: next.toString() });
          }
        }
        return;
      } catch (error) {
        this.log('warn', 'the own places could not be read', { failures, error: nameOf(error) });
        await this.rest.for(restMs(failures));
      }
    }
  }

  private async askBounds(admin: Admin): Promise<readonly PartitionBounds[]> {
    const topics = await Promise.all(this.options.topics.map(async (topic) => ({ topic, offsets: await admin.fetchTopicOffsets(topic) })));
    return topics.flatMap(({ topic, offsets }) => offsets.map(({ partition, low, high }) => ({ topic, partition, start: BigInt(low), end: BigInt(high) })));
  }

  private async eachBatch(consumer: Consumer, { batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    const beat = (): Promise<void> => heartbeat().catch((error: unknown) => { this.log('debug', 'heartbeat refused', { error: nameOf(error) }); });
    for (let at = 0; at < batch.messages.length && isRunning() && !isStale() && !this.closing; at += this.options.maxBatch) {
      const records = batch.messages.slice(at, at + this.options.maxBatch).map((message) => toDelivered(topic, partition, message));
      const last = records.at(-1)?.offset;
      let done: bigint;
      try {
        done = await this.options.onBatch({ topic, partition, records, signal: this.abort.signal, heartbeat: beat });
      } catch (error) {
        this.restPartition(consumer, { topic, partition }, error);
        return;
      }
      this.failures.delete(`${topic}/${partition}`);
      this.places.note({ topic, partition, next: done + 1n });
      if (done !== last) { consumer.seek({ topic, partition, offset: (done + 1n).toString() }); return; }
      resolveOffset(done.toString());
      await beat();
    }
  }

  /** Nothing was resolved, so the same records come again once the partition goes on. */
  private restPartition(consumer: Consumer, { topic, partition }: TopicPartition, error: unknown): void {
    const name = `${topic}/${partition}`;
    const failures = (this.failures.get(name) ?? 0) + 1;
    this.failures.set(name, failures);
    this.log('warn', 'a batch is read again', { topic, partition, failures, error: nameOf(error) });
    consumer.pause([{ topic, partitions: [partition] }]);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (consumer === this.consumer && !this.closing) consumer.resume([{ topic, partitions: [partition] }]);
    }, restMs(failures));
    this.timers.add(timer);
  }

  /** Advisory: subscribers keep their own position. A refused commit must not leave `eachBatch`, nor hold it up. */
  private async commit(offsets: readonly Place[]): Promise<void> {
    await this.consumer?.commitOffsets(offsets.map(({ topic, partition, next }) => ({ topic, partition, offset: next.toString() }))).catch((error: unknown) => {
      this.log('debug', 'offsets not committed', { error: nameOf(error) });
    });
  }

  private crashed(consumer: Consumer, { payload }: ConsumerCrashEvent): void {
    this.log('warn', 'the consumer crashed', { error: payload.error.name, restart: payload.restart });
    if (payload.restart || this.closing || consumer !== this.consumer) return;
    this.consumer = null;
    this.rebuilding = this.rebuilding.then(() => this.rebuild(consumer));
  }

  private async rebuild(dead: Consumer): Promise<void> {
    await dead.disconnect().catch(() => undefined);
    for (let failures = 1; !this.closing && !this.consumer; failures += 1) {
      try { await this.open(); } catch (error) {
        this.log('warn', 'the consumer could not be built anew', { failures, error: nameOf(error) });
        if (!this.closing) await this.rest.for(restMs(failures));
      }
    }
  }

  private track<T>(work: Promise<T>): Promise<T> {
    this.inHand.add(work);
    const gone = (): void => { this.inHand.delete(work); };
    work.then(gone, gone);
    return work;
  }
}
