import { type KmsOptions, KmsWrapper } from './kms-wrapper.ts';
import { StoredKeys, type StoredKeysOptions } from './stored-keys.ts';

export interface KmsKeyProviderOptions extends StoredKeysOptions { readonly kms: KmsOptions }

/** Keys that rest in a folder wrapped by a key which never leaves its KMS: whoever takes the folder, or a backup of it, has nothing. */
export class KmsKeyProvider extends StoredKeys {
  constructor({ kms, ...options }: KmsKeyProviderOptions) {
    super(new KmsWrapper(options.dir, kms), options);
  }
}
