import { MasterKey } from './master-key.ts';
import { StoredKeys, type StoredKeysOptions } from './stored-keys.ts';

export type LocalKeyProviderOptions = StoredKeysOptions;

/** Keys as files on this machine, each wrapped by the master key beside them. */
export class LocalKeyProvider extends StoredKeys {
  constructor(options: LocalKeyProviderOptions) {
    super(new MasterKey(options.dir), options);
  }
}
