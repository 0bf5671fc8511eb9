import type { PoolClient } from 'pg';
import type { PublicKeys } from './checkpoint.ts';
import type { LastCheckpoint } from './checkpoint-file.ts';
import { EvidenceReader, noEvidence } from './evidence.ts';
import { leavesAt } from './leaves.ts';
import { leafLine } from './log-row.ts';
import { positionOf, Truth } from './truth.ts';

export interface Signed {
  readonly path: string;
  readonly service: string;
  readonly last: LastCheckpoint;
  readonly keys: PublicKeys;
}

const BATCH = 2000;

/** How far the log still holds what was signed: all of it, but for a log that was set back to an earlier time. */
export async function standsUpTo(client: PoolClient, events: string, signed: Signed): Promise<number> {
  const { leaf, payload: { to } } = signed.last;
  if (leaf === null || (await standing(client, events, [leaf])).length === 1) return to;
  const reader = new EvidenceReader({ keys: signed.keys, handedOut: false });
  await reader.read(signed.path);
  const truth = new Truth((reader.done().services.get(signed.service) ?? noEvidence(signed.service)).segments);
  try {
    return await lastStanding(client, events, truth);
  } finally {
    truth.close();
  }
}

async function lastStanding(client: PoolClient, events: string, truth: Truth): Promise<number> {
  let position = 0;
  for (;;) {
    const leaves: string[] = [];
    for (; truth.leaf !== null && leaves.length < BATCH; truth.next()) leaves.push(truth.leaf);
    const there = new Set(await standing(client, events, leaves));
    const gone = leaves.findIndex((leaf) => !there.has(leaf));
    const stood = leaves.at(gone < 0 ? -1 : gone - 1);
    if (stood !== undefined && gone !== 0) position = positionOf(stood);
    if (gone >= 0 || leaves.length === 0) return position;
  }
}

/** Those leaves that the log holds as they were signed. */
async function standing(client: PoolClient, events: string, leaves: readonly string[]): Promise<string[]> {
  const rows = await leavesAt(client, events, leaves.map(positionOf));
  const held = new Set(rows.map(leafLine));
  return leaves.filter((leaf) => held.has(leaf));
}
