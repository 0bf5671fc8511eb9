import type { PoolClient } from 'pg';
import { rawRows } from '../transaction.ts';
import type { Identity } from './log-row.ts';

const COLUMNS = "position, stream, version, id, encode(hash, 'hex')";

/** What a checkpoint keeps of the events in these positions, in order, at most `limit` of them. */
export async function leavesBetween(client: PoolClient, events: string, from: number, to: number, limit: number): Promise<Identity[]> {
  const text = `SELECT ${COLUMNS} FROM ${events} WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3`;
  return (await rawRows(client, { name: 'hearth-leaves', text, values: [from, to, limit] })).map(identityOf);
}

export async function leavesAt(client: PoolClient, events: string, positions: readonly number[]): Promise<Identity[]> {
  const text = `SELECT ${COLUMNS} FROM ${events} WHERE position = ANY($1::bigint[])`;
  return (await rawRows(client, { name: 'hearth-leaves-at', text, values: [positions] })).map(identityOf);
}

function identityOf([position, stream, version, id, hash]: readonly (string | null)[]): Identity {
  return { position: Number(position), stream: latin1(stream), version: Number(version), id: id ?? '', hash: hash ?? '' };
}

/** One character per byte, as leaves are written. */
const latin1 = (text: string | null | undefined): string => Buffer.from(text ?? '', 'utf8').toString('latin1');
