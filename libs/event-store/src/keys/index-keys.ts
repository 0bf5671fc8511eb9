import { createHmac } from 'node:crypto';
import { indexKeyName, type KeyFolder } from './key-folder.ts';
import type { BlindIndex, TokenHold, TokenPurpose, VersionTokens } from './key-provider.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { makeKey } from './make-key.ts';

/**
 * The keys of the blind index: one per purpose, and during a rotation two. Which versions live is looked up at every call: whoever makes tokens
 * after a rotation began makes those of the new key too, in whatever process.
 */
export class IndexKeys implements BlindIndex {
  readonly #folder: KeyFolder;
  readonly #wrapper: KeyWrapper;
  readonly #keys = new Map<string, Promise<Uint8Array>>();

  constructor(folder: KeyFolder, wrapper: KeyWrapper) {
    this.#folder = folder;
    this.#wrapper = wrapper;
  }

  async versions(purpose: TokenPurpose): Promise<readonly number[]> {
    const versions = await this.#folder.indexVersions(purpose);
    if (versions.length > 0) return versions;
    await makeKey(this.#folder, this.#wrapper, indexKeyName(purpose, 1));
    return this.#folder.indexVersions(purpose);
  }

  async tokens(purpose: TokenPurpose, texts: readonly string[]): Promise<readonly VersionTokens[]> {
    const versions = await this.versions(purpose);
    return Promise.all(versions.map(async (version) => {
      const key = await this.#key(purpose, version);
      return { version, tokens: texts.map((text) => tokenOf(key, version, text)) };
    }));
  }

  async begin(purpose: TokenPurpose): Promise<number> {
    const [newest = 1, ...older] = await this.versions(purpose);
    if (older.length > 0) return newest; // the rotation that was broken off
    await makeKey(this.#folder, this.#wrapper, indexKeyName(purpose, newest + 1));
    return newest + 1;
  }

  hold(purpose: TokenPurpose, service: string, version: number): Promise<void> { return this.#folder.hold(purpose, service, version); }
  holders(purpose: TokenPurpose): Promise<readonly TokenHold[]> { return this.#folder.holders(purpose); }

  async end(purpose: TokenPurpose): Promise<boolean> {
    const [newest = 1, ...older] = await this.versions(purpose);
    if ((await this.holders(purpose)).some(({ version }) => version < newest)) return false;
    for (const version of older) {
      await this.#folder.remove(indexKeyName(purpose, version));
      this.#keys.delete(indexKeyName(purpose, version));
    }
    return true;
  }

  #key(purpose: TokenPurpose, version: number): Promise<Uint8Array> {
    const name = indexKeyName(purpose, version);
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = this.#read(name);
    this.#keys.set(name, key);
    key.catch(() => this.#keys.delete(name));
    return key;
  }

  async #read(name: string): Promise<Uint8Array> {
    const wrapped = await this.#folder.read(name);
    if (wrapped === null) throw new Error(`the key ${name} is missing`);
    return this.#wrapper.unwrap(wrapped, name);
  }
}

/** A token names the version of its key, but for the first: so tokens of two versions can stand in one table. */
const tokenOf = (key: Uint8Array, version: number, text: string): string => {
  const hex = createHmac('sha256', key).update(text, 'utf8').digest('hex');
  return version === 1 ? hex : `${version}.${hex}`;
};

/** Which version of its key made a token. */
export const versionOfToken = (token: string): number => Number(/^(\d+)\./.exec(token)?.[1] ?? 1);
