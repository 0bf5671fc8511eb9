import type { Tx } from '@hearth/event-store';
import type { TopicPartition } from '../bus/bus.ts';
import { textArray } from '../sql.ts';
import { type Checkpoint, UNREAD } from './place.ts';
import { type Received } from './received.ts';

export type InboxState = 'applied' | 'unheard' | 'held' | 'dead' | 'skipped';

/** What had never come before, each once, and the keys whose facts go to the end of a queue. */
export interface Entered { readonly fresh: readonly Received[]; readonly queued: Set<string> }

/** Tables `intake` (how far each partition is read) and `inbox` (every event that came). */
export class Intake {
  /** Name of the broker that is read; set before the first batch. */
  bus = '';

  constructor(private readonly schema: string) {}

  /** First in every transaction that applies facts of a partition: whoever holds the row works alone, also against a consumer believed dead. */
  async lock(tx: Tx, { topic, partition }: TopicPartition): Promise<Checkpoint> {
    const select = `SELECT last_offset AS "offset", last_id AS id FROM ${this.schema}.intake WHERE topic = $1 AND partition = $2 AND bus = $3 FOR UPDATE`;
    let { rows } = await tx.query<{ offset: number; id: string | null }>(select, [topic, partition, this.bus], 'hearth-intake');
    if (!rows[0]) {
      await tx.query(`INSERT INTO ${this.schema}.intake (topic, partition, bus) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [topic, partition, this.bus]);
      ({ rows } = await tx.query(select, [topic, partition, this.bus]));
    }
    return rows[0] ? { offset: BigInt(rows[0].offset), id: rows[0].id } : UNREAD;
  }

  async save(tx: Tx, { topic, partition }: TopicPartition, { offset, id }: Checkpoint): Promise<void> {
    await tx.query(`UPDATE ${this.schema}.intake SET last_offset = $3, last_id = $4 WHERE topic = $1 AND partition = $2 AND bus = $5`, [topic, partition, offset.toString(), id, this.bus]);
  }

  /**
   * Enters the events, moves the checkpoint when told to, and looks which keys have a queue: one statement, because every fact waits for it.
   * It comes after the lock, so it sees what the last holder did.
   */
  async enter(tx: Tx, { topic, partition }: TopicPartition, received: readonly Received[], next: Checkpoint | null): Promise<Entered> {
    const { rows } = await tx.query<{ id: string | null; key: string | null }>(
      `WITH fresh AS (INSERT INTO ${this.schema}.inbox (event_id, topic, state) SELECT DISTINCT id, $1::text, 'applied' FROM unnest($3::uuid[]) AS e (id) ON CONFLICT DO NOTHING RETURNING event_id),
            moved AS (UPDATE ${this.schema}.intake SET last_offset = $5::bigint, last_id = $6::uuid WHERE topic = $1::text AND partition = $2::integer AND bus = $7::text AND $5::bigint IS NOT NULL)
       SELECT e.id, NULL AS key FROM unnest($3::uuid[]) AS e (id) WHERE NOT EXISTS (SELECT FROM fresh WHERE fresh.event_id = e.id)
       UNION ALL SELECT DISTINCT NULL::uuid, key FROM ${this.schema}.held_events WHERE topic = $1::text AND key = ANY($4::text[])`,
      [topic, partition, `{${received.map((r) => r.eventId).join()}}`, textArray([...new Set(received.map((r) => r.record.key))]), next?.offset.toString() ?? null, next?.id ?? null, this.bus], 'hearth-enter');
    const had = new Set(rows.map((row) => row.id));
    return { fresh: received.filter((r) => isNew(had, r.eventId)), queued: new Set(rows.flatMap(({ key }) => (key === null ? [] : [key]))) };
  }

  async mark(tx: Tx, eventIds: readonly string[], state: InboxState): Promise<void> {
    if (eventIds.length > 0) await tx.query(`UPDATE ${this.schema}.inbox SET state = $2 WHERE event_id = ANY($1::uuid[])`, [eventIds, state]);
  }

  async positions(tx: Tx): Promise<readonly (TopicPartition & { readonly next: bigint })[]> {
    const { rows } = await tx.query<{ topic: string; partition: number; offset: number }>(`SELECT topic, partition, last_offset AS "offset" FROM ${this.schema}.intake WHERE bus = $1`, [this.bus]);
    return rows.map((row) => ({ topic: row.topic, partition: row.partition, next: BigInt(row.offset) + 1n }));
  }
}

/** Each once: what was entered is known from then on. */
function isNew(had: Set<string | null>, id: string): boolean {
  const before = had.size;
  return had.add(id).size > before;
}
