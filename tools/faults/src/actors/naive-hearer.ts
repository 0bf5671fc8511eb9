import type { EventStore, Tx } from '@hearth/event-store';
import { type Batch, type EventBus, type Subscription, toFact, topicOf } from '@hearth/messaging';
import type { Naive } from '../breakages.ts';
import { apply } from './hearing.ts';
import type { Trapdoor } from './trapdoor.ts';

interface NaiveOptions { readonly hearing: string; readonly speaking: string; readonly bus: EventBus; readonly store: EventStore; readonly mistake: Naive; readonly trapdoor: Trapdoor }

/** How long what is marked waits to be applied, by a consumer that marks first. */
const LATER_MS = 1_000;

/** A consumer as it is often written. It exists so that the faults can be seen to notice it. */
export class NaiveHearer {
  #subscription: Subscription | null = null;
  #bus = '';
  readonly #later = new Set<NodeJS.Timeout>();
  #applying: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: NaiveOptions) {}

  async start(): Promise<void> {
    const { bus, hearing, speaking } = this.options;
    this.#bus = await bus.name();
    await bus.ensureTopics([{ name: topicOf(speaking) }]);
    this.#subscription = await bus.subscribe({ group: hearing, topics: [topicOf(speaking)], maxBatch: 100, onBatch: (batch) => this.#take(batch) });
  }

  async close(): Promise<void> {
    await this.#subscription?.close();
    for (const timer of this.#later) clearTimeout(timer);
    await this.#applying;
  }

  async #take(batch: Batch): Promise<bigint> {
    const { store, mistake } = this.options;
    const had = mistake === 'no-inbox' ? -1 : await store.inTransaction((tx) => this.#had(tx, batch));
    if (mistake === 'commits-first') {
      await store.inTransaction((tx) => this.#mark(tx, batch));
      const timer = setTimeout(() => {
        this.#later.delete(timer);
        this.#applying = this.#applying.then(() => this.#apply(batch, had, false)).catch(() => undefined);
      }, LATER_MS);
      this.#later.add(timer);
    } else await this.#apply(batch, had, true);
    return batch.records.at(-1)?.offset ?? -1n;
  }

  async #apply(batch: Batch, had: number, marks: boolean): Promise<void> {
    const { store, trapdoor } = this.options;
    const ids = await store.inTransaction(async (tx) => {
      const applied = await this.#applyAll(tx, batch, had);
      if (marks) await this.#mark(tx, batch);
      await trapdoor.pass('hearer:before-commit', applied);
      return applied;
    });
    await trapdoor.pass('hearer:after-commit', ids);
  }

  /** By the offset alone what is at or below `had` has been had. */
  async #applyAll(tx: Tx, batch: Batch, had: number): Promise<string[]> {
    const ids: string[] = [];
    for (const record of batch.records) {
      if (Number(record.offset) <= had) continue;
      const fact = toFact(record);
      await apply(tx, this.options.hearing, fact);
      ids.push(fact.id);
      if (ids.length > 1) await this.options.trapdoor.pass('hearer:mid-batch', ids);
    }
    return ids;
  }

  async #had(tx: Tx, { topic, partition }: Batch): Promise<number> {
    const { rows } = await tx.query<{ last: number }>(`SELECT last_offset AS last FROM "${this.options.hearing}".intake WHERE bus = $1 AND topic = $2 AND partition = $3`, [this.#bus, topic, partition]);
    return rows[0]?.last ?? -1;
  }

  async #mark(tx: Tx, { topic, partition, records }: Batch): Promise<void> {
    await tx.query(
      `INSERT INTO "${this.options.hearing}".intake (bus, topic, partition, last_offset) VALUES ($1, $2, $3, $4)
       ON CONFLICT (bus, topic, partition) DO UPDATE SET last_offset = EXCLUDED.last_offset`, [this.#bus, topic, partition, (records.at(-1)?.offset ?? -1n).toString()]);
  }
}
