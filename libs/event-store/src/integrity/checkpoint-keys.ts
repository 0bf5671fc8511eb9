import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDurably, readIfThere } from '../keys/durable-files.ts';
import type { PublicKeys, SigningKey } from './checkpoint.ts';

export interface CheckpointKeyPlace {
  /** Folder of the keys: `checkpoints.key` (private, PEM) and `checkpoints.pub` (every public key there has been). */
  readonly dir: string;
  /** A private key elsewhere, which is never written; instead of `checkpoints.key`. */
  readonly file?: string;
}

const [PRIVATE, PUBLIC] = ['checkpoints.key', 'checkpoints.pub'];
const PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g;

/** The key that signs checkpoints: Ed25519, apart from the database. Made at the first use. */
export async function signingKey({ dir, file }: CheckpointKeyPlace): Promise<SigningKey> {
  const path = file ?? join(dir, PRIVATE);
  const found = file === undefined ? await readIfThere(path) : await readFile(path, 'utf8');
  // Of two processes that make one, the first one's stays.
  if (found === null) await createDurably(path, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const key = createPrivateKey(found ?? (await readFile(path, 'utf8')));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${path} is no Ed25519 key`);
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  await publish(join(dir, PUBLIC), pem);
  return { id: keyId(createPublicKey(key)), key };
}

/** Former keys stay in the list: what they signed still counts. */
async function publish(path: string, pem: string): Promise<void> {
  const listed = await readIfThere(path);
  if (listed === null && (await createDurably(path, pem))) return;
  if (!(listed ?? (await readFile(path, 'utf8'))).includes(pem.trim())) await appendFile(path, pem);
}

/** RFC 7638: the thumbprint of the public key. */
export function keyId(key: KeyObject): string {
  const { crv, kty, x } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

/** Of a file of PEM blocks, or of a JWK or a set of them. @throws Error when it holds no Ed25519 key */
export async function readPublicKeys(path: string): Promise<PublicKeys> {
  const text = await readFile(path, 'utf8');
  const keys = text.trimStart().startsWith('{') ? jwksOf(text) : (text.match(PEM) ?? []).map((pem) => createPublicKey(pem));
  const usable = keys.filter((key) => key.asymmetricKeyType === 'ed25519');
  if (usable.length === 0) throw new Error(`${path} holds no Ed25519 public key (PEM or JWK)`);
  return new Map(usable.map((key) => [keyId(key), key]));
}

/** The list beside the private key; null when there is none. */
export async function publicKeysIn(dir: string): Promise<PublicKeys | null> {
  const path = join(dir, PUBLIC);
  return (await readIfThere(path)) === null ? null : readPublicKeys(path);
}

function jwksOf(text: string): KeyObject[] {
  const document = JSON.parse(text) as JsonWebKey & { keys?: JsonWebKey[] };
  return (document.keys ?? [document]).map((key) => createPublicKey({ key, format: 'jwk' }));
}
