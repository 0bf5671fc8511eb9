import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** What must be the same after a restart, so that tokens and sessions stay good. */
export interface SigningKeys {
  jwk: JWK & { kid: string; alg: 'EdDSA' };
  cookieSecret: string;
}

/** Read from the folder, or made there the first time; readable by the owner only. */
export async function signingKeys(dir: string): Promise<SigningKeys> {
  const path = join(dir, 'keys.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SigningKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const keys: SigningKeys = { jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' }, cookieSecret: randomBytes(32).toString('base64url') };
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return keys;
}
