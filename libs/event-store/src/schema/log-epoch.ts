import { namesOf } from '../names.ts';
import { connected } from './connected.ts';

/** The epoch of the log: it rises when the log went back in time. */
export function readLogEpoch(url: string, service: string): Promise<number> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ epoch: number }>(`SELECT epoch FROM ${namesOf(service).table('log_epoch')}`);
    const [row] = rows;
    if (row === undefined) throw new Error(`schema ${service} has no log epoch`);
    return row.epoch;
  });
}

/**
 * Begins an epoch: `to`, or the next one. Never goes down, and two processes that raise to the same number raise once.
 * As the log's owner, before anything is appended or published; a running service does not notice. Answers with the epoch that counts now.
 */
export async function raiseLogEpoch(url: string, service: string, to?: number): Promise<number> {
  const { owner, table } = namesOf(service);
  await connected(url, async (client) => {
    await client.query(`SET ROLE "${owner}"`);
    await client.query(`UPDATE ${table('log_epoch')} SET epoch = coalesce($1::integer, epoch + 1) WHERE $1::integer IS NULL OR epoch < $1::integer`, [to ?? null]);
  });
  return readLogEpoch(url, service);
}
