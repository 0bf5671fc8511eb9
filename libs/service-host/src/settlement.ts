import { randomUUID } from 'node:crypto';
import { streamId } from '@hearth/event-sourcing';
import { type EventStore, NO_STREAM, type Tx } from '@hearth/event-store';
import type { Settlement } from '@hearth/messaging';
import { deadLetters } from './settlement.events.ts';

/** An operator retried or skipped a dead letter: that is a fact of this service too, with who and why, in the transaction that settled it. */
export async function recordSettlement(store: EventStore, now: Date, { actor, ...data }: Settlement, tx: Tx): Promise<void> {
  await store.append(
    [{ stream: streamId(deadLetters.stream, data.deadLetter), expected: NO_STREAM, events: [deadLetters.fact({ type: 'DeadLetterSettled', data })], household: null, area: null, key: data.deadLetter }],
    { actor, now, correlationId: randomUUID(), causationId: null, traceparent: null, basis: [] }, tx);
}
