import { type Decider, type DomainEvent, streamId, upcast } from '@hearth/event-sourcing';
import type { Tx } from '@hearth/event-store';

/** States of many streams in one round trip; what has no stream is in its initial state. */
export async function loadMany<C, E extends DomainEvent, S>(tx: Tx, decider: Decider<C, E, S>, ids: readonly string[]): Promise<ReadonlyMap<string, S>> {
  const { rows } = await tx.query<{ stream: string; type: string; data: object; schemaVersion: number }>(
    'SELECT stream, type, data, schema_version AS "schemaVersion" FROM events WHERE stream = ANY($1::text[]) ORDER BY stream, version', [ids.map((id) => streamId(decider.stream, id))]);
  const states = new Map(ids.map((id) => [id, decider.initial]));
  for (const { stream, ...event } of rows) {
    const id = stream.slice(decider.stream.length + 1);
    states.set(id, decider.evolve(states.get(id) ?? decider.initial, upcast(event, decider.upcasters) as unknown as E));
  }
  return states;
}
