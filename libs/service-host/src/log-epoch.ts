import { randomUUID } from 'node:crypto';
import { streamId } from '@hearth/event-sourcing';
import { type EventStore, ExpectedVersionConflict, NO_STREAM, raiseLogEpoch, readLogEpoch, uuidv5 } from '@hearth/event-store';
import { type Delivered, type EventBus, sourceOf, topicOf } from '@hearth/messaging';
import type { Pool } from 'pg';
import { log } from './log.ts';
import { logEpochs, type Unknown } from './log-epoch.events.ts';

/** Why this start began a new epoch: what the topic ends with, and the log does not have. */
export interface WentBack {
  readonly from: number;
  readonly to: number;
  readonly unknown: readonly Unknown[];
}

export interface EpochAtStart {
  readonly epoch: number;
  readonly wentBack: WentBack | null;
}

export interface EpochOptions {
  readonly service: string;
  readonly deployment: string;
  /** Of a role that may become the log's owner. */
  readonly url: string;
  readonly pool: Pool;
  readonly bus: Pick<EventBus, 'lastRecords'>;
}

interface Told extends Readonly<WentBack['unknown'][number]> {
  readonly epoch: number;
}

/**
 * Before anything is appended: what this service said last on its topic must stand in its log. If not, the log went back in time, by a
 * restore or a failover that lost its end, and it goes on in a new epoch. What was said in an older epoch is settled. A topic that ends
 * earlier than the log, or is empty, is not that case: the relay fills it.
 */
export async function epochAtStart({ service, deployment, url, pool, bus }: EpochOptions): Promise<EpochAtStart> {
  const epoch = await readLogEpoch(url, service);
  const told = toldBy(await bus.lastRecords(topicOf(service)), sourceOf(deployment, service)).filter((one) => one.epoch >= epoch);
  const held = await heldOf(pool, told.map((one) => one.id));
  const strange = told.filter((one) => one.epoch > epoch || !held.has(one.id));
  if (strange.length === 0) return { epoch, wentBack: null };
  const to = await raiseLogEpoch(url, service, Math.max(...strange.map((one) => one.epoch)) + 1);
  const unknown = strange.map(({ id, stream, version, partition }) => ({ id, stream, version, partition }));
  log.error({ service, from: epoch, to, unknown: unknown.length, first: unknown[0]?.id }, 'the log went back in time: its topic holds facts that it does not have; it goes on in a new epoch');
  return { epoch: to, wentBack: { from: epoch, to, unknown } };
}

/** What is on record of the epoch a log is in, from the second on. */
export type EpochRaised = Omit<WentBack, 'from'> & { readonly from: number | null; readonly at: string };

/** An event of the service itself, the first of its new epoch: who looks later finds when it began, and why. One that an operator or a restore raised says less. */
export async function recordEpoch(store: EventStore, now: Date, { epoch, wentBack }: EpochAtStart): Promise<void> {
  const stream = streamOf(store.service, epoch);
  if (epoch === 1 || (await store.exists(stream))) return;
  const data = wentBack ?? { from: null, to: epoch, unknown: [] };
  await store.append([{ stream, expected: NO_STREAM, events: [logEpochs.fact({ type: 'LogEpochRaised', data })], household: null, area: null, key: stream }],
    { actor: { sub: `service:${store.service}`, role: 'service', area: '*' }, now, correlationId: randomUUID(), causationId: null, traceparent: null, basis: [] })
    .catch((error: unknown) => { if (!(error instanceof ExpectedVersionConflict)) throw error; }); // another process of this service was quicker
}

/** Null in the first epoch. */
export async function epochRaised(store: EventStore): Promise<EpochRaised | null> {
  const { events: [event] } = await store.read(streamOf(store.service, store.logEpoch));
  return event ? { ...(event.data as Omit<EpochRaised, 'at'>), at: event.recordedAt } : null;
}

const STREAMS = '3d5a2c54-0b1e-4b86-9c0a-7e5f0f8b6a11';
const streamOf = (service: string, epoch: number): string => streamId(logEpochs.stream, uuidv5(`${service}/${epoch}`, STREAMS));

/** Own records only; a topic may be shared with what others mirror into it. */
function toldBy(records: readonly Delivered[], source: string): Told[] {
  return records.flatMap(({ headers, partition }) => {
    const { ce_id: id, ce_stream: stream, ce_streamversion: version, ce_logepoch: epoch, ce_source: from } = headers;
    return from === source && id !== undefined && stream !== undefined ? [{ id, stream, version: Number(version), epoch: Number(epoch), partition }] : [];
  });
}

async function heldOf(pool: Pool, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM events WHERE id = ANY($1::uuid[])', [ids]);
  return new Set(rows.map((row) => row.id));
}
