import type { EventStore, Tx } from '@hearth/event-store';
import { type Batch, type EventBus, type Subscription, toFact, topicOf } from '@hearth/messaging';
import { apply } from './hearing.ts';
import type { Trapdoor } from './trapdoor.ts';

type Mistake = 'no-inbox' | 'trusts-offsets' | 'commits-first';

interface NaiveOptions { readonly hearing: string; readonly speaking: string; readonly bus: EventBus; readonly store: EventStore; readonly mistake: Mistake; readonly trapdoor: Trapdoor }

/** A consumer as it is often written. It exists so that the faults can be seen to notice it. */
export class NaiveHearer {
  #subscription: Subscription | null = null;
  #bus = '';

  constructor(private readonly options: NaiveOptions) {}

  async start(): Promise<void> {
    const { bus, hearing, speaking } = this.options;
    this.#bus = await bus.name();
    await bus.ensureTopics([{ name: topicOf(speaking) }]);
    this.#subscription = await bus.subscribe({ group: hearing, topics: [topicOf(speaking)], maxBatch: 100, onBatch: (batch) => this.#take(batch) });
  }

  async close(): Promise<void> { await this.#subscription?.close(); }

  async #take(batch: Batch): Promise<bigint> {
    const { store, mistake, trapdoor } = this.options;
    const last = batch.records.at(-1)?.offset ?? -1n;
    const had = await store.inTransaction((tx) => this.#had(tx, batch));
    if (mistake === 'commits-first') await store.inTransaction((tx) => this.#mark(tx, batch, last));
    const ids = await store.inTransaction(async (tx) => {
      const applied = await this.#apply(tx, batch, mistake === 'no-inbox' ? -1 : had);
      if (mistake !== 'commits-first') await this.#mark(tx, batch, last);
      await trapdoor.pass('hearer:before-commit', applied);
      return applied;
    });
    await trapdoor.pass('hearer:after-commit', ids);
    return last;
  }

  /** By the offset alone what is at or below `had` has been had. */
  async #apply(tx: Tx, batch: Batch, had: number): Promise<string[]> {
    const { hearing, trapdoor } = this.options;
    const ids: string[] = [];
    for (const record of batch.records) {
      if (Number(record.offset) <= had) continue;
      const fact = toFact(record);
      await apply(tx, hearing, fact);
      ids.push(fact.id);
      if (ids.length > 1) await trapdoor.pass('hearer:mid-batch', ids);
    }
    return ids;
  }

  async #had(tx: Tx, { topic, partition }: Batch): Promise<number> {
    const { rows } = await tx.query<{ last: number }>(`SELECT last_offset AS last FROM "${this.options.hearing}".intake WHERE bus = $1 AND topic = $2 AND partition = $3`, [this.#bus, topic, partition]);
    return rows[0]?.last ?? -1;
  }

  async #mark(tx: Tx, { topic, partition }: Batch, offset: bigint): Promise<void> {
    await tx.query(
      `INSERT INTO "${this.options.hearing}".intake (bus, topic, partition, last_offset) VALUES ($1, $2, $3, $4)
       ON CONFLICT (bus, topic, partition) DO UPDATE SET last_offset = EXCLUDED.last_offset`, [this.#bus, topic, partition, offset.toString()]);
  }
}
