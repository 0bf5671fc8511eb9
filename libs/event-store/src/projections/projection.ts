import type { DomainEvent, RecordedEvent } from '@hearth/event-sourcing';
import type { Tx } from '../tx.ts';

/** Where a row belongs: lists are cut to the officer's area by it. */
export interface Place {
  readonly household: string | null;
  readonly area: string | null;
}

/** The row after the event; undefined = no row (any more). The same object = unchanged. Pure. */
export type RowHandlers<R extends object, E extends DomainEvent> = {
  [T in E['type']]?: { on(row: R | undefined, event: RecordedEvent<Extract<E, { type: T }>>, id: string): R | undefined }['on'];
};

/**
 * Rows are what a GET returns, kept as versions so that each can be asked `asOf`.
 * A projection folds events of its own service only.
 */
export interface RowProjection<R extends object = object, E extends DomainEvent = DomainEvent> {
  /** Table `row_<name>`: lower-case letters, digits and `_`. */
  readonly name: string;
  /** Raised → rebuilt from the first event at the next start. */
  readonly version: number;
  readonly on: RowHandlers<R, E>;
  /** Fields of the body that large lists are filtered or sorted by. */
  readonly indexed?: readonly string[];
  /** Ids of the rows the event touches. */
  keys(event: RecordedEvent<E>): string | readonly string[] | null;
  /** Household and area of the event's metadata when absent; a null there keeps the row's former one. */
  place?(row: R, event: RecordedEvent<E>): Place;
}

/** Only where rows do not fit, e.g. a blind index. */
export interface TableProjection<T extends string = string> {
  readonly name: string;
  readonly version: number;
  /** Made by a migration of the service, written by nobody else: a rebuild replaces them. */
  readonly tables: readonly T[];
  /** Writes to `into`, never to a table by its own name: a rebuild goes to other tables than the ones in use. The same events give the same rows. */
  apply(events: readonly RecordedEvent[], tx: Tx, into: Readonly<Record<T, string>>): Promise<void>;
}

export type Projection = RowProjection | TableProjection;

export const rows = <R extends object, E extends DomainEvent = DomainEvent>(projection: RowProjection<R, E>): RowProjection<R, E> => projection;

export const hasRows = (projection: Projection): projection is RowProjection => 'keys' in projection;
