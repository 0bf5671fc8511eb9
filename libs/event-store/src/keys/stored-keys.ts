import { join } from 'node:path';
import { AuditLog } from './audit-log.ts';
import { GuardedKeys } from './guarded-keys.ts';
import { IndexKeys } from './index-keys.ts';
import { type Erasure, KeyFolder } from './key-folder.ts';
import type { Access, BlindIndex, KeyProvider, OpeningPolicy, Sealed, TokenPurpose } from './key-provider.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { PersonKeys } from './person-keys.ts';
import { personOf, seal, unseal } from './sealed.ts';

export interface StoredKeysOptions {
  /** Folder of the wrapped keys and the audit, apart from the database and its backups; made when missing. */
  readonly dir: string;
  /** Longest time an opened key stays in memory, ms; 60 000 at most and when absent. */
  readonly cacheMs?: number;
  /** 10 000 keys when absent. */
  readonly cacheSize?: number;
}

const [MOST_CACHE_MS, CACHE_SIZE] = [60_000, 10_000];

/** Keys that rest wrapped in a folder, whoever wraps them; every opening is written to `audit.jsonl`. */
export class StoredKeys implements KeyProvider {
  readonly index: BlindIndex;
  readonly #folder: KeyFolder;
  readonly #persons: PersonKeys;
  readonly #audit: AuditLog;
  readonly #wrapper: KeyWrapper;

  constructor(wrapper: KeyWrapper, { dir, cacheMs = MOST_CACHE_MS, cacheSize = CACHE_SIZE }: StoredKeysOptions) {
    this.#wrapper = wrapper;
    this.#folder = new KeyFolder(dir);
    this.index = new IndexKeys(this.#folder, wrapper);
    this.#persons = new PersonKeys({ folder: this.#folder, wrapper, cacheMs: Math.min(cacheMs, MOST_CACHE_MS), cacheSize });
    this.#audit = new AuditLog(join(dir, 'audit.jsonl'));
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
    const [newest] = await this.index.tokens(purpose, [text]);
    const [token] = newest?.tokens ?? [];
    if (token === undefined) throw new Error(`there is no index key for ${purpose}`);
    return token;
  }

  async erase(person: string, access?: Access, record: Pick<Erasure, 'proposedBy' | 'approvedBy'> = {}): Promise<void> {
    if (await this.#persons.erase({ person, at: new Date().toISOString(), ...record })) await this.#write('erase', [person], access);
  }

  erasures(): Promise<readonly Erasure[]> { return this.#folder.erasures(); }

  guardedBy(policy: OpeningPolicy): KeyProvider {
    return new GuardedKeys(this, policy, (persons, access) => this.#write('refused', persons, access));
  }

  async close(): Promise<void> {
    this.#wrapper.close();
    await this.#audit.close();
  }

  #write(what: 'open' | 'erase' | 'refused', persons: readonly string[], access: Access | undefined): Promise<void> {
    const { purpose = null, about = null, actor } = access ?? {};
    return this.#audit.write({ at: new Date().toISOString(), what, purpose, about, actor: actor ?? null, persons });
  }
}
