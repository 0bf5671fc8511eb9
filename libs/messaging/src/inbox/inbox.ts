import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@hearth/event-sourcing';
import type { EventStore, Tx } from '@hearth/event-store';
import type { Batch, EventBus, PartitionBounds, Place, Subscription, TopicPartition } from '../bus/bus.ts';
import { topicOf } from '../fact.ts';
import { type Log, silent } from '../log.ts';
import type { ValidateEvent } from '../relay/publication.ts';
import { readingOf, schemaOf } from '../sql.ts';
import { DeadLetters } from './dead-letters.ts';
import { Drain, type Order } from './drain.ts';
import { Epochs } from './epochs.ts';
import { describe } from './failure.ts';
import type { FactHandler, UnitOf } from './handler.ts';
import { HeldEvents } from './held-events.ts';
import { Intake } from './intake.ts';
import type { InboxParts } from './parts.ts';
import { PartitionWork } from './partition-work.ts';
import type { Bounds } from './place.ts';
import { type Received, typeOf } from './received.ts';
import { Lags } from './lags.ts';
import type { DeadLetter, InboxStatus, PartitionStatus, Settlement } from './status.ts';

export interface InboxOptions {
  /** The consuming service: its schema, and its group on the bus. */
  readonly service: string;
  /** Services whose topics it reads. */
  readonly sources: readonly string[];
  readonly bus: EventBus;
  readonly store: Pick<EventStore, 'inTransaction' | 'eventById' | 'pool'>;
  readonly unitOf: UnitOf;
  /** Tolerant: what a consumer of that version would miss in the data (`readEvent` of the contracts). Nothing is checked without it. */
  readonly validate?: ValidateEvent;
  readonly log?: Log;
  /** Facts in one transaction; 500 unless said. */
  readonly maxBatch?: number;
  /** The clock that facts are stamped by; the machine's unless said. */
  readonly now?: () => Date;
  /** Called in the transaction in which an operator settles a dead letter: that is an event too. */
  readonly onSettled?: (settlement: Settlement, tx: Tx) => Promise<void>;
}

const MAX_BATCH = 500;
const SWEEP_MS = 250;
const PATIENCE_MS = 2_000;
const LONG_WAIT_SECONDS = 60;

/** Applies other services' facts exactly once, in order per key. */
export class Inbox {
  private readonly reading: Tx;
  private readonly parts: Omit<InboxParts, 'handlers'>;
  private readonly topics: readonly string[];
  private readonly unheard = new Map<string, number>();
  private subscription: Subscription | null = null;
  private work: PartitionWork | null = null;
  private drain: Drain | null = null;
  private draining: Promise<void> | null = null;
  private closed: Promise<void> | null = null;
  private again = false;
  private lastBounds: readonly PartitionBounds[] = [];
  private inHand = 0;
  private readonly lags = new Lags();
  private started = Date.now();
  /** Facts that were told to wait by this process, and whether any may be waiting: asking the database after every batch would cost each fact. */
  private waits = 0;
  private mayMove = true;
  private readonly retrying = new Map<string, string>();
  private sweeper: NodeJS.Timeout | null = null;

  constructor(private readonly options: InboxOptions) {
    const schema = schemaOf(options.service);
    this.reading = readingOf(options.store.pool);
    this.topics = options.sources.map(topicOf);
    this.parts = {
      service: options.service, store: options.store, unitOf: options.unitOf, schema, sources: new Set(options.sources), log: options.log ?? silent,
      validate: options.validate ?? (() => []),
      intake: new Intake(schema), held: new HeldEvents(schema), deadLetters: new DeadLetters(schema), epochs: new Epochs(schema),
      unheard: (type) => { this.unheard.set(type, (this.unheard.get(type) ?? 0) + 1); },
      waits: () => { this.waits += 1; this.mayMove = true; },
      boundsOf: (partition) => this.boundsOf(partition),
    };
  }

