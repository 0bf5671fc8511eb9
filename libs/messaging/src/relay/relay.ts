import type { RecordedEvent, Upcasters } from '@hearth/event-sourcing';
import { type EventStore, type Horizon, Tail, type Tx } from '@hearth/event-store';
import { Rest, restMs } from '../bus/backoff.ts';
import type { EventBus, LogRecord, PartitionOffset } from '../bus/bus.ts';
import { toRecord } from '../envelope.ts';
import { sourceOf, topicOf } from '../fact.ts';
import { type Log, silent } from '../log.ts';
import { readingOf, schemaOf } from '../sql.ts';
import type { Outgoing, Publication, ValidateEvent } from './publication.ts';
import { checkedPublish, type Publish } from './publishable.ts';
import { Fenced, RelayLease } from './relay-lease.ts';
import type { RelayStatus } from './status.ts';

export interface RelayOptions {
  readonly service: string;
  readonly deployment: string;
  /** One of its pool's connections is kept for the lease while the relay is active. */
  readonly store: EventStore;
  readonly horizon: Horizon;
  readonly bus: EventBus;
  readonly publications: readonly Publication[];
  readonly validate: ValidateEvent;
  /** Publications see events of the newest schema version. */
  readonly upcasters?: Upcasters;
  readonly log?: Log;
  /** Events per publish, 500 unless said. */
  readonly batch?: number;
  /** How often the topic is looked at, 10 s unless said. */
  readonly topicLookMs?: number;
}

const BATCH = 500;
const LOOK_MS = 1_000;
const TOPIC_LOOK_MS = 10_000;
/** Shorter than a topic can be deleted and made anew. */
const REST_MS = 100;

/** The address is the old one, what answers there is not. */
class AnotherBroker extends Error {
  override readonly name = 'AnotherBroker';
}

