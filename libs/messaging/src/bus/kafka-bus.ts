import { setTimeout as pause } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import type { Admin, Kafka, KafkaConfig, Producer } from 'kafkajs';
import { type Log, silent } from '../log.ts';
import type { BusHealth, Delivered, EventBus, LogRecord, PartitionOffset, SubscribeOptions, Subscription, TopicSpec } from './bus.ts';
import { askedAgain, newestRecords } from './kafka-newest.ts';
import { makeTopics } from './kafka-topics.ts';
import { logThrough, nameOf, toMessage } from './kafka-records.ts';
import { KafkaSubscription } from './kafka-subscription.ts';

export interface KafkaBusOptions {
  readonly brokers: readonly string[];
  readonly clientId?: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** Copies of each partition, 1 unless said. */
  readonly replication?: number;
  readonly log?: Log;
}

const ALL_COPIES = -1;
const HEALTH_MS = 2_000;
/** A broker that is back is noticed soon; who gives up is tried again by the relay and by the subscription. */
const LONGEST_RETRY_MS = 1_000;
/** Asked with what it learnt at first, a topic that is being made anew is missing for ten seconds; asked afresh, for one. */
const QUICKLY = { retries: 1, initialRetryTime: 50 };

/** Kafka through kafkajs. */
export class KafkaBus implements EventBus {
  private readonly kafka: Kafka;
  private readonly log: Log;
  private readonly producers = new Map<string, Promise<Producer>>();
  private readonly subscriptions = new Set<KafkaSubscription>();
  private admin: Promise<Admin> | null = null;

  constructor(private readonly options: KafkaBusOptions) {
    this.log = options.log ?? silent;
    this.kafka = new kafkajs.Kafka({
      brokers: [...options.brokers], clientId: options.clientId ?? 'hearth', logCreator: logThrough(this.log), logLevel: kafkajs.logLevel.WARN, retry: { maxRetryTime: LONGEST_RETRY_MS },
      ...(options.ssl === undefined ? {} : { ssl: options.ssl }), ...(options.sasl === undefined ? {} : { sasl: options.sasl }),
    });
  }

  async publish(topic: string, batch: readonly LogRecord[]): Promise<readonly PartitionOffset[]> {
    if (batch.length === 0) return [];
    const producer = this.producer(topic);
    try {
      const stored = await (await producer).send({ topic, acks: ALL_COPIES, messages: batch.map(toMessage) });
      return stored.flatMap(({ partition, baseOffset }) => (baseOffset === undefined ? [] : [{ partition, offset: BigInt(baseOffset) }]));
    } catch (error) {
      // An idempotent producer that failed may be out of step with the broker's sequence for ever: the next publish takes a new one.
      if (this.producers.get(topic) === producer) this.producers.delete(topic);
      void producer.then((p) => p.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const subscription = new KafkaSubscription({
      ...options, kafka: this.kafka, log: this.log, admin: () => this.administration(),
      renewAdmin: (old) => {
        if (this.admin === old) this.admin = null;
        void hangUp(old);
      },
    });
    await subscription.open();
    this.subscriptions.add(subscription);
    return subscription;
  }

  ensureTopics(topics: readonly TopicSpec[]): Promise<void> { return this.asking((admin) => makeTopics(admin, topics, this.options.replication ?? 1)); }

  async ends(topic: string): Promise<readonly PartitionOffset[]> {
    const offsets = await askedAgain(() => this.asking(async (admin) => ((await admin.listTopics()).includes(topic) ? admin.fetchTopicOffsets(topic) : null), QUICKLY));
    if (offsets === null) throw new Error(`there is no topic ${topic}`);
    return offsets.map(({ partition, high }) => ({ partition, offset: BigInt(high) }));
  }

  lastRecords(topic: string): Promise<readonly Delivered[]> { return newestRecords(this.kafka, topic); }

  async name(): Promise<string> {
    const { clusterId } = await (await this.administration()).describeCluster();
    return `kafka:${clusterId}`;
  }

  async health(): Promise<BusHealth> {
    const late = pause<BusHealth>(HEALTH_MS, { connected: false, error: 'timeout' }, { ref: false });
    const asked = this.administration().then((admin) => admin.describeCluster()).then(() => ({ connected: true }), (error: unknown) => ({ connected: false, error: nameOf(error) }));
    return Promise.race([asked, late]);
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await Promise.all([...this.producers.values(), ...(this.admin ? [this.admin] : [])].map(hangUp));
  }

  /** On a connection of its own: one that was asked about a topic before fails at everything once that topic is gone. */
  private async asking<T>(ask: (admin: Admin) => Promise<T>, retry?: NonNullable<KafkaConfig['retry']>): Promise<T> {
    const admin = this.kafka.admin(retry && { retry });
    await admin.connect();
    try { return await ask(admin); } finally { await admin.disconnect(); }
  }

  /** One for each topic, so that a failure of one service's relay does not take the others' sequences with it. */
  private producer(topic: string): Promise<Producer> {
    const known = this.producers.get(topic);
    if (known) return known;
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    const connected = producer.connect().then(() => producer);
    this.producers.set(topic, connected);
    return connected;
  }

  private administration(): Promise<Admin> {
    if (this.admin) return this.admin;
    const admin = this.kafka.admin();
    const connecting = admin.connect().then(() => admin);
    this.admin = connecting;
    connecting.catch(() => { if (this.admin === connecting) this.admin = null; });
    return connecting;
  }
}

/** A client that is still looking for its broker is not waited for. */
async function hangUp(client: Promise<Producer | Admin>): Promise<void> {
  const gone = client.then((connected) => connected.disconnect()).catch(() => undefined);
  await Promise.race([gone, pause(HEALTH_MS, undefined, { ref: false })]);
}
