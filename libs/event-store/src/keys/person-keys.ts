import type { Erasure, KeyFolder } from './key-folder.ts';
import { PersonErased } from './key-provider.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { makeKey } from './make-key.ts';
import { type DataKey, dataKey } from './sealed.ts';

interface Cached {
  readonly key: DataKey;
  readonly until: number;
}

export interface PersonKeysOptions {
  readonly folder: KeyFolder;
  readonly wrapper: KeyWrapper;
  readonly cacheMs: number;
  readonly cacheSize: number;
}

/** One wrapped key per person, in memory for a short while once it was opened. An erased person has a mark instead of a key. */
export class PersonKeys {
  readonly #folder: KeyFolder;
  readonly #wrapper: KeyWrapper;
  readonly #cacheMs: number;
  readonly #cacheSize: number;
  readonly #cache = new Map<string, Cached>();
  readonly #loading = new Map<string, Promise<DataKey | null>>();
  readonly #erased = new Set<string>();

  constructor(options: PersonKeysOptions) {
    this.#folder = options.folder;
    this.#wrapper = options.wrapper;
    this.#cacheMs = options.cacheMs;
    this.#cacheSize = options.cacheSize;
  }

  /** The person's key; null when the person was erased. Throws when it is neither there nor erased. */
  async find(person: string): Promise<DataKey | null> {
    const key = await this.#get(person, () => this.#load(person));
    return this.#erased.has(person) ? null : key;
  }

  /** The person's key, made now when there is none. */
  async findOrMake(person: string): Promise<DataKey> {
    const key = await this.#get(person, () => this.#loadOrMake(person));
    if (key === null || this.#erased.has(person)) throw new PersonErased(person);
    return key;
  }

  /**
   * The mark first: from then on a missing key is an erased one, and a key that a restore brings back is not used.
   * Told again it changes nothing, but a key that came back goes. False = nothing was left to do.
   */
  async erase(erasure: Erasure): Promise<boolean> {
    const { person } = erasure;
    const isNew = !await this.#folder.isErased(person) && await this.#folder.markErased(erasure);
    this.#erased.add(person);
    this.#cache.delete(person);
    const removed = await this.#folder.remove(person);
    return isNew || removed;
  }

  async #get(person: string, load: () => Promise<DataKey | null>): Promise<DataKey | null> {
    const cached = this.#cache.get(person);
    if (cached !== undefined && cached.until > performance.now()) return cached.key;
    const loading = this.#loading.get(person) ?? this.#start(person, load);
    // Another call may have failed for a reason of its own: it only looked, this one may make.
    const key = await loading.catch(load);
    if (key !== null) this.#remember(person, key);
    return key;
  }

  #start(person: string, load: () => Promise<DataKey | null>): Promise<DataKey | null> {
    const loading = load().finally(() => this.#loading.delete(person));
    this.#loading.set(person, loading);
    return loading;
  }

  #remember(person: string, key: DataKey): void {
    if (this.#cacheMs === 0 || this.#erased.has(person)) return;
    this.#cache.delete(person);
    this.#cache.set(person, { key, until: performance.now() + this.#cacheMs });
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > this.#cacheSize && oldest !== undefined) this.#cache.delete(oldest);
  }

  async #load(person: string): Promise<DataKey | null> {
    const key = await this.#read(person);
    if (key === undefined) throw new Error(`the key of person ${person} is missing, and the person was not erased`);
    return key;
  }

  async #loadOrMake(person: string): Promise<DataKey | null> {
    const found = await this.#read(person);
    if (found !== undefined) return found;
    const made = await makeKey(this.#folder, this.#wrapper, person);
    return made === null ? this.#load(person) : dataKey(made);
  }

  /** Undefined = no key, null = erased. */
  async #read(person: string): Promise<DataKey | null | undefined> {
    if (await this.#folder.isErased(person)) return null;
    const wrapped = await this.#folder.read(person);
    if (wrapped === null) return undefined;
    return dataKey(await this.#wrapper.unwrap(wrapped, person));
  }
}
