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
  /** Of the registry's log: where it stands there, or how far that was when another service's fact was heard. */
  readonly position: number;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Adds what another service said to the record; a fact heard again changes nothing. */
export async function keepEntry(tx: Tx, entry: Omit<RecordEntry, 'position'>): Promise<void> {
  await tx.query(
    `INSERT INTO record_entry (household, id, type, service, area, effective_on, recorded_at, actor, data, heard)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN is_called THEN last_value ELSE 0 END FROM events_position_seq ON CONFLICT (id) DO NOTHING`,
    [entry.household, entry.id, entry.type, entry.service, entry.area, entry.effectiveOn, entry.recordedAt, entry.actor, JSON.stringify(entry.data)]);
}

/** The entry of another service's fact, or null when it is about no household. */
export function entryOf(fact: Fact): Omit<RecordEntry, 'position'> | null {
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
  return { household, id: event.id, type: outgoing.type, service: 'registry', area, effectiveOn: event.effectiveOn, recordedAt: new Date(event.recordedAt), position: event.position, actor: actor.sub, data: outgoing.data as Record<string, unknown> };
}

/** The registry's own facts enter the record from its own log. */
export const ownRecordProjection: TableProjection<'record_own'> = {
  name: 'record', version: 2, tables: ['record_own'],
  async apply(events, tx, into) {
    const entries = events.map(ownEntry).filter((entry) => entry !== null);
    if (entries.length === 0) return;
    await tx.query(
      `INSERT INTO ${into.record_own} (household, id, type, area, effective_on, recorded_at, actor, data, position)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::timestamptz[], $7::text[], $8::jsonb[], $9::bigint[])`,
      [entries.map((e) => e.household), entries.map((e) => e.id), entries.map((e) => e.type), entries.map((e) => e.area), entries.map((e) => e.effectiveOn), entries.map((e) => e.recordedAt),
        entries.map((e) => e.actor), entries.map((e) => JSON.stringify(e.data)), entries.map((e) => e.position)]);
  },
};

interface Stored { readonly household: string; readonly id: string; readonly type: string; readonly service: string; readonly area: string | null; readonly effective_on: string; readonly recorded_at: Date; readonly actor: string; readonly data: Record<string, unknown>; readonly position: number }

/** All entries of a household, in the order they were recorded; of one instant, in the order they came here. */
export async function readEntries(tx: Tx, household: string): Promise<RecordEntry[]> {
  const { rows } = await tx.query<Stored>(
    `SELECT household, id, type, 'registry' AS service, area, effective_on, recorded_at, actor, data, position, 0 AS seq FROM record_own WHERE household = $1
     UNION ALL SELECT household, id, type, service, area, effective_on, recorded_at, actor, data, heard, seq FROM record_entry WHERE household = $1
     ORDER BY recorded_at, position, seq`, [household]);
  return rows.map((r) => ({ household: r.household, id: r.id, type: r.type, service: r.service, area: r.area, effectiveOn: r.effective_on, recordedAt: r.recorded_at, position: r.position, actor: r.actor, data: r.data }));
}
