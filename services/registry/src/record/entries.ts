import type { RecordedEvent } from '@hearth/event-sourcing';
import type { TableProjection, Tx } from '@hearth/event-store';
import type { Fact } from '@hearth/messaging';
import { publications } from '../publications/own-facts.publication.ts';

/** One published fact about a household, whoever said it. */
export interface RecordEntry {
  readonly household: string;
  readonly id: string;
  /** Contract type, for example hearth.payments.PaymentSettled. */
  readonly type: string;
  readonly service: string;
  readonly area: string | null;
  readonly effectiveOn: string;
  readonly recordedAt: Date;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Adds entries to the record; a fact heard again changes nothing. */
export async function keepEntries(tx: Tx, entries: readonly RecordEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `INSERT INTO record_entry (household, id, type, service, area, effective_on, recorded_at, actor, data)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::timestamptz[], $8::text[], $9::jsonb[]) ON CONFLICT (id) DO NOTHING`,
    [entries.map((e) => e.household), entries.map((e) => e.id), entries.map((e) => e.type), entries.map((e) => e.service), entries.map((e) => e.area), entries.map((e) => e.effectiveOn),
      entries.map((e) => e.recordedAt), entries.map((e) => e.actor), entries.map((e) => JSON.stringify(e.data))]);
}

/** The entry of another service's fact, or null when it is about no household. */
export function entryOf(fact: Fact): RecordEntry | null {
  if (!fact.subject) return null;
  return {
    household: fact.subject, id: fact.id, type: fact.type, service: fact.type.split('.')[1] ?? '', area: fact.area, effectiveOn: fact.effectiveon, recordedAt: new Date(fact.time),
    actor: fact.actor.sub, data: fact.data as Record<string, unknown>,
  };
}

function ownEntry(event: RecordedEvent): RecordEntry | null {
  const outgoing = publications.find((p) => p.on === event.type)?.publish(event);
  const { household, area, actor } = event.metadata;
  if (!outgoing || household === null) return null;
  return { household, id: event.id, type: outgoing.type, service: 'registry', area, effectiveOn: event.effectiveOn, recordedAt: new Date(event.recordedAt), actor: actor.sub, data: outgoing.data as Record<string, unknown> };
}

/** The registry's own facts enter the record from its own log. */
export const ownRecordProjection: TableProjection = {
  name: 'record', version: 1, tables: [],
  apply: (events, tx) => keepEntries(tx, events.map(ownEntry).filter((e) => e !== null)),
};

/** All entries of a household, in the order they were recorded; of one instant, in the order they came here. */
export async function readEntries(tx: Tx, household: string): Promise<RecordEntry[]> {
  const { rows } = await tx.query<{ household: string; id: string; type: string; service: string; area: string | null; effective_on: string; recorded_at: Date; actor: string; data: Record<string, unknown> }>(
    'SELECT household, id, type, service, area, effective_on, recorded_at, actor, data FROM record_entry WHERE household = $1 ORDER BY recorded_at, seq', [household]);
  return rows.map((r) => ({ household: r.household, id: r.id, type: r.type, service: r.service, area: r.area, effectiveOn: r.effective_on, recordedAt: r.recorded_at, actor: r.actor, data: r.data }));
}
