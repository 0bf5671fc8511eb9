import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointMaker, exportLog, Horizon, NO_EVIDENCE, type PublicKeys, publicKeysIn, readEvidence, signingKey, verifyDatabase, verifyExport } from '@hearth/event-store';
import { startPostgres } from '@hearth/launch';
import { type HearthLog, openHearth } from './hearth-log.ts';
import { type Contestant, hold } from './rounds.ts';
import { vacuum } from './server.ts';
import type { BenchRow } from './statistics.ts';

const SERVICE = 'bench';
const [STREAMS, PER_STREAM, AT_ONCE] = [10_000, 10, 32];
const EVENTS = STREAMS * PER_STREAM;
/** What is hashed again and again by the yardstick lies in memory; the whole log need not. */
const SAMPLE = 10_000;

/** A whole log, once as an export alone, once with its signed checkpoints, once in the database: events a second, against nothing but SHA-256 over the same bytes. */
export async function verify(say: (line: string) => void): Promise<BenchRow[]> {
  say(`starting PostgreSQL, writing a log of ${EVENTS} events, signing and exporting it`);
  const postgres = await startPostgres({ durable: true });
  const dir = mkdtempSync(join(tmpdir(), 'hearth-bench-'));
  const log = await openHearth(postgres.url, SERVICE);
  try {
    const [exported, checkpoints] = [join(dir, 'export.jsonl'), await written(log, dir)];
    await vacuum(postgres.url);
    await exportLog(postgres.url, exported);
    const keys = (await publicKeysIn(join(dir, 'keys'))) ?? new Map();
    const evidence = (given: PublicKeys = keys): ReturnType<typeof readEvidence> => readEvidence([checkpoints], { keys: given, handedOut: false });
    const yardsticks = [sha256(await hashedBytes(log))];
    return await hold([
      { case: 'export', unit: 'events/s', ours: checked(() => verifyExport(exported, NO_EVIDENCE)), yardsticks },
      { case: 'export, signed', unit: 'events/s', ours: checked(async () => verifyExport(exported, await evidence())), yardsticks },
      { case: 'database', unit: 'events/s', ours: checked(async () => verifyDatabase(postgres.url, await evidence())), yardsticks },
    ], say);
  } finally {
    await log.close();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Fills the log and signs it; answers with the file of checkpoints. */
async function written(log: HearthLog, dir: string): Promise<string> {
  let left = STREAMS;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (; left > 0;) { left -= 1; await log.append(PER_STREAM); } }));
  const horizon = new Horizon({ store: log.store });
  const maker = new CheckpointMaker({ store: log.store, horizon, deployment: 'bench', dir, key: await signingKey({ dir: join(dir, 'keys') }), now: () => new Date() });
  await maker.make({ by: 'bench' });
  await horizon.close();
  return maker.path;
}

function checked(check: () => Promise<{ ok: boolean; events: number; first: object | null }>): Contestant {
  return {
    name: 'hearth',
    measure: async () => {
      const began = performance.now();
      const { ok, events, first } = await check();
      const seconds = (performance.now() - began) / 1000;
      if (!ok || events !== EVENTS) throw new Error(`the log is not what was written: ${events} events, ${JSON.stringify(first)}`);
      return events / seconds;
    },
  };
}

/** What the hash of an event covers, as bytes that lie ready. */
async function hashedBytes({ store }: HearthLog): Promise<Buffer[]> {
  const events = await store.readStored(0, EVENTS, SAMPLE);
  return events.map(({ hash, stream, version, type, schemaVersion, id, recordedAt, effectiveOn, metadata, data }) =>
    Buffer.concat([Buffer.from(hash, 'hex'), Buffer.from([stream, version, type, schemaVersion, id, recordedAt, effectiveOn, metadata, data].join('    '))]));
}

const sha256 = (bytes: readonly Buffer[]): Contestant => ({
  name: 'sha256',
  measure: async () => {
    const began = performance.now();
    for (let at = 0; at < EVENTS; at += 1) createHash('sha256').update(bytes[at % bytes.length] ?? '').digest('hex');
    return (EVENTS / (performance.now() - began)) * 1000;
  },
});
