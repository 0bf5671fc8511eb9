import { join } from 'node:path';
import { isUuid } from '@hearth/kernel';
import { createDurably, namesIn, readIfThere, removeDurably, replaceDurably } from './durable-files.ts';

/** What is on record of an erased person: who decided it and when; nothing of the person. */
export interface Erasure {
  readonly person: string;
  readonly at: string;
  readonly proposedBy?: string;
  readonly approvedBy?: string;
}

const INDEX = /^index:([a-z-]+)(?::(\d+))?$/;

/**
 * Where wrapped keys rest: a folder apart from the database and its backups. One file a key, so that destroying a key is removing its file:
 * `persons/<2>/<person>.key`, `index/<purpose>[.<version>].key`; and `erased/<person>.json`, the marks of those whose key is gone.
 * Several processes may share it.
 */
export class KeyFolder {
  constructor(readonly dir: string) {}

  read(name: string): Promise<string | null> { return readIfThere(this.#pathOf(name)); }
  /** False = there is one already, and it stays. */
  create(name: string, wrapped: string): Promise<boolean> { return createDurably(this.#pathOf(name), wrapped); }
  replace(name: string, wrapped: string): Promise<void> { return replaceDurably(this.#pathOf(name), wrapped); }
  remove(name: string): Promise<boolean> { return removeDurably(this.#pathOf(name)); }

  /** The names of all wrapped keys. */
  async* names(): AsyncGenerator<string> {
    for (const file of await namesIn(join(this.dir, 'index'))) {
      const [, purpose, version] = /^([a-z-]+)(?:\.(\d+))?\.key$/.exec(file) ?? [];
      if (purpose !== undefined) yield indexKeyName(purpose, Number(version ?? 1));
    }
    for (const folder of await namesIn(join(this.dir, 'persons'))) {
      for (const file of await namesIn(join(this.dir, 'persons', folder))) if (file.endsWith('.key')) yield file.slice(0, -'.key'.length);
    }
  }

  /** Versions of a purpose's index key, newest first. */
  async indexVersions(purpose: string): Promise<readonly number[]> {
    const files = await namesIn(join(this.dir, 'index'));
    const versions = files.flatMap((file) => {
      const [, of, version] = /^([a-z-]+)(?:\.(\d+))?\.key$/.exec(file) ?? [];
      return of === purpose ? [Number(version ?? 1)] : [];
    });
    return versions.toSorted((a, b) => b - a);
  }

  /** Services that keep tokens of a purpose say here up to which version theirs are complete. */
  async hold(purpose: string, service: string, version: number): Promise<void> {
    const path = join(this.dir, 'index', `${purpose}.holders`, service);
    if (await readIfThere(path) !== String(version)) await replaceDurably(path, String(version));
  }

  async holders(purpose: string): Promise<readonly { service: string; version: number }[]> {
    const folder = join(this.dir, 'index', `${purpose}.holders`);
    const services = (await namesIn(folder)).filter((name) => /^[a-z][a-z-]*$/.test(name));
    return Promise.all(services.map(async (service) => ({ service, version: Number(await readIfThere(join(folder, service))) })));
  }

  async isErased(person: string): Promise<boolean> { return (await readIfThere(this.#markOf(person))) !== null; }
  /** False = the person was marked before. */
  markErased(erasure: Erasure): Promise<boolean> { return createDurably(this.#markOf(erasure.person), JSON.stringify(erasure)); }

  async erasures(): Promise<readonly Erasure[]> {
    const found: Erasure[] = [];
    for (const file of await namesIn(join(this.dir, 'erased'))) {
      const mark = file.endsWith('.json') ? await readIfThere(join(this.dir, 'erased', file)) : null;
      if (mark !== null) found.push(JSON.parse(mark) as Erasure);
    }
    return found;
  }

  #markOf(person: string): string { return join(this.dir, 'erased', `${checked(person)}.json`); }

  #pathOf(name: string): string {
    const [, purpose, version] = INDEX.exec(name) ?? [];
    if (purpose !== undefined) return join(this.dir, 'index', version === undefined ? `${purpose}.key` : `${purpose}.${version}.key`);
    return join(this.dir, 'persons', checked(name).slice(0, 2), `${name}.key`);
  }
}

export const indexKeyName = (purpose: string, version: number): string => (version === 1 ? `index:${purpose}` : `index:${purpose}:${version}`);

/** Ids become file names, and come from outside. */
function checked(person: string): string {
  if (!isUuid(person)) throw new RangeError('person: must be a lower-case UUID');
  return person;
}
