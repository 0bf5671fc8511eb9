import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AuditLog } from './audit-log.ts';
import { createDurably, readIfThere } from './durable-files.ts';
import type { Access, KeyProvider, Sealed, TokenPurpose } from './key-provider.ts';
import { MasterKey } from './master-key.ts';
import { PersonKeys } from './person-keys.ts';
import { personOf, seal, unseal } from './sealed.ts';

export interface LocalKeyProviderOptions {
  /** Folder of the keys, apart from the database and its backups; made when missing. */
  readonly dir: string;
  /** Longest time an opened key stays in memory, ms; 60 000 at most and when absent. */
  readonly cacheMs?: number;
  /** 10 000 keys when absent. */
  readonly cacheSize?: number;
}

const [MOST_CACHE_MS, CACHE_SIZE] = [60_000, 10_000];

/** Keys as files on this machine, each wrapped by the master key; every opening is written to `audit.jsonl`. */
export class LocalKeyProvider implements KeyProvider {
  readonly #dir: string;
  readonly #master: MasterKey;
  readonly #persons: PersonKeys;
  readonly #audit: AuditLog;
  readonly #indexKeys = new Map<TokenPurpose, Promise<Uint8Array>>();

  constructor(options: LocalKeyProviderOptions) {
    this.#dir = options.dir;
    this.#master = new MasterKey(options.dir);
    this.#persons = new PersonKeys({
      dir: join(options.dir, 'persons'), master: this.#master,
      cacheMs: Math.min(options.cacheMs ?? MOST_CACHE_MS, MOST_CACHE_MS), cacheSize: options.cacheSize ?? CACHE_SIZE,
    });
    this.#audit = new AuditLog(join(options.dir, 'audit.jsonl'));
  }

  async seal(person: string, text: string): Promise<Sealed> {
    return seal(await this.#persons.findOrMake(person), person, text);
  }

  async open(value: Sealed | null, access: Access): Promise<string | null> {
    const [text = null] = await this.openAll([value], access);
    return text;
  }

  async openAll(values: readonly (Sealed | null)[], access: Access): Promise<(string | null)[]> {
    const sealed = values.map((value) => (value === null ? null : { value, person: personOf(value) }));
    const persons = [...new Set(sealed.flatMap((one) => (one === null ? [] : [one.person])))];
    const opened = Promise.all(sealed.map(async (one) => (one === null ? null : this.#openOne(one.value, one.person))));
    // Nothing leaves here before its trace is written, and the attempt is written even when it fails.
    const [texts] = await Promise.all([opened, persons.length === 0 ? undefined : this.#write('open', persons, access)]);
    return texts;
  }

  async #openOne(value: Sealed, person: string): Promise<string | null> {
    const key = await this.#persons.find(person);
    return key === null ? null : unseal(key, value);
  }

  async token(purpose: TokenPurpose, text: string): Promise<string> {
    let key = this.#indexKeys.get(purpose);
    if (key === undefined) {
      key = this.#indexKey(purpose);
      this.#indexKeys.set(purpose, key);
      key.catch(() => this.#indexKeys.delete(purpose));
    }
    return createHmac('sha256', await key).update(text, 'utf8').digest('hex');
  }

  async erase(person: string, access?: Access): Promise<void> {
    await this.#persons.erase(person, { at: new Date().toISOString() });
    await this.#write('erase', [person], access);
  }

  async close(): Promise<void> {
    await this.#audit.close();
  }

  async #indexKey(purpose: TokenPurpose): Promise<Uint8Array> {
    const path = join(this.#dir, 'index', `${purpose}.key`);
    const name = `index:${purpose}`;
    const found = await readIfThere(path);
    if (found !== null) return this.#master.unwrap(found, name);
    await createDurably(path, await this.#master.wrap(randomBytes(32), name));
    return this.#master.unwrap((await readIfThere(path)) ?? '', name);
  }

  #write(what: 'open' | 'erase', persons: readonly string[], access: Access | undefined): Promise<void> {
    const { purpose = null, about = null, actor } = access ?? {};
    return this.#audit.write({ at: new Date().toISOString(), what, purpose, about, actor: actor ?? null, persons });
  }
}
