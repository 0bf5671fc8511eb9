import type { Actor } from '@hearth/event-sourcing';
import type { EventStore, Tx } from '@hearth/event-store';
import type { EventBus } from '../bus/bus.ts';
import type { Log } from '../log.ts';
import type { FactHandler, UnitOf } from './handler.ts';
import type { DeadLetter, InboxStatus, Settlement } from './status.ts';

export interface InboxOptions {
  /** The consuming service: its schema, and its group on the bus. */
  readonly service: string;
  /** Services whose topics it reads. */
  readonly sources: readonly string[];
  readonly bus: EventBus;
  /** `inTransaction` of the service's EventStore, so that what handlers append wakes its tails. */
  readonly store: Pick<EventStore, 'inTransaction'>;
  readonly unitOf: UnitOf;
  readonly log?: Log;
  /** Facts in one transaction; 200 unless said. */
  readonly maxBatch?: number;
  /** Called in the transaction in which an operator settles a dead letter: that is an event too. */
  readonly onSettled?: (settlement: Settlement, tx: Tx) => Promise<void>;
}

/** Applies other services' facts exactly once, in order per key. */
export class Inbox {
  constructor(private readonly options: InboxOptions) {}
  start(_handlers: ReadonlyMap<string, FactHandler>): Promise<void> { throw new Error(`not built: ${this.options.service}`); }
  status(): Promise<InboxStatus> { throw new Error('not built'); }
  /** Nothing to read, nothing in hand, and nothing kept back that could move now. */
  quiet(): Promise<boolean> { throw new Error('not built'); }
  deadLetters(): Promise<readonly DeadLetter[]> { throw new Error('not built'); }
  /** Tries a dead letter again, then what waits behind it, in order. False when there is none of that id or it fails again. */
  retry(_id: string, _actor: Actor): Promise<boolean> { throw new Error('not built'); }
  /** Leaves a dead letter out for good and goes on behind it. False when there is none of that id. */
  skip(_id: string, _reason: string, _actor: Actor): Promise<boolean> { throw new Error('not built'); }
  close(): Promise<void> { throw new Error('not built'); }
}
