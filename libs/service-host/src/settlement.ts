import { randomUUID } from 'node:crypto';
import { type EventStore, NO_STREAM, type Tx } from '@hearth/event-store';
import type { Settlement } from '@hearth/messaging';

/** An operator retried or skipped a dead letter: that is a fact of this service too, with who and why, in the transaction that settled it. */
export async function recordSettlement(store: EventStore, now: Date, { actor, ...data }: Settlement, tx: Tx): Promise<void> {
  await store.append(
    [{ stream: `dead-letter-${data.deadLetter}`, expected: NO_STREAM, events: [{ type: 'DeadLetterSettled', data }], household: null, area: null, key: data.deadLetter }],
    { actor, now, correlationId: randomUUID(), causationId: null, traceparent: null, basis: [] }, tx);
}
