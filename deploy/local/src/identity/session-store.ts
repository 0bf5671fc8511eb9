import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, AdapterPayload } from 'oidc-provider/lib/provider.js';

interface Entry {
  payload: AdapterPayload;
  until: number;
}

const saveAfterMs = 200;
const longest = 14 * 24 * 3600;

/**
 * Sessions, grants and refresh tokens of the sample officers: in memory, and in a file so that a restart signs nobody out.
 * A kill loses the last moment at most, and then one signs in again.
 */
export class SessionStore {
  private readonly entries: Map<string, Entry>;
  private readonly path: string;
  private timer: NodeJS.Timeout | null = null;

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.path = join(dir, 'sessions.json');
    this.entries = new Map(read(this.path).filter(([, { until }]) => until > Date.now()));
  }

  /** What oidc-provider asks of a place to keep one kind of thing. */
  readonly adapter = (kind: string): Adapter => {
    const keyOf = (id: string): string => `${kind}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => { this.set(keyOf(id), { payload, until: Date.now() + (expiresIn ?? longest) * 1000 }); },
      find: async (id) => this.get(keyOf(id)),
      findByUid: async (uid) => this.first(kind, (payload) => payload.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const entry = this.entries.get(keyOf(id));
        if (entry) this.set(keyOf(id), { ...entry, payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1000) } });
      },
      destroy: async (id) => { this.remove([keyOf(id)]); },
      revokeByGrantId: async (grantId) => { this.remove([...this.entries].filter(([key, { payload }]) => key.startsWith(`${kind}:`) && payload.grantId === grantId).map(([key]) => key)); },
    };
  };

  close(): void {
    if (this.timer !== null) this.save();
  }

  private get(key: string): AdapterPayload | undefined {
    const entry = this.entries.get(key);
    return entry && entry.until > Date.now() ? entry.payload : undefined;
  }

  private first(kind: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload, until }] of this.entries) if (key.startsWith(`${kind}:`) && until > Date.now() && fits(payload)) return payload;
    return undefined;
  }

  private set(key: string, entry: Entry): void {
    this.entries.set(key, entry);
    this.saveSoon();
  }

  private remove(keys: readonly string[]): void {
    for (const key of keys) this.entries.delete(key);
    this.saveSoon();
  }

  private saveSoon(): void {
    this.timer ??= setTimeout(() => { this.save(); }, saveAfterMs).unref();
  }

  private save(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    for (const [key, { until }] of this.entries) if (until <= Date.now()) this.entries.delete(key);
    writeFileSync(`${this.path}.new`, JSON.stringify([...this.entries]), { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
  }
}

/** An unreadable file only means that everybody signs in again. */
function read(path: string): [string, Entry][] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as [string, Entry][];
  } catch {
    return [];
  }
}
