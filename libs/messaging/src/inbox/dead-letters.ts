import type { Actor } from '@hearth/event-sourcing';
import type { Tx } from '@hearth/event-store';
import { MalformedFact } from '../envelope.ts';
import type { Failure } from './failure.ts';
import type { Queue } from './held-events.ts';
import { type Received, typeOf } from './received.ts';
import type { DeadLetter, Settlement } from './status.ts';

type Row = Omit<DeadLetter, 'error' | 'failedAt'> & { readonly code: string; readonly message: string; readonly failedAt: Date };

/** A dead letter and the queue it stands at the head of. */
export interface OpenLetter extends Queue { readonly eventId: string; readonly type: string }

/** Table `dead_letters`: what failed and why, and what became of it. The payload stays in the queue. */
export class DeadLetters {
  constructor(private readonly schema: string) {}

  async add(tx: Tx, received: Received, { code, message }: Failure): Promise<void> {
    const { record, eventId, fact } = received;
    await tx.query(
      `INSERT INTO ${this.schema}.dead_letters (event_id, topic, partition, "offset", key, type, version, error_code, error_message) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [eventId, record.topic, record.partition, record.offset.toString(), record.key, typeOf(received), fact instanceof MalformedFact ? null : fact.dataversion, code, message]);
  }

  /** An operator's attempt failed again. */
  async failedAgain(tx: Tx, id: string, { code, message }: Failure): Promise<void> {
    await tx.query(`UPDATE ${this.schema}.dead_letters SET attempts = attempts + 1, error_code = $2, error_message = $3, failed_at = now() WHERE id = $1`, [id, code, message]);
  }

  async open(tx: Tx, id: string): Promise<OpenLetter | null> {
    const { rows } = await tx.query<OpenLetter>(`SELECT topic, partition, key, event_id AS "eventId", type FROM ${this.schema}.dead_letters WHERE id = $1 AND outcome IS NULL`, [id]);
    return rows[0] ?? null;
  }

  async settle(tx: Tx, id: string, outcome: Settlement['outcome'], reason: string | null, actor: Actor): Promise<void> {
    await tx.query(`UPDATE ${this.schema}.dead_letters SET outcome = $2, reason = $3, settled_by = $4, settled_at = now() WHERE id = $1`, [id, outcome, reason, actor.sub]);
  }

  async list(tx: Tx): Promise<readonly DeadLetter[]> {
    const { rows } = await tx.query<Row>(
      `SELECT id, event_id AS "eventId", topic, partition, "offset", key, type, version, error_code AS code, error_message AS message, attempts, failed_at AS "failedAt",
              (SELECT count(*)::integer FROM ${this.schema}.held_events h WHERE h.topic = d.topic AND h.key = d.key AND h.state = 'behind') AS behind
       FROM ${this.schema}.dead_letters d WHERE outcome IS NULL ORDER BY failed_at, id LIMIT 1000`);
    return rows.map(({ code, message, failedAt, ...row }) => ({ ...row, error: { code, message }, failedAt: failedAt.toISOString() }));
  }
}
