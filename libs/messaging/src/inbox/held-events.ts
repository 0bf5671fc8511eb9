import type { Basis } from '@hearth/event-sourcing';
import type { Tx } from '@hearth/event-store';
import type { Delivered } from '../bus/bus.ts';
import { type Received, typeOf } from './received.ts';
import type { WaitingFact } from './status.ts';

export type HeldState = 'dead' | 'waiting' | 'behind';

export interface Held { readonly received: Received; readonly state: HeldState; readonly needs: readonly Basis[] }

/** A queue of facts that cannot be applied yet. */
export interface Queue { readonly topic: string; readonly partition: number; readonly key: string }

/** The first of a queue, as it was delivered. */
export interface Head { readonly seq: number; readonly eventId: string; readonly state: HeldState; readonly record: Delivered }

interface HeadRow { readonly seq: number; readonly event_id: string; readonly state: HeldState; readonly partition: number; readonly offset: number; readonly value: Buffer; readonly headers: Record<string, string> }

/** Table `held_events`: a queue for each topic and key, in the order of delivery. */
export class HeldEvents {
  constructor(private readonly schema: string) {}

  async hold(tx: Tx, { received, state, needs }: Held): Promise<void> {
    const { record, eventId } = received;
    await tx.query(
      `INSERT INTO ${this.schema}.held_events (topic, partition, "offset", key, event_id, type, headers, value, state, needs) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [record.topic, record.partition, record.offset.toString(), record.key, eventId, typeOf(received), JSON.stringify(record.headers), record.value, state, JSON.stringify(needs)]);
  }

  async head(tx: Tx, { topic, key }: Queue): Promise<Head | null> {
    const { rows } = await tx.query<HeadRow>(
      `SELECT seq, event_id, state, partition, "offset", value, headers FROM ${this.schema}.held_events WHERE topic = $1 AND key = $2 ORDER BY seq LIMIT 1 FOR UPDATE`, [topic, key]);
    const row = rows[0];
    if (!row) return null;
    return { seq: row.seq, eventId: row.event_id, state: row.state, record: { topic, partition: row.partition, offset: BigInt(row.offset), key, value: row.value, headers: row.headers } };
  }

  async setState(tx: Tx, seq: number, state: HeldState, needs: readonly Basis[]): Promise<void> {
    await tx.query(`UPDATE ${this.schema}.held_events SET state = $2, needs = $3 WHERE seq = $1`, [seq, state, JSON.stringify(needs)]);
  }

  async release(tx: Tx, seq: number): Promise<void> {
    await tx.query(`DELETE FROM ${this.schema}.held_events WHERE seq = $1`, [seq]);
  }

  /** Queues whose head waits for nothing any more. */
  async ready(tx: Tx): Promise<readonly Queue[]> {
    const { rows } = await tx.query<Queue>(
      `SELECT topic, partition, key FROM ${this.schema}.held_events h WHERE state = 'waiting' AND NOT EXISTS (
         SELECT FROM jsonb_to_recordset(h.needs) AS n (service text, id text, version bigint)
         WHERE NOT EXISTS (SELECT FROM ${this.schema}.heard WHERE heard.service = n.service AND heard.stream = n.id AND heard.version >= n.version))
       ORDER BY seq LIMIT 500`);
    return rows;
  }

  async anyWaiting(tx: Tx): Promise<boolean> {
    const { rows } = await tx.query(`SELECT FROM ${this.schema}.held_events WHERE state = 'waiting' LIMIT 1`);
    return rows.length > 0;
  }

  async counts(tx: Tx): Promise<Record<HeldState, number>> {
    const { rows } = await tx.query<{ state: HeldState; count: number }>(`SELECT state, count(*)::integer AS count FROM ${this.schema}.held_events GROUP BY state`);
    return { dead: 0, waiting: 0, behind: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
  }

  /** How long the one that is held longest has been; 0 when none is. */
  async longestSeconds(tx: Tx): Promise<number> {
    const { rows } = await tx.query<{ seconds: number | null }>(`SELECT extract(epoch FROM now() - min(since))::double precision AS seconds FROM ${this.schema}.held_events`);
    return Math.max(0, rows[0]?.seconds ?? 0);
  }

  async waitingLong(tx: Tx, seconds: number): Promise<readonly WaitingFact[]> {
    const { rows } = await tx.query<Omit<WaitingFact, 'since'> & { since: Date }>(
      `SELECT event_id AS "eventId", topic, key, type, since, needs FROM ${this.schema}.held_events WHERE state = 'waiting' AND since < now() - make_interval(secs => $1) ORDER BY since LIMIT 100`, [seconds]);
    return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  }
}
