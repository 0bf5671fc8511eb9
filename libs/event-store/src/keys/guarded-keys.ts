import { type Access, type BlindIndex, type KeyProvider, OpeningRefused, type OpeningPolicy, type Sealed } from './key-provider.ts';
import type { Erasure } from './key-folder.ts';
import { personOf } from './sealed.ts';

/** Writes down that an opening was refused. */
export type NoteRefusal = (persons: readonly string[], access: Access) => Promise<void>;

/** Keys behind a policy. Sealing and tokens need no leave: they show nothing. */
export class GuardedKeys implements KeyProvider {
  readonly #keys: KeyProvider;
  readonly #policy: OpeningPolicy;
  readonly #refused: NoteRefusal;

  constructor(keys: KeyProvider, policy: OpeningPolicy, refused: NoteRefusal) {
    this.#keys = keys;
    this.#policy = policy;
    this.#refused = refused;
  }

  get index(): BlindIndex { return this.#keys.index; }

  async open(value: Sealed | null, access: Access): Promise<string | null> {
    const [text = null] = await this.openAll([value], access);
    return text;
  }

  async openAll(values: readonly (Sealed | null)[], access: Access): Promise<(string | null)[]> {
    const sealed = values.filter((value) => value !== null);
    if (sealed.length > 0 && !(this.#rolesFor(access.purpose).includes(access.actor.role))) {
      await this.#refused([...new Set(sealed.map(personOf))], access);
      throw new OpeningRefused(access);
    }
    return this.#keys.openAll(values, access);
  }

  seal(person: string, text: string): Promise<Sealed> { return this.#keys.seal(person, text); }
  token(...given: Parameters<KeyProvider['token']>): Promise<string> { return this.#keys.token(...given); }
  erase(...given: Parameters<KeyProvider['erase']>): Promise<void> { return this.#keys.erase(...given); }
  erasures(): Promise<readonly Erasure[]> { return this.#keys.erasures(); }
  /** Both policies count. */
  guardedBy(policy: OpeningPolicy): KeyProvider { return new GuardedKeys(this, policy, this.#refused); }

  #rolesFor(purpose: string): readonly string[] { return Object.hasOwn(this.#policy, purpose) ? this.#policy[purpose] ?? [] : []; }
}
