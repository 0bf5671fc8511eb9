import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Access, rotateKeys, type Sealed } from '../index.ts';
import { keyFolder } from '../testing/key-folder.ts';

const ACCESS: Access = { purpose: 'check', actor: { sub: 'ops1', role: 'operations', area: '*' } };
const folder = keyFolder();

const rotate = (graceMs = 0): ReturnType<typeof rotateKeys> => rotateKeys({ dir: folder.dir, kms: null, by: 'ops1', graceMs });
const files = async (): Promise<string[]> => (await readdir(folder.dir)).filter((name) => name.startsWith('master'));
const wrappedBy = async (person: string): Promise<unknown> => {
  const [header = ''] = (await readFile(join(folder.dir, 'persons', person.slice(0, 2), `${person}.key`), 'utf8')).split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kek?: unknown }).kek ?? 1;
};

async function people(count: number, keys = folder.provider()): Promise<{ id: string; value: Sealed }[]> {
  return Promise.all(Array.from({ length: count }, async () => { const id = randomUUID(); return { id, value: await keys.seal(id, `name of ${id}`) }; }));
}

describe('a rotation of the wrapping key', () => {
  it('changes what wraps every key, and nothing that was sealed or indexed', async () => {
    const running = folder.provider();
    const sealed = await people(150, running);
    const token = await running.token('id-number', 'x');
    expect(await rotate()).toEqual({ looked: 151, rewrapped: 151 });
    expect(await files()).toEqual(['master.2.key']);
    for (const keys of [running, folder.provider()]) {
      expect(await keys.openAll(sealed.map(({ value }) => value), ACCESS)).toEqual(sealed.map(({ id }) => `name of ${id}`));
      expect(await keys.token('id-number', 'x')).toBe(token);
    }
    // The process that was there before goes on under the new key.
    const [later] = await people(1, running);
    expect(await wrappedBy(later!.id)).toBe(2);
    expect(await rotate()).toEqual({ looked: 152, rewrapped: 152 });
    expect(await files()).toEqual(['master.3.key']);
  });

  it('takes along whoever is registered while it runs, and leaves the erased erased', async () => {
    const running = folder.provider();
    const [gone] = await people(1, running);
    await people(100, running);
    const rotation = rotate(200);
    const during = await people(40, running);
    await running.erase(gone!.id);
    await rotation;
    expect(await files()).toEqual(['master.2.key']);
    expect(await folder.provider().openAll([...during.map(({ value }) => value), gone!.value], ACCESS)).toEqual([...during.map(({ id }) => `name of ${id}`), null]);
    for (const { id } of during) expect(await wrappedBy(id)).toBe(2);
  });

  it('goes on after kill -9 at any moment: every key opens at each of them', async () => {
    const sealed = await people(300);
    for (const kills of [1, 65, 200]) {
      await killedAfter(kills);
      expect(await folder.provider().openAll(sealed.map(({ value }) => value), ACCESS)).toEqual(sealed.map(({ id }) => `name of ${id}`));
    }
    const versions = await Promise.all(sealed.map(({ id }) => wrappedBy(id)));
    expect(new Set(versions)).toEqual(new Set([1, 2]));
    await rotate();
    expect(await files()).toEqual(['master.2.key']);
    expect(new Set(await Promise.all(sealed.map(({ id }) => wrappedBy(id))))).toEqual(new Set([2]));
    expect(await folder.provider().openAll(sealed.map(({ value }) => value), ACCESS)).toEqual(sealed.map(({ id }) => `name of ${id}`));
  }, 120_000);

  it('makes no keys where there are none', async () => {
    await expect(rotate()).rejects.toThrow('there are no keys in');
    expect(await readdir(folder.dir)).toEqual([]);
  });

  it('is on record, without any key', async () => {
    await people(2);
    await rotate();
    const lines = (await readFile(join(folder.dir, 'audit.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { what: string; by: string });
    expect(lines).toEqual([{ at: expect.any(String), what: 'rotation-begun', by: 'ops1' }, { at: expect.any(String), what: 'rotation-ended', by: 'ops1', looked: 2, rewrapped: 2 }]);
  });
});

/** Rotates in a process of its own, which ends itself as kill -9 would once so many keys were looked at; it never gets to the end. */
async function killedAfter(count: number): Promise<void> {
  const lib = new URL('../../dist/index.js', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `
    import { rotateKeys } from ${JSON.stringify(lib)};
    await rotateKeys({ dir: ${JSON.stringify(folder.dir)}, kms: null, by: 'ops1', graceMs: 600000, onProgress: ({ looked }) => { if (looked >= ${count}) process.kill(process.pid, 'SIGKILL'); } });`], { stdio: 'inherit' });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}
