import type { EventStore, StreamAppend, Tx } from '@hearth/event-store';
import { NO_STREAM } from '@hearth/event-store';
import type { Fact, FactContext, FactHandler, InboxUnit, UnitOfWork } from '@hearth/messaging';
import { contextOf, HEARD } from './events.ts';
import type { Failing } from './protocol.ts';
import type { Trapdoor } from './trapdoor.ts';

/** What a heard fact's data is. */
interface Said { readonly n: number }

/** The effect of a fact: one row, and one event in the hearer's own log. The row has no key of its own, so that a second application shows. */
export async function apply(tx: Tx, hearing: string, fact: Pick<Fact, 'id' | 'key' | 'stream' | 'streamversion' | 'data'>): Promise<void> {
  await tx.query(`INSERT INTO "${hearing}".applied (event_id, key, stream, version, n) VALUES ($1, $2, $3, $4, $5)`, [fact.id, fact.key, fact.stream, fact.streamversion, (fact.data as Said).n]);
}

/** Facts that fail, and how often they have. */
export class Failures {
  readonly #failing: Failing;
  readonly #thrown = new Map<string, number>();
  #mended = false;

  constructor(failing: Failing) { this.#failing = failing; }

  /** From now on the handler has no fault any more. */
  mend(): void { this.#mended = true; }

  /** Throws when it is the fact's time to. */
  meet(fact: Fact): void {
    const { always, twice, transient, as } = this.#failing;
    if (this.#mended || fact.streamversion !== 1) return;
    const thrown = this.#thrown.get(fact.id) ?? 0;
    const often = always.includes(fact.stream) ? Infinity : twice.includes(fact.stream) || transient.includes(fact.stream) ? 2 : 0;
    if (thrown >= often) return;
    this.#thrown.set(fact.id, thrown + 1);
    if (transient.includes(fact.stream)) throw Object.assign(new Error('as if the database had to break it off'), { code: '40001' });
    throw as === 'TypeError' ? new TypeError('a plain mistake in a handler') : new Error('this fact cannot be applied');
  }
}

/** Handlers of one inbox transaction, so that it can be broken off in the middle. */
export class Hearing {
  /** Partitions are worked on side by side, each in a transaction of its own. */
  readonly #inHand = new WeakMap<Tx, string[]>();

  constructor(private readonly hearing: string, private readonly store: EventStore, private readonly trapdoor: Trapdoor, private readonly failures: Failures, private readonly swallows: boolean) {}

  inHand(tx: Tx): readonly string[] { return this.#inHand.get(tx) ?? []; }

  readonly handler: FactHandler = { versions: [1], handle: (fact, context) => this.#handle(fact, context) };

  async #handle(fact: Fact, { tx, unit }: FactContext): Promise<void> {
    try {
      this.failures.meet(fact);
    } catch (error) {
      if (!this.swallows) throw error;
      return;
    }
    await apply(tx, this.hearing, fact);
    await unit.claim(fact.id, { type: HEARD, data: { n: (fact.data as Said).n } }, { household: fact.subject, area: null, key: fact.key });
    const inHand = [...this.inHand(tx), fact.id];
    this.#inHand.set(tx, inHand);
    // Not at the first of a batch: then there is something half done.
    if (inHand.length > 1) await this.trapdoor.pass('hearer:mid-batch', inHand);
  }

  /** A consumer's events of its own, each a stream for itself, appended last in the inbox transaction. */
  unitOf(fact: Fact, tx: Tx): InboxUnit {
    const staged: StreamAppend[] = [];
    const claim: UnitOfWork['claim'] = (id, event, { household, area, key = id }) => {
      staged.push({ stream: `heard-${id}`, expected: NO_STREAM, events: [event], household, area, key });
      return Promise.resolve({ id, taken: false });
    };
    const unused = (): never => { throw new Error('the hearer decides nothing'); };
    const now = new Date();
    return {
      unit: { now, at: now.toISOString(), today: now.toISOString().slice(0, 10), actor: fact.actor, tx, load: unused, decide: unused, claim, newId: unused },
      flush: () => this.store.append(staged.splice(0), contextOf(fact.id), tx),
    };
  }
}
