import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { createDurably, namesIn, readIfThere, removeDurably } from './durable-files.ts';
import type { KeyWrapper } from './key-wrapper.ts';

const WRAPPED = { keyManagementAlgorithms: ['A256GCMKW'], contentEncryptionAlgorithms: ['A256GCM'] };
const fileOf = (version: number): string => (version === 1 ? 'master.key' : `master.${version}.key`);

/** The key of this machine that wraps all others: `master.key`, after a rotation `master.<version>.key`. In files keys stand as JWE (A256GCMKW), each bound to its name. */
export class MasterKey implements KeyWrapper {
  readonly #dir: string;
  readonly #keys = new Map<number, Promise<Uint8Array>>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  async make(name: string): Promise<{ key: Uint8Array; wrapped: string }> {
    const key = randomBytes(32);
    return { key, wrapped: await this.#wrap(key, name, await this.#newest()) };
  }

  async unwrap(wrapped: string, name: string): Promise<Uint8Array> {
    const { plaintext, protectedHeader } = await compactDecrypt(wrapped, await this.#version(versionOf(wrapped)), WRAPPED);
    if (protectedHeader.kid !== name) throw new Error(`the key file of ${name} holds the key of ${String(protectedHeader.kid)}`);
    return plaintext;
  }

  async rewrap(wrapped: string, name: string): Promise<string | null> {
    const newest = await this.#newest();
    return versionOf(wrapped) === newest ? null : this.#wrap(await this.unwrap(wrapped, name), name, newest);
  }

  async beginRotation(): Promise<void> {
    const newest = await this.#newest();
    if ((await this.#versions()).length === 1) await createDurably(join(this.#dir, fileOf(newest + 1)), newKey());
  }

  async endRotation(): Promise<void> {
    const [, ...older] = await this.#versions();
    for (const version of older) {
      await removeDurably(join(this.#dir, fileOf(version)));
      this.#keys.delete(version);
    }
  }

  /** All of them go: something else wraps every key now. */
  async retire(): Promise<void> {
    for (const version of await this.#versions()) await removeDurably(join(this.#dir, fileOf(version)));
    this.#keys.clear();
  }

  close(): void { this.#keys.clear(); }

  async #wrap(key: Uint8Array, name: string, version: number): Promise<string> {
    const header = { alg: 'A256GCMKW', enc: 'A256GCM', kid: name, ...(version === 1 ? {} : { kek: version }) };
    return new CompactEncrypt(key).setProtectedHeader(header).encrypt(await this.#version(version));
  }

  #version(version: number): Promise<Uint8Array> {
    const known = this.#keys.get(version);
    if (known !== undefined) return known;
    const key = this.#read(version);
    this.#keys.set(version, key);
    key.catch(() => this.#keys.delete(version));
    return key;
  }

  async #read(version: number): Promise<Uint8Array> {
    const found = await readIfThere(join(this.#dir, fileOf(version)));
    if (found === null) throw new Error(`the master key is missing, but there are keys that it wrapped: restore ${fileOf(version)}`);
    return Buffer.from(found, 'base64url');
  }

  /** Looked up each time: another process may have begun a rotation. */
  async #newest(): Promise<number> {
    const [newest] = await this.#versions();
    if (newest !== undefined) return newest;
    // A new master key beside old keys would make all of them unreadable without a word.
    if ((await namesIn(this.#dir)).includes('persons') || (await namesIn(join(this.#dir, 'index'))).some((name) => name.endsWith('.key'))) throw new Error('the master key is missing, but there are keys that it wrapped: restore master.key');
    await createDurably(join(this.#dir, fileOf(1)), newKey());
    return 1;
  }

  /** Newest first. */
  async #versions(): Promise<readonly number[]> {
    const names = await namesIn(this.#dir);
    const found = names.flatMap((name) => {
      const [whole, version] = /^master(?:\.(\d+))?\.key$/.exec(name) ?? [];
      return whole === undefined ? [] : [Number(version ?? 1)];
    });
    return found.toSorted((a, b) => b - a);
  }
}

const newKey = (): string => randomBytes(32).toString('base64url');

/** Which master key wrapped it; its header says so, but for the first. */
function versionOf(wrapped: string): number {
  const { kek = 1 } = decodeProtectedHeader(wrapped) as { kek?: unknown };
  if (typeof kek === 'number' && Number.isInteger(kek) && kek > 0) return kek;
  throw new Error('a key file names no master key');
}