  /** Resolves when the topics are being read. */
  async start(handlers: ReadonlyMap<string, FactHandler>): Promise<void> {
    const parts: InboxParts = { ...this.parts, handlers };
    this.work = new PartitionWork(parts);
    this.drain = new Drain(parts, this.reading, (tx, order, received) => this.settle(tx, order, received));
    if (this.topics.length === 0) return;
    await this.meetBroker();
    await this.parts.epochs.load(this.reading);
    await this.options.bus.ensureTopics(this.topics.map((name) => ({ name })));
    this.subscription = await this.options.bus.subscribe({
      group: this.options.service, topics: this.topics, maxBatch: this.options.maxBatch ?? MAX_BATCH, onBatch: (batch) => this.onBatch(batch),
      places: () => this.places(),
    });
    this.started = Date.now();
    // Another process of this service may have taken in what a fact here waits for.
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS);
  }

  async status(): Promise<InboxStatus> {
    const partitions = await this.partitions(await this.knownBounds());
    const { held, epochs } = this.parts;
    const [counts, waitingLong, heldAgeSeconds, heard] = await Promise.all([held.counts(this.reading), held.waitingLong(this.reading, LONG_WAIT_SECONDS), held.longestSeconds(this.reading), epochs.list(this.reading)]);
    const now = this.options.now?.() ?? new Date();
    return {
      partitions, lag: partitions.reduce((sum, partition) => sum + partition.lag, 0), ageSeconds: this.lags.ageSeconds(partitions, now), held: counts.behind, waiting: counts.waiting, waitingLong,
      heldAgeSeconds, parkedKeys: counts.dead + counts.waiting,
      deadLetters: counts.dead, unknown: Object.fromEntries(this.unheard), lastPoll: this.subscription?.lastPoll()?.toISOString() ?? null, epochs: heard,
      retrying: [...this.retrying].map(([partition, code]) => `${partition}: ${code}`),
    };
  }

  /** How long nothing has been read, ms. A broker that is away is silence too; 0 for one that reads nothing. */
  silentMs(): number {
    if (!this.subscription) return 0;
    return Math.max(0, Date.now() - Math.max(this.started, this.subscription.lastPoll()?.getTime() ?? 0));
  }

  /** Nothing to read, nothing in hand, and nothing kept back that could move now. */
  async quiet(): Promise<boolean> {
    if (this.inHand > 0 || this.draining || this.retrying.size > 0) return false;
    const bounds = await this.askBounds().catch(() => null);
    if (!bounds) return false;
    const partitions = await this.partitions(bounds);
    const ready = await this.parts.held.ready(this.reading);
    return partitions.every(({ lag }) => lag === 0) && ready.length === 0 && this.inHand === 0;
  }

  deadLetters(): Promise<readonly DeadLetter[]> {
    return this.parts.deadLetters.list(this.reading);
  }

  /** Tries a dead letter again, then what waits behind it, in order. False when there is none of that id or it fails again. */
  retry(id: string, actor: Actor): Promise<boolean> {
    return this.obey({ letter: id, skip: false, reason: null, actor });
  }

  /** Leaves a dead letter out for good and goes on behind it. False when there is none of that id. */
  skip(id: string, reason: string, actor: Actor): Promise<boolean> {
    return this.obey({ letter: id, skip: true, reason, actor });
  }

  /** Ends after the batches in hand. */
  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private async end(): Promise<void> {
    if (this.sweeper) clearInterval(this.sweeper);
    await this.subscription?.close();
    await this.draining;
  }

  /** At the last event that was taken in, which is read once more: it shows whether the topic is the one we knew. */
  private async places(): Promise<readonly Place[]> {
    await this.meetBroker();
    const positions = await this.parts.intake.positions(this.reading);
    return positions.map(({ topic, partition, next }) => ({ topic, partition, next: next > 0n ? next - 1n : 0n }));
  }

  /** What answers at the old address may be another broker by now, of which other places are known. */
  private async meetBroker(): Promise<void> {
    const name = await this.options.bus.name();
    if (name === this.parts.intake.bus) return;
    this.parts.intake.bus = name;
    this.work?.forget();
  }

  private async onBatch(batch: Batch): Promise<bigint> {
    if (!this.work) throw new Error('the inbox is not started');
    const name = `${batch.topic}/${batch.partition}`;
    this.inHand += 1;
    this.lags.take(batch);
    try {
      const done = await this.work.take(batch);
      this.retrying.delete(name);
      this.lags.done(batch);
      if (this.mayMove) await this.moveWaiting();
      return done;
    } catch (error) {
      this.retrying.set(name, describe(error).code);
      throw error;
    } finally {
      this.inHand -= 1;
    }
  }

  private async sweep(): Promise<void> {
    const { waits } = this;
    const any = await this.parts.held.anyWaiting(this.reading).catch(() => true);
    this.mayMove = any || waits !== this.waits;
    if (any) await this.moveWaiting();
  }

  /** One at a time; whoever asks while it runs makes it look once more. Never throws: the sweep tries again. */
  private moveWaiting(): Promise<void> {
    this.again = true;
    this.draining ??= this.drainAll();
    return this.draining;
  }

  private async drainAll(): Promise<void> {
    while (this.again) {
      this.again = false;
      await this.drain?.ready().catch((error: unknown) => { this.parts.log('warn', 'waiting facts could not be moved on', { code: describe(error).code }); });
    }
    this.draining = null; // in the same turn as the last look at `again`
  }

  private async obey(order: Order): Promise<boolean> {
    const letter = await this.parts.deadLetters.open(this.reading, order.letter);
    if (!letter || !this.drain) return false;
    const obeyed = await this.drain.obey(letter, order);
    await this.moveWaiting();
    return obeyed;
  }

  private async settle(tx: Tx, { letter, skip, reason, actor }: Order, received: Received): Promise<void> {
    const outcome = skip ? 'skipped' : 'retried';
    await this.parts.deadLetters.settle(tx, letter, outcome, reason, actor);
    await this.options.onSettled?.({ deadLetter: letter, eventId: received.eventId, type: typeOf(received), key: received.record.key, outcome, reason, actor }, tx);
  }

  private async partitions(bounds: readonly PartitionBounds[]): Promise<readonly PartitionStatus[]> {
    const read = await this.parts.intake.positions(this.reading);
    return bounds.map(({ topic, partition, end }) => {
      const next = read.find((position) => position.topic === topic && position.partition === partition)?.next ?? 0n;
      return { topic, partition, next: Number(next), end: Number(end), lag: Math.max(0, Number(end - next)) };
    });
  }

  private async askBounds(): Promise<readonly PartitionBounds[]> {
    this.lastBounds = await this.subscription?.bounds() ?? [];
    return this.lastBounds;
  }

  /** A broker that is away must not keep anybody from seeing the rest: its last word counts until it is back. */
  private knownBounds(): Promise<readonly PartitionBounds[]> {
    return Promise.race([this.askBounds().catch(() => this.lastBounds), pause(PATIENCE_MS, null, { ref: false }).then(() => this.lastBounds)]);
  }

  private async boundsOf({ topic, partition }: TopicPartition): Promise<Bounds> {
    const found = (await this.askBounds()).find((one) => one.topic === topic && one.partition === partition);
    if (!found) throw new Error(`the broker knows nothing of ${topic}/${partition}`);
    return found;
  }
}
