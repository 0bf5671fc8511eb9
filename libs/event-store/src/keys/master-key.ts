import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { createDurably, readIfThere } from './durable-files.ts';

/** The key that wraps all others. In files they stand as JWE (A256GCMKW), each bound to its name. */
export class MasterKey {
  readonly #dir: string;
  #key: Promise<Uint8Array> | undefined;

  constructor(dir: string) {
    this.#dir = dir;
  }

  async wrap(key: Uint8Array, name: string): Promise<string> {
    return new CompactEncrypt(key).setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: name }).encrypt(await this.#bytes());
  }

  async unwrap(wrapped: string, name: string): Promise<Uint8Array> {
    const { plaintext, protectedHeader } = await compactDecrypt(wrapped, await this.#bytes(), { keyManagementAlgorithms: ['A256GCMKW'], contentEncryptionAlgorithms: ['A256GCM'] });
    if (protectedHeader.kid !== name) throw new Error(`the key file of ${name} holds the key of ${String(protectedHeader.kid)}`);
    return plaintext;
  }

  #bytes(): Promise<Uint8Array> {
    this.#key ??= this.#read().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #read(): Promise<Uint8Array> {
    const path = join(this.#dir, 'master.key');
    const found = await readIfThere(path);
    if (found !== null) return Buffer.from(found, 'base64url');
    // A new master key beside old keys would make all of them unreadable without a word.
    if ((await wrappedKeys(this.#dir)) > 0) throw new Error('the master key is missing, but there are keys that it wrapped: restore master.key');
    await createDurably(path, randomBytes(32).toString('base64url'));
    return Buffer.from((await readIfThere(path)) ?? '', 'base64url');
  }
}

async function wrappedKeys(dir: string): Promise<number> {
  const names = await readdir(dir).catch(() => []);
  return names.filter((name) => name === 'persons' || name === 'index').length;
}
