import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStore, Horizon, hashOf } from '../index.ts';
import { type SignedLog, signedLog } from '../testing/signed-log.ts';
import { appendOf, context, newStream } from '../testing/test-log.ts';
import { type Checkpoint, jwsHash, sign } from './checkpoint.ts';
import { newestCheckpoints } from './checkpoint-file.ts';
import { keyId, signingKey } from './checkpoint-keys.ts';
import { CheckpointMaker } from './checkpoint-maker.ts';
import { readEvidence } from './evidence.ts';
import { createPublicKey } from 'node:crypto';

let signed: SignedLog;
beforeEach(async () => { signed = await signedLog(); });
afterEach(() => signed.close());

const BY = { by: 'test' };
const say = async (...streams: readonly string[]): Promise<void> => { for (const stream of streams) await signed.say(stream); };
const make = async (maker = signed.maker): Promise<Checkpoint | null> => (await maker.make(BY))?.checkpoint ?? null;
const lines = (): string[] => readFileSync(signed.maker.path, 'utf8').split('\n').slice(0, -1);
const write = (kept: readonly string[]): void => { writeFileSync(signed.maker.path, kept.map((line) => `${line}\n`).join('')); };
const sql = (statement: string): Promise<unknown> => signed.log.superuser(statement.replaceAll('EVENTS', `"${signed.log.service}".events`));

/** Three checkpoints over two events each. */
async function threeCheckpoints(): Promise<void> {
  for (const streams of [['a', 'b'], ['a', 'c'], ['b', 'a']]) {
    await say(...streams);
    await make();
  }
}

describe('a checkpoint', () => {
  it('covers what came since the one before it, and names that one', async () => {
    await threeCheckpoints();
    const found = await newestCheckpoints(signed.maker.path, () => true);
    expect(found.map(({ payload: { number, from, to, events } }) => [number, from, to, events])).toEqual([[3, 4, 6, 2], [2, 2, 4, 2], [1, 0, 2, 2]]);
    expect(found.map(({ payload }) => payload.previous)).toEqual([jwsHash(found[1]?.jws ?? ''), jwsHash(found[2]?.jws ?? ''), null]);
    expect(await make()).toBeNull();
    expect(statSync(signed.maker.path).mode & 0o777).toBe(0o600);
  });

  it('never covers a position that may still be filled', async () => {
    await say('a');
    await make();
    await signed.log.store.inTransaction(async (tx) => {
      await signed.log.store.append([appendOf('b')], context(), tx);
      await say('c');
      expect(await signed.maker.make({ ...BY, patienceMs: 30 })).toBeNull();
    });
    expect(await make()).toMatchObject({ from: 1, to: 3, events: 2 });
  });

  it('waits for transactions that are about to end, and covers everything that was acknowledged before', async () => {
    let making: Promise<Checkpoint | null> = Promise.resolve(null);
    await signed.log.store.inTransaction(async (tx) => {
      await signed.log.store.append([appendOf('b')], context(), tx);
      await say('c');
      making = make();
      while (signed.horizon.lastAssigned < 2) await new Promise(setImmediate); // it has seen this transaction
    });
    expect(await making).toMatchObject({ from: 0, to: 2, events: 2 });
  });

  it('is one chain however many processes make them', async () => {
    const makers = [signed.maker, ...[1, 2].map(() => {
      const store = signed.log.another();
      return new CheckpointMaker({ store, horizon: new Horizon({ store }), deployment: 'test', dir: signed.dir, key: signed.key, now: () => new Date() });
    })];
    for (let round = 0; round < 10; round += 1) {
      await say(newStream());
      await Promise.all(makers.map((maker) => make(maker)));
    }
    const { services, problems } = await signed.evidence();
    expect([problems, services.get(signed.log.service)?.newest?.number]).toEqual([[], 10]);
    expect(await signed.verify()).toMatchObject({ ok: true, checkpoints: 10 });
  });

  it.each([['leaves without their checkpoint', '[3,"a",2,"x","y"]\n[4,"c",1,"x","y"]\n'], ['half a leaf', '[3,"a'], ['half a checkpoint', '[3,"a",2,"x","y"]\n{"checkpoint":"eyJ'], ['a checkpoint without its line end', '[3,"a",2,"x","y"]\n{"checkpoint":"eyJhIjoxfQ.eyJhIjoxfQ.c2ln"}'], ['very many leaves', '[3,"a",2,"x","y"]\n'.repeat(20_000)]])('is made behind the last whole one when a process died and left %s', async (_, left) => {
    await say('a', 'b');
    await make();
    appendFileSync(signed.maker.path, left);
    expect((await signed.evidence()).problems).toEqual([]);
    await say('a', 'c');
    expect(await make()).toMatchObject({ number: 2, from: 2, to: 4, events: 2 });
    expect(await signed.verify()).toMatchObject({ ok: true, checkpoints: 2, events: 4 });
  });

  it('that is broken off leaves nothing behind', async () => {
    await say('a');
    await expect(signed.maker.make({ ...BY, signal: AbortSignal.abort(new Error('the time is up')) })).rejects.toThrow('the time is up');
    expect(await make()).toMatchObject({ number: 1, from: 0, to: 1 });
  });

  it('is signed with a key that stays, and is not in the database', async () => {
    const again = await signingKey({ dir: join(signed.dir, 'keys') });
    expect(again.id).toBe(signed.key.id);
    expect(statSync(join(signed.dir, 'keys', 'checkpoints.key')).mode & 0o777).toBe(0o600);
    expect(keyId(createPublicKey(again.key))).toBe(again.id);
  });
});

