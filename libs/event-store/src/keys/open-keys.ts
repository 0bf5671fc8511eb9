import { KmsKeyProvider } from './kms-key-provider.ts';
import { type KmsOptions, KmsWrapper } from './kms-wrapper.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { LocalKeyProvider } from './local-key-provider.ts';
import { MasterKey } from './master-key.ts';
import type { StoredKeys } from './stored-keys.ts';

/** Where keys rest and who wraps them: a KMS when one is named, else the master key in the folder. */
export interface KeysAt { readonly dir: string; readonly kms: KmsOptions | null }

/** The variables that name a KMS. Credentials are found as the SDK finds them. */
export function kmsOf(env: NodeJS.ProcessEnv): KmsOptions | null {
  const [keyId, endpoint, region] = [env['HEARTH_KMS_KEY'], env['HEARTH_KMS_ENDPOINT'], env['HEARTH_KMS_REGION']];
  if (!keyId) return null;
  if (endpoint && !URL.canParse(endpoint)) throw new Error('HEARTH_KMS_ENDPOINT must be an address');
  return { keyId, ...(endpoint ? { endpoint } : {}), ...(region ? { region } : {}) };
}

export const openKeys = ({ dir, kms }: KeysAt): StoredKeys => (kms === null ? new LocalKeyProvider({ dir }) : new KmsKeyProvider({ dir, kms }));

export const wrapperOf = ({ dir, kms }: KeysAt): KeyWrapper => (kms === null ? new MasterKey(dir) : new KmsWrapper(dir, kms));
