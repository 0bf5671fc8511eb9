import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isUuid } from '@hearth/kernel';
import { createDurably, readIfThere, removeDurably } from './durable-files.ts';
import { PersonErased } from './key-provider.ts';
import type { MasterKey } from './master-key.ts';
import { type DataKey, dataKey } from './sealed.ts';

interface Cached {
  readonly key: DataKey;
  readonly until: number;
}

/** One wrapped key per person in a file of its own, so that destroying it is removing the file. An erased person leaves a mark instead. */
export class PersonKeys {
  readonly #dir: string;
  readonly #master: MasterKey;
  readonly #cacheMs: number;
  readonly #cacheSize: number;
  readonly #cache = new Map<string, Cached>();
  readonly #loading = new Map<string, Promise<DataKey | null>>();
  readonly #erased = new Set<string>();

  constructor(options: { dir: string; master: MasterKey; cacheMs: number; cacheSize: number }) {
    this.#dir = options.dir;
    this.#master = options.master;
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

  /** The mark first: from then on a missing key is an erased one, and a key that a restore brings back is not used. */
  async erase(person: string, mark: object): Promise<void> {
    const path = this.#path(person);
    this.#erased.add(person);
    this.#cache.delete(person);
    await createDurably(`${path}.erased`, JSON.stringify(mark));
    await removeDurably(`${path}.key`);
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
    const bytes = randomBytes(32);
    const isOurs = await createDurably(`${this.#path(person)}.key`, await this.#master.wrap(bytes, person));
    return isOurs ? dataKey(bytes) : this.#load(person);
  }

  /** Undefined = no key, null = erased. */
  async #read(person: string): Promise<DataKey | null | undefined> {
    const path = this.#path(person);
    if ((await readIfThere(`${path}.erased`)) !== null) return null;
    const wrapped = await readIfThere(`${path}.key`);
    if (wrapped === null) return undefined;
    return dataKey(await this.#master.unwrap(wrapped, person));
  }

  /** Ids become file names, and come from outside. */
  #path(person: string): string {
    if (!isUuid(person)) throw new RangeError('person: must be a lower-case UUID');
    return join(this.#dir, person.slice(0, 2), person);
  }
}
