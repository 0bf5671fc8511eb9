import type { Tx } from '@hearth/event-store';
import type { Fact } from '../fact.ts';
import type { InboxUnit, UnitOfWork } from '../unit-of-work.ts';
import type { KnownFacts } from './known.ts';

/** What a consumer works with; all of it lives in the transaction that marks the fact as applied. */
export interface FactContext {
  readonly tx: Tx;
  /** As in a command; staged appends are stored last. */
  readonly unit: UnitOfWork;
  readonly known: KnownFacts;
  /** True when an event of this service caused the fact: then it is no trigger here. */
  causedByUs(): Promise<boolean>;
}

/** The one consumer of an event type in a service, with the versions it understands. */
export interface FactHandler { readonly versions: readonly number[]; handle(fact: Fact, context: FactContext): Promise<void> }

export type UnitOf = (fact: Fact, tx: Tx) => InboxUnit;
