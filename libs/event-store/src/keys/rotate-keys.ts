import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AuditLog } from './audit-log.ts';
import { namesIn } from './durable-files.ts';
import { KeyFolder } from './key-folder.ts';
import { type KeysAt, wrapperOf } from './open-keys.ts';
import type { KeyWrapper } from './key-wrapper.ts';

export interface RotationOptions extends KeysAt {
  /** Who asked for it, for the audit. */
  readonly by: string;
  /** How long a process may go on with what it knew before the rotation began; 60 s when absent. */
  readonly graceMs?: number;
  readonly onProgress?: (progress: RotationProgress) => void;
}

export interface RotationProgress { readonly looked: number; readonly rewrapped: number; readonly waitingMs?: number }

const [GRACE_MS, AT_ONCE] = [60_000, 64];

/**
 * Wraps every key anew under a new wrapping key. The keys themselves stay, so no event, row or topic changes; both ways are readable meanwhile.
 * Killed at any moment, the next call goes on: what was wrapped anew is passed over. The old wrapping key goes last, after nobody can be using it.
 */
export async function rotateKeys({ graceMs = GRACE_MS, onProgress = () => undefined, by, ...at }: RotationOptions): Promise<RotationProgress> {
  if (!(await namesIn(at.dir)).some((name) => name === 'persons' || name === 'index')) throw new Error(`there are no keys in ${at.dir}`);
  const [folder, wrapper, audit] = [new KeyFolder(at.dir), wrapperOf(at), new AuditLog(join(at.dir, 'audit.jsonl'))];
  const say = (what: string, done: object): Promise<void> => audit.write({ at: new Date().toISOString(), what, by, ...done });
  try {
    await wrapper.beginRotation();
    await say('rotation-begun', {});
    const until = performance.now() + graceMs;
    const first = await rewrapAll(folder, wrapper, onProgress);
    const waitingMs = Math.ceil(until - performance.now());
    if (waitingMs > 0) {
      onProgress({ ...first, waitingMs });
      await pause(waitingMs);
    }
    // Whoever made a key the old way in between has finished; this finds what they left.
    const second = await rewrapAll(folder, wrapper, () => undefined);
    await wrapper.endRotation();
    const done = { looked: second.looked, rewrapped: first.rewrapped + second.rewrapped };
    await say('rotation-ended', done);
    return done;
  } finally {
    wrapper.close();
    await audit.close();
  }
}

async function rewrapAll(folder: KeyFolder, wrapper: KeyWrapper, onProgress: (progress: RotationProgress) => void): Promise<RotationProgress> {
  let [looked, rewrapped] = [0, 0];
  const pass = async (names: readonly string[]): Promise<void> => {
    const done = await Promise.all(names.map((name) => rewrapOne(folder, wrapper, name)));
    looked += names.length;
    rewrapped += done.filter(Boolean).length;
    onProgress({ looked, rewrapped });
  };
  let names: string[] = [];
  for await (const name of folder.names()) {
    names.push(name);
    if (names.length === AT_ONCE) await pass(names.splice(0));
  }
  if (names.length > 0) await pass(names);
  return { looked, rewrapped };
}

async function rewrapOne(folder: KeyFolder, wrapper: KeyWrapper, name: string): Promise<boolean> {
  const wrapped = await folder.read(name);
  const renewed = wrapped === null ? null : await wrapper.rewrap(wrapped, name);
  if (renewed === null) return false;
  await folder.replace(name, renewed);
  // The person may have been erased between the reading and the writing: then the key goes again.
  if (!name.startsWith('index:') && await folder.isErased(name)) await folder.remove(name);
  return true;
}
