import type { KeyFolder } from './key-folder.ts';
import type { KeyWrapper } from './key-wrapper.ts';

/** A new key, whole and on disk before it is used; null when another process was first. */
export async function makeKey(folder: KeyFolder, wrapper: KeyWrapper, name: string): Promise<Uint8Array | null> {
  const { key, wrapped } = await wrapper.make(name);
  if (!await folder.create(name, wrapped)) return null;
  // A rotation that began in between may have passed this name already.
  const newer = await wrapper.rewrap(wrapped, name);
  if (newer !== null) await folder.replace(name, newer);
  return key;
}
