import type { EventStore, Tx } from '@hearth/event-store';
import type { Fact } from '../fact.ts';
import type { InboxUnit } from '../unit-of-work.ts';
import type { FactHandler, UnitOf } from './handler.ts';
import { KnownFacts } from './known.ts';

export interface TurnOptions { readonly service: string; readonly store: Pick<EventStore, 'eventById'>; readonly unitOf: UnitOf }

/** The handlers' part of one inbox transaction. */
export class Turn {
  private readonly staged = new Map<string, InboxUnit>();

  constructor(private readonly options: TurnOptions, private readonly tx: Tx) {}

  /** A household's next fact sees what its former one appended; otherwise appends wait for the end, where they hold the horizon back least. */
  async handle(fact: Fact, handler: FactHandler): Promise<void> {
    if (this.staged.has(fact.key)) await this.flush();
    const { tx, staged, options: { service, store, unitOf } } = this;
    await handler.handle(fact, {
      tx, known: new KnownFacts(service, tx, fact.subject),
      /** Made when it is asked for: most facts are only copied. */
      get unit() {
        const made = staged.get(fact.key) ?? unitOf(fact, tx);
        staged.set(fact.key, made);
        return made.unit;
      },
      causedByUs: async () => fact.causationid !== null && (await store.eventById(fact.causationid, tx)) !== null,
    });
  }

  /** All at once: the log folds what it is given in the same breath into one statement. */
  async flush(): Promise<void> {
    const units = [...this.staged.values()];
    this.staged.clear();
    const flushed = await Promise.allSettled(units.map((unit) => unit.flush()));
    const failed = flushed.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
