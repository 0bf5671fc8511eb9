import { Rejection } from '@hearth/event-sourcing';
import { canonicalJson, type KeyProvider, type Tx } from '@hearth/event-store';
import type { Asking } from '../http/request.ts';

/** What a command answered: kept in the transaction of its append, so that a retry gets the same answer and makes no second fact. */
export interface KeptAnswer { readonly status: number; readonly body: object; readonly version: number | null; readonly location: string | null; readonly position: number | null }

/** Keyed: a plain hash of a registration could be guessed back from what of it stands readable beside it. */
const bodyHash = ({ fingerprint }: Asking, keys: KeyProvider): Promise<string> =>
  keys.token('command', canonicalJson({ method: fingerprint.method, path: fingerprint.path, body: JSON.parse(JSON.stringify(fingerprint.body)) as object }));

/**
 * Finds the kept answer of this command, or claims its key until the transaction ends.
 * @throws Rejection idempotency-in-flight (409) while another request with the key runs, idempotency-mismatch (422) when the key was used for something else.
 */
export async function recall(tx: Tx, asking: Asking, keys: KeyProvider): Promise<KeptAnswer | null> {
  if (asking.idempotencyKey === null) return null;
  const key = asking.idempotencyKey, actor = asking.officer.sub;
  const { rows: [lock] } = await tx.query<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || E'\\n' || $1, 0)) AS free`, [`${actor}\n${key}`]);
  if (!lock?.free) throw new Rejection('idempotency-in-flight', 'The same command is being carried out at this moment.', { status: 409, params: { retryAfter: 1 } });
  const { rows: [kept] } = await tx.query<{ body_hash: string; status: number; answer: object; version: number | null; location: string | null; position: string | null }>(
    'SELECT body_hash, status, answer, version, location, position FROM commands WHERE key = $1 AND actor = $2', [key, actor]);
  if (!kept) return null;
  if (kept.body_hash !== await bodyHash(asking, keys)) throw new Rejection('idempotency-mismatch', 'This Idempotency-Key was used for another command.', { status: 422 });
  return { status: kept.status, body: kept.answer, version: kept.version, location: kept.location, position: kept.position === null ? null : Number(kept.position) };
}

/** Keeps the answer; ids and versions only, so nothing personal rests here. */
export async function keep(tx: Tx, asking: Asking, now: Date, answer: KeptAnswer, keys: KeyProvider): Promise<void> {
  if (asking.idempotencyKey === null) return;
  await tx.query('INSERT INTO commands (key, actor, body_hash, status, answer, version, location, position, recorded_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)',
    [asking.idempotencyKey, asking.officer.sub, await bodyHash(asking, keys), answer.status, JSON.stringify(answer.body), answer.version, answer.location, answer.position, now]);
}