/** Publishes a service's events in order; one relay of a service is active at a time, the others stand by. */
export class Relay {
  private readonly publish: Publish;
  /** Empty until the broker has said its name. */
  private bus = '';
  private readonly log: Log;
  private readonly rest = new Rest();
  private lease: RelayLease | null = null;
  private tail: Tail | null = null;
  private fenced = false;
  private closing = false;
  private error: string | null = null;
  /** When something was published last, as `performance.now()` says. */
  private sent = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: RelayOptions) {
    this.publish = checkedPublish(options.publications, options.validate);
    this.log = options.log ?? silent;
  }

  async start(): Promise<void> {
    await this.makeTopic();
    this.running = this.run();
  }

  /**
   * Publishes again everything from this position on; consumers know what they have had. What was never published is never left out.
   * Answers how far it had come, null when nothing has been published to this broker. In a transaction, `look` when it is committed.
   */
  async republish(from: number, tx: Tx = readingOf(this.options.store.pool)): Promise<number | null> {
    const table = `${schemaOf(this.options.service)}.relay`;
    const { rows } = await tx.query<{ position: number }>(
      `UPDATE ${table} SET position = LEAST(relay.position, $1), epoch = relay.epoch + 1 FROM (SELECT bus, position FROM ${table} WHERE bus = $2 FOR UPDATE) AS before WHERE relay.bus = before.bus RETURNING before.position`,
      [Math.max(0, from - 1), await this.options.bus.name()]);
    this.look();
    return rows[0]?.position ?? null;
  }

  /** Looks at its checkpoint now, not only every second. */
  look(): void { this.rest.end(); }

  async status(): Promise<RelayStatus> {
    const { store, horizon, service } = this.options;
    const { rows } = await store.pool.query<{ position: number; epoch: number; seconds: number | null }>(
      `SELECT position, epoch, (SELECT extract(epoch FROM now() - recorded_at)::double precision FROM ${schemaOf(service)}.events e WHERE e.position > relay.position ORDER BY e.position LIMIT 1) AS seconds
       FROM ${schemaOf(service)}.relay WHERE bus = $1`, [this.bus]);
    const { position = 0, epoch = 0, seconds = null } = rows[0] ?? {};
    const end = await horizon.refresh();
    return { active: this.lease !== null, position, end, lag: Math.max(0, end - position), lagSeconds: Math.max(0, seconds ?? 0), epoch, error: this.error ?? this.tail?.status().error ?? null };
  }

  /** Everything that is stored is published, by this process or by the one that holds the lease. */
  async quiet(): Promise<boolean> {
    await this.options.horizon.refresh();
    const { rows } = await this.options.store.pool.query<{ position: number }>(`SELECT position FROM ${schemaOf(this.options.service)}.relay WHERE bus = $1`, [this.bus]);
    return (rows[0]?.position ?? 0) >= this.options.horizon.lastAssigned || (await this.onlyGapsLeft(rows[0]?.position ?? 0));
  }

  async close(): Promise<void> {
    this.closing = true;
    this.rest.end();
    await this.running;
  }

  /** A broker that came back on an empty disk is another one. */
  private async currentBus(): Promise<string> {
    this.bus = await this.options.bus.name();
    return this.bus;
  }

  /** Positions of rolled-back appends are never stored, so the checkpoint cannot stand on them. */
  private async onlyGapsLeft(position: number): Promise<boolean> {
    const { horizon, store } = this.options;
    return horizon.position >= horizon.lastAssigned && (await store.readFrom(position, horizon.position, 1)).length === 0;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.closing;) {
      try {
        this.lease = await RelayLease.take(this.options.store.pool, this.options.service, await this.currentBus());
        failures = 0;
        if (this.lease) await this.follow(this.lease);
      } catch (error) {
        failures += 1;
        this.error = error instanceof Error ? error.name : 'unknown';
        this.log('warn', 'the relay starts again', { service: this.options.service, error: this.error });
      } finally {
        await this.tail?.close();
        await this.lease?.end();
        this.tail = this.lease = null;
      }
      if (!this.closing) await this.rest.for(failures > 0 ? restMs(failures) : LOOK_MS);
    }
  }

  /** Until the lease is gone; a checkpoint that somebody moved begins a new epoch at its new place. */
  private async follow(lease: RelayLease): Promise<void> {
    while (!this.closing && lease.held) {
      if (await this.hasLostTopic(lease)) await this.fillAnew(lease);
      this.fenced = false;
      this.error = null;
      this.tail = this.tailFrom(lease);
      this.tail.start();
      await this.watch(lease, this.tail);
      await this.tail.close();
      if (this.fenced && !this.closing) await lease.enter();
    }
  }

  /** Until the tail must begin elsewhere. */
  private async watch(lease: RelayLease, tail: Tail): Promise<void> {
    const { topicLookMs = TOPIC_LOOK_MS } = this.options;
    let looked = performance.now();
    while (!this.closing && lease.held && !this.fenced) {
      await this.rest.for(Math.min(LOOK_MS, topicLookMs));
      await lease.check().catch((error: unknown) => { if (error instanceof Fenced) this.fenced = true; else throw error; });
      if (this.closing || this.fenced || (tail.status().error === null && performance.now() - looked < topicLookMs)) continue;
      looked = performance.now();
      if (await this.hasLostTopic(lease)) return;
    }
  }

  /**
   * A broker that is away is waited for, and says nothing about the topic; one that came back on an empty disk needs another mark.
   * A topic that was deleted, by whomever and whoever made it anew, or that lost its end, is to be filled again.
   */
  private async hasLostTopic(lease: RelayLease): Promise<boolean> {
    const { bus, service } = this.options;
    if (!(await bus.health()).connected) return false;
    if ((await bus.name()) !== this.bus) throw new AnotherBroker();
    await this.makeTopic();
    return lease.hasLost(await bus.ends(topicOf(service)));
  }

  /** From the first event on: subscribers know what they have had. */
  private async fillAnew(lease: RelayLease): Promise<void> {
    this.log('warn', 'the topic was made anew or has lost its end: everything is published again', { service: this.options.service });
    await lease.beginAnew();
  }

  private async makeTopic(): Promise<void> {
    await this.options.bus.ensureTopics([{ name: topicOf(this.options.service) }]);
  }

  private tailFrom(lease: RelayLease): Tail {
    const { store, horizon, service, batch = BATCH, upcasters } = this.options;
    return new Tail({
      store, horizon, name: `relay-${service}`, from: lease.position, batch, ...(upcasters ? { upcasters } : {}),
      onBatch: (events) => this.onBatch(lease, events),
      onError: (error) => {
        this.log('warn', 'events could not be published', { service, error: error instanceof Error ? error.name : 'unknown' });
        if (!(error instanceof Fenced)) return;
        this.fenced = true;
        this.rest.end();
      },
    });
  }

  private async onBatch(lease: RelayLease, events: readonly RecordedEvent[]): Promise<void> {
    // A session that broke may be another's lease by now: its batch is not published a second time.
    if (this.fenced || !lease.held) throw new Fenced();
    const records = events.flatMap((event) => this.recordOf(event));
    const stored = records.length > 0 ? await this.send(lease, records) : [];
    await lease.mark(events.at(-1)?.position ?? lease.position, stored);
  }

  /** After a rest the topic is looked at first: what is new must not come to stand before what is missing. */
  private async send(lease: RelayLease, records: readonly LogRecord[]): Promise<readonly PartitionOffset[]> {
    const { bus, service } = this.options;
    const topic = topicOf(service);
    const lost = performance.now() - this.sent > REST_MS && lease.hasLost(await bus.ends(topic));
    const stored = lost ? [] : await bus.publish(topic, records);
    if (lost || lease.hasLost(stored)) {
      await this.fillAnew(lease);
      throw new Fenced();
    }
    this.sent = performance.now();
    return stored;
  }

  private recordOf(event: RecordedEvent): readonly LogRecord[] {
    const outgoing = this.publish(event);
    return outgoing ? [toRecord(this.factOf(event, outgoing))] : [];
  }

  private factOf(event: RecordedEvent, { type, version, data, key }: Outgoing): Parameters<typeof toRecord>[0] {
    const { metadata } = event;
    return {
      id: event.id, type, dataversion: version, source: sourceOf(this.options.deployment, this.options.service), time: event.recordedAt, subject: metadata.household,
      key: key ?? metadata.key, stream: event.stream, streamversion: event.version, effectiveon: event.effectiveOn, area: metadata.area, actor: metadata.actor,
      correlationid: metadata.correlationId, causationid: metadata.causationId, traceparent: metadata.traceparent, basis: metadata.basis, logepoch: this.options.store.logEpoch, data,
    };
  }
}
