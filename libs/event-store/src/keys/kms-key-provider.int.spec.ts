import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Access, KeysUnavailable, KmsKeyProvider, LocalKeyProvider, rotateKeys, type Sealed, type StoredKeys } from '../index.ts';

const ACCESS: Access = { purpose: 'list', actor: { sub: 'town1', role: 'town', area: '341524100' } };
const upstream = process.env['HEARTH_TEST_KMS'];

/** Between the keys and the KMS: what was asked, how many at a time, and an outage on demand. */
interface Line { readonly server: Server; url: string; readonly asked: string[]; most: number; away: boolean }

async function lineTo(kms: string): Promise<Line> {
  const line: Line = { asked: [], most: 0, away: false, url: '', server: createServer() };
  let atOnce = 0;
  line.server.on('request', (request, response) => {
    if (line.away) { request.destroy(); return; }
    line.asked.push(String(request.headers['x-amz-target']).replace('TrentService.', ''));
    line.most = Math.max(line.most, atOnce += 1);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    request.on('end', () => {
      void fetch(kms, { method: 'POST', headers: request.headers as Record<string, string>, body: Buffer.concat(chunks) }).then(async (answer) => {
        atOnce -= 1;
        response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(Buffer.from(await answer.arrayBuffer()));
      }, () => { request.destroy(); });
    });
  });
  line.server.listen(0, '127.0.0.1');
  await once(line.server, 'listening');
  line.url = `http://127.0.0.1:${(line.server.address() as AddressInfo).port}`;
  return line;
}

(upstream ? describe : describe.skip)('keys wrapped by a KMS', () => {
  let dir: string, line: Line, admin: KMSClient, keyId: string;
  const open: StoredKeys[] = [];
  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' });
    line = await lineTo(upstream ?? '');
    admin = new KMSClient({ endpoint: upstream ?? '' });
  });
  afterAll(() => {
    admin.destroy();
    line.server.closeAllConnections();
    line.server.close();
  });
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hearth-kms-'));
    keyId = await newKey();
    line.asked.splice(0);
    line.most = 0;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((keys) => keys.close()));
    await rm(dir, { recursive: true });
  });

  const newKey = async (): Promise<string> => (await admin.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
  const kms = (key = keyId): { keyId: string; endpoint: string } => ({ keyId: key, endpoint: line.url });
  function provider(key = keyId): KmsKeyProvider {
    const keys = new KmsKeyProvider({ dir, kms: kms(key) });
    open.push(keys);
    return keys;
  }
  const file = (person: string): string => join(dir, 'persons', person.slice(0, 2), `${person}.key`);
  const people = (count: number, keys: StoredKeys): Promise<{ id: string; value: Sealed }[]> =>
    Promise.all(Array.from({ length: count }, async () => { const id = randomUUID(); return { id, value: await keys.seal(id, `name of ${id}`) }; }));

  it('open in another process, and nothing in the folder opens them without the KMS', async () => {
    const [one] = await people(1, provider());
    const token = await provider().token('id-number', 'x');
    expect(await provider().open(one!.value, ACCESS)).toBe(`name of ${one!.id}`);
    expect(await provider().token('id-number', 'x')).toBe(token);
    expect((await readdir(dir)).filter((name) => name.startsWith('master'))).toEqual([]);
    const local = new LocalKeyProvider({ dir });
    open.push(local);
    await expect(local.open(one!.value, ACCESS)).rejects.toThrow('Protected Header');
  });

  it('are asked for once a person, a few at a time, and stay in memory for the rest of the minute', async () => {
    const sealed = await people(60, provider());
    const keys = provider();
    line.asked.splice(0);
    line.most = 0;
    expect(await keys.openAll(sealed.flatMap(({ value }) => [value, value]), ACCESS)).toEqual(sealed.flatMap(({ id }) => [`name of ${id}`, `name of ${id}`]));
    await keys.openAll(sealed.map(({ value }) => value), ACCESS);
    expect([line.asked.length, new Set(line.asked), line.most <= 16]).toEqual([60, new Set(['Decrypt']), true]);
  });

  it('are bound to their person: one moved to another does not open', async () => {
    const keys = provider();
    const [a, b] = await people(2, keys);
    await rename(file(b!.id), file(a!.id));
    await expect(provider().open(a!.value, ACCESS)).rejects.toThrow('another person’s');
  });

  it('are gone with their file: an erased person reads as erased, and cannot be sealed for again', async () => {
    const keys = provider();
    const [gone, other] = await people(2, keys);
    await keys.erase(gone!.id);
    await expect(stat(file(gone!.id))).rejects.toMatchObject({ code: 'ENOENT' });
    for (const one of [keys, provider()]) expect(await one.openAll([gone!.value, other!.value], ACCESS)).toEqual([null, `name of ${other!.id}`]);
    await expect(provider().seal(gone!.id, 'again')).rejects.toMatchObject({ name: 'PersonErased' });
  });

  it('are waited for when the KMS is away or does not know its key, and never taken for erased', async () => {
    const [one] = await people(1, provider());
    line.away = true;
    await expect(provider().open(one!.value, ACCESS)).rejects.toBeInstanceOf(KeysUnavailable);
    line.away = false;
    expect(await provider().open(one!.value, ACCESS)).toBe(`name of ${one!.id}`);
    await expect(provider(randomUUID()).seal(randomUUID(), 'x')).rejects.toMatchObject({ name: 'KeysUnavailable', code: '08006' });
  });

  it('are wrapped anew under another key by the KMS itself; they never come out for it', async () => {
    const running = provider();
    const sealed = await people(30, running);
    const next = await newKey();
    line.asked.splice(0);
    expect(await rotateKeys({ dir, kms: kms(next), by: 'ops1', graceMs: 0 })).toEqual({ looked: 30, rewrapped: 30 });
    expect(new Set(line.asked)).toEqual(new Set(['ReEncrypt']));
    expect(await readFile(file(sealed[0]!.id), 'utf8')).toContain(next);
    expect(await provider(next).openAll(sealed.map(({ value }) => value), ACCESS)).toEqual(sealed.map(({ id }) => `name of ${id}`));
  });

  it('take over a folder that a master key wrapped; afterwards that key is gone', async () => {
    const local = new LocalKeyProvider({ dir });
    open.push(local);
    const sealed = await people(20, local);
    const both = provider();
    expect(await both.openAll(sealed.map(({ value }) => value), ACCESS)).toEqual(sealed.map(({ id }) => `name of ${id}`));
    expect(await rotateKeys({ dir, kms: kms(), by: 'ops1', graceMs: 0 })).toEqual({ looked: 20, rewrapped: 20 });
    expect((await readdir(dir)).toSorted()).toEqual(['audit.jsonl', 'persons']);
    expect(await provider().openAll(sealed.map(({ value }) => value), ACCESS)).toEqual(sealed.map(({ id }) => `name of ${id}`));
    expect(await readFile(file(sealed[0]!.id), 'utf8')).toMatch(/^\{"kms":/);
  });
});