describe('what somebody did to the checkpoints', () => {
  beforeEach(threeCheckpoints);
  const problems = async (): Promise<unknown[]> => {
    const verdict = await signed.verify();
    expect([verdict.ok, verdict.first]).toEqual([false, null]);
    return verdict.evidence.map(({ checkpoint, problem }) => `${checkpoint} ${problem}`);
  };

  it('is noticed when a leaf is changed; the log is still proven by what was signed', async () => {
    write(lines().map((line, at) => (at === 3 ? line.replace('"a"', '"x"') : line)));
    expect(await problems()).toEqual(['2 leaves']);
  });

  it('is noticed when a leaf and its event are changed together: the first event of that checkpoint is named', async () => {
    await sql(`UPDATE EVENTS SET data = '{"n":9}' WHERE position = 4`);
    const [event] = await signed.log.store.readStored(3, 4, 1);
    const hash = hashOf({ ...event!, previous: '' });
    await sql(`UPDATE EVENTS SET hash = '\\x${hash}' WHERE position = 4`);
    write(lines().map((line) => line.replace(event!.hash, hash)));
    expect(await signed.verify()).toMatchObject({ ok: false, first: { kind: 'changed', stream: 'a', version: 2, position: 3 }, evidence: [{ checkpoint: 2, problem: 'leaves' }] });
  });

  it('is noticed when one is taken away, the first or one between, with its leaves or without', async () => {
    const all = lines();
    write(all.filter((_, at) => at > 2));
    expect(await problems()).toEqual(['1 missing']);
    write(all.filter((_, at) => at < 3 || at > 5));
    expect(await problems()).toEqual(['2 missing']);
    write(all.filter((_, at) => at !== 5));
    expect(await problems()).toEqual(['2 missing', '3 leaves']);
  });

  it('is noticed when another key signed', async () => {
    const forger = await signingKey({ dir: join(signed.dir, 'forger') });
    const [newest] = await newestCheckpoints(signed.maker.path, () => true);
    const jws = await sign('checkpoint', { ...newest!.payload, root: '00' }, { ...forger, id: signed.key.id });
    write([...lines().slice(0, -1), `{"checkpoint":"${jws}"}`]);
    expect(await problems()).toEqual(['3 signature']);
    write([...lines().slice(0, -1), '{"checkpoint":"not.a.jws"}']);
    expect((await signed.evidence()).problems).toMatchObject([{ problem: 'signature' }]);
  });

  it('is noticed in a file that was handed out also at its end', async () => {
    const [newest] = await newestCheckpoints(signed.maker.path, () => true);
    const head = await sign('head', { service: signed.log.service, number: 3, newest: jwsHash(newest!.jws), at: '2026-11-22T00:00:00.000Z' }, signed.key);
    const path = join(signed.dir, 'outside.jsonl');
    const outside = async (kept: readonly string[]): Promise<unknown[]> => {
      writeFileSync(path, kept.map((line) => `${line}\n`).join(''));
      return (await readEvidence([path], { keys: signed.keys, handedOut: true })).problems.map(({ checkpoint, problem }) => `${checkpoint} ${problem}`);
    };
    const all = [...lines(), `{"head":"${head}"}`];
    expect(await outside(all)).toEqual([]);
    expect(await outside(all.slice(0, -1))).toEqual(['4 missing']);
    expect(await outside([...all.slice(0, 6), all[9]!])).toEqual(['3 missing']);
    expect(await outside(all.slice(0, -2))).toEqual(['null missing', '3 missing']);
    expect(await outside([...all, 'anything'])).toEqual(['null unreadable']);
  });
});

describe('a log that was set back', () => {
  const later = (logEpoch: number): CheckpointMaker => {
    const store = new EventStore({ pool: signed.log.store.pool, service: signed.log.service, logEpoch });
    return new CheckpointMaker({ store, horizon: new Horizon({ store }), deployment: 'test', dir: signed.dir, key: signed.key, now: () => new Date() });
  };
  beforeEach(threeCheckpoints);

  it('gets no checkpoint as long as nobody says that it was', async () => {
    await sql('DELETE FROM EVENTS WHERE position > 3');
    await say('d');
    await expect(make()).rejects.toThrow('does not hold what checkpoint 3 covers');
  });

  it('goes on in a new epoch from where it still holds what was signed; what was signed behind that no longer counts', async () => {
    await sql('DELETE FROM EVENTS WHERE position > 3');
    await sql(`SELECT setval(pg_get_serial_sequence('EVENTS', 'position'), 3)`);
    await say('d', 'a', 'd');
    const maker = later(2);
    expect(await make(maker)).toMatchObject({ number: 4, logEpoch: 2, from: 3, to: 6, events: 3 });
    await say('e');
    expect(await make(maker)).toMatchObject({ number: 5, from: 6, to: 7 });
    expect(await signed.verify()).toMatchObject({ ok: true, events: 7, checkpoints: 5, services: [{ logEpoch: 2, coveredTo: 7 }] });
    await sql(`UPDATE EVENTS SET data = '{"n":9}' WHERE position = 5`);
    await signed.recompute();
    expect((await signed.verify()).first).toMatchObject({ kind: 'changed', stream: 'a', version: 3, position: 5 });
  });

  it('is not believed where what was signed still stands behind the change', async () => {
    await sql(`UPDATE EVENTS SET data = '{"n":9}' WHERE position = 3`);
    await signed.recompute(['a']);
    await sql('DELETE FROM EVENTS WHERE position = 6');
    expect(await make(later(2))).toMatchObject({ number: 4, logEpoch: 2, from: 2 });
    expect((await signed.verify()).first).toMatchObject({ kind: 'changed', stream: 'a', version: 2, position: 3 });
  });
});
