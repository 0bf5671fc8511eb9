import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { LocalKeyProvider, type LocalKeyProviderOptions } from '../index.ts';

/** For each test of a spec a folder of its own; the providers opened on it are closed when the test ends. */
export function keyFolder(): { readonly dir: string; provider(options?: Partial<LocalKeyProviderOptions>): LocalKeyProvider } {
  const open: LocalKeyProvider[] = [];
  const folder = {
    dir: '',
    provider: (options: Partial<LocalKeyProviderOptions> = {}): LocalKeyProvider => {
      const keys = new LocalKeyProvider({ dir: folder.dir, ...options });
      open.push(keys);
      return keys;
    },
  };
  beforeEach(async () => { folder.dir = await mkdtemp(join(tmpdir(), 'hearth-keys-')); });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((keys) => keys.close()));
    await rm(folder.dir, { recursive: true });
  });
  return folder;
}
