/** One record of a topic: the key decides the partition, records of one key stay in order. */
export interface LogRecord { readonly key: string; readonly value: Buffer; readonly headers: Readonly<Record<string, string>> }

export interface Delivered extends LogRecord { readonly topic: string; readonly partition: number; readonly offset: bigint }

export interface Batch {
  readonly topic: string;
  readonly partition: number;
  /** In offset order, never empty. */
  readonly records: readonly Delivered[];
  /** Aborted when the subscription closes; the batch in hand is still awaited. */
  readonly signal: AbortSignal;
  /** Tells the broker that a long batch is still being worked on; never throws. */
  heartbeat(): Promise<void>;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly maxBatch: number;
  /**
   * Where the subscriber itself stands: the next offset of each partition it knows. Asked whenever partitions are assigned, and it counts
   * over what the broker noted: a subscriber whose own place was restored to an older one would otherwise never hear what lies between.
   */
  readonly places?: () => Promise<readonly Place[]>;
  /**
   * Returns the last offset that is done; delivery goes on behind it, wherever that lies: a lower one reads again, -1 from the start.
   * When it throws, the partition rests for a while and the same records come again.
   */
  onBatch(batch: Batch): Promise<bigint>;
}

export interface TopicPartition { readonly topic: string; readonly partition: number }

/** The next offset to read. */
export interface Place extends TopicPartition { readonly next: bigint }

export interface PartitionOffset { readonly partition: number; readonly offset: bigint }

/** The first offset that is still there, and the offset the next record will get. */
export interface PartitionBounds extends TopicPartition { readonly start: bigint; readonly end: bigint }

export interface Subscription {
  pause(partition: TopicPartition): void;
  resume(partition: TopicPartition): void;
  /** What there is in all subscribed partitions, asked of the broker. */
  bounds(): Promise<readonly PartitionBounds[]>;
  /** When the broker was last read with success, by the slowest of its readers: when that is old and the broker answers, the subscription is dead, whatever its process says. */
  lastPoll(): Date | null;
  /** Waits for the batches in hand, then leaves. */
  close(): Promise<void>;
}

/** `partitions`: the adapter's own number when left out (Kafka 6, log 1). Retention is unlimited unless `config` says otherwise. */
export interface TopicSpec { readonly name: string; readonly partitions?: number; readonly config?: Readonly<Record<string, string>> }

export interface BusHealth { readonly connected: boolean; readonly error?: string }

/** The broker as Hearth needs it: six methods, a name and an end. */
export interface EventBus {
  /** Which broker this is: another one, or the same on an empty disk, has another name. Checkpoints are kept per name, so switching loses nothing. */
  name(): Promise<string>;
  /** Resolves when every record is stored for good, in order per key, with the offset of the first one in each partition; else throws, and a prefix may have been stored. */
  publish(topic: string, batch: readonly LogRecord[]): Promise<readonly PartitionOffset[]>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  /** The offset that the next record of each partition will get. @throws when there is no such topic */
  ends(topic: string): Promise<readonly PartitionOffset[]>;
  /** The newest record of each partition that has one, by partition; nothing of a topic that nobody made. For a look at the start, not for following. */
  lastRecords(topic: string): Promise<readonly Delivered[]>;
  health(): Promise<BusHealth>;
  close(): Promise<void>;
}
