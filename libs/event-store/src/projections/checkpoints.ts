import { namesOf } from '../names.ts';
import type { Tx } from '../tx.ts';

export interface Standing {
  readonly name: string;
  readonly position: number;
  /** Of the projection that wrote the rows. */
  readonly version: number;
}

export interface Checkpoint extends Standing {
  /** False when the log no longer holds the event the checkpoint ends with: it went back in time. */
  readonly sound: boolean;
}

/** The checkpoints, made where they are missing, and locked: whoever starts at the same time waits. */
export async function lockCheckpoints(tx: Tx, service: string, names: readonly string[], epoch: number): Promise<Checkpoint[]> {
  const { table } = namesOf(service);
  // Version 0: a projection that never ran is to be built like one that was raised.
  await tx.query(`INSERT INTO ${table('checkpoints')} (name, epoch, version) SELECT n, $2, 0 FROM unnest($1::text[]) AS n ORDER BY n ON CONFLICT DO NOTHING`, [names, epoch]);
  const { rows } = await tx.query<Checkpoint>(
    `SELECT c.name, c.position, c.version, c.last_event IS NULL OR EXISTS (SELECT 1 FROM ${table('events')} e WHERE e.id = c.last_event AND e.position = c.position) AS sound
     FROM ${table('checkpoints')} c WHERE c.name = ANY($1) ORDER BY c.name FOR UPDATE OF c`, [names]);
  return rows;
}

export async function resetCheckpoint(tx: Tx, service: string, name: string, version: number, epoch: number): Promise<void> {
  await tx.query(`UPDATE ${namesOf(service).table('checkpoints')} SET position = 0, last_event = NULL, version = $2, epoch = $3 WHERE name = $1`, [name, version, epoch]);
}

/**
 * Moves checkpoints that are where this process left them, and locks them until the commit: first of all in the transaction, so that a
 * second process cannot apply the same events. Answers with those that moved.
 */
export async function moveCheckpoints(tx: Tx, service: string, from: readonly Standing[], to: { position: number; event: string; epoch: number }): Promise<Set<string>> {
  const { rows } = await tx.query<{ name: string }>(
    `UPDATE ${namesOf(service).table('checkpoints')} c SET position = $3, last_event = $4, epoch = $5
     FROM unnest($1::text[], $2::bigint[], $6::int[]) AS f(name, position, version)
     WHERE c.name = f.name AND c.position = f.position AND c.version = f.version RETURNING c.name`,
    [from.map((one) => one.name), from.map((one) => one.position), to.position, to.event, to.epoch, from.map((one) => one.version)]);
  return new Set(rows.map((row) => row.name));
}

export async function readCheckpoint(tx: Tx, service: string, name: string): Promise<Standing | undefined> {
  const { rows: [row] } = await tx.query<Standing>(`SELECT name, position, version FROM ${namesOf(service).table('checkpoints')} WHERE name = $1`, [name]);
  return row;
}

/** Where a projection stands, and the event it stands at. */
export interface Stand extends Standing {
  readonly event: string | null;
}

const REBUILD = ':rebuild';
/** A rebuild has a checkpoint of its own, beside the projection's. */
export const rebuildOf = (name: string): string => `${name}${REBUILD}`;

/** False when one is there already. */
export async function addRebuild(tx: Tx, service: string, { name, version }: { readonly name: string; readonly version: number }, epoch: number): Promise<boolean> {
  const { rowCount } = await tx.query(`INSERT INTO ${namesOf(service).table('checkpoints')} (name, epoch, version) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [rebuildOf(name), epoch, version]);
  return rowCount === 1;
}

/** False when there was none. */
export async function removeRebuild(tx: Tx, service: string, name: string): Promise<boolean> {
  const { rowCount } = await tx.query(`DELETE FROM ${namesOf(service).table('checkpoints')} WHERE name = $1`, [rebuildOf(name)]);
  return rowCount === 1;
}

/** All rebuilds under way, by the name of their projection. */
export async function rebuildsOf(tx: Tx, service: string): Promise<Checkpoint[]> {
  const { table } = namesOf(service);
  const { rows } = await tx.query<Checkpoint>(
    `SELECT left(c.name, -${REBUILD.length}) AS name, c.position, c.version, c.last_event IS NULL OR EXISTS (SELECT 1 FROM ${table('events')} e WHERE e.id = c.last_event AND e.position = c.position) AS sound
     FROM ${table('checkpoints')} c WHERE right(c.name, ${REBUILD.length}) = $1 ORDER BY c.name`, [REBUILD]);
  return rows;
}

/** The projection and its rebuild, both held until the commit: nobody moves either meanwhile. */
export async function lockBoth(tx: Tx, service: string, name: string): Promise<{ live: Stand; rebuild: Stand } | undefined> {
  const { rows } = await tx.query<Stand>(
    `SELECT name, position, version, last_event AS event FROM ${namesOf(service).table('checkpoints')} WHERE name = ANY($1) ORDER BY name FOR UPDATE`, [[name, rebuildOf(name)]]);
  const [live, rebuild] = [rows.find((row) => row.name === name), rows.find((row) => row.name === rebuildOf(name))];
  return live === undefined || rebuild === undefined ? undefined : { live, rebuild };
}

/** The projection goes on from where its rebuild has come. */
export async function takeOver(tx: Tx, service: string, name: string, { position, event }: Pick<Stand, 'position' | 'event'>): Promise<void> {
  await tx.query(`UPDATE ${namesOf(service).table('checkpoints')} SET position = $2, last_event = $3 WHERE name = $1`, [name, position, event]);
}
