import type { KMSClient } from '@aws-sdk/client-kms';
import { join } from 'node:path';
import { createDurably, readIfThere, removeDurably } from './durable-files.ts';
import { type KeyWrapper, KeysUnavailable } from './key-wrapper.ts';
import { MasterKey } from './master-key.ts';
import { inLine } from './in-line.ts';

export interface KmsOptions {
  /** The key that wraps all others: id, ARN or alias. It never leaves the KMS. */
  readonly keyId: string;
  /** Another address than the provider's own, e.g. of a test server or a private endpoint. */
  readonly endpoint?: string;
  readonly region?: string;
}

/** So many calls at a time: a page of a list opens fifty persons. */
const AT_ONCE = 16;
const [CONNECT_MS, ANSWER_MS, ATTEMPTS] = [2000, 5000, 3];

/** What rests on disk of a key. */
interface Wrapped { readonly kms: string; readonly at: string; readonly key: string }

/**
 * Wraps keys by a key that stays in a KMS with AWS KMS's API. Each wrapped key is bound to its name by the encryption context, which the KMS writes
 * to its own trail too. Keys that the master key of a folder wrapped before open as before, until a rotation wraps them anew.
 */
export class KmsWrapper implements KeyWrapper {
  readonly #dir: string;
  readonly #options: KmsOptions;
  readonly #before: MasterKey;
  readonly #inLine = inLine(AT_ONCE);
  #client: KMSClient | undefined;

  constructor(dir: string, options: KmsOptions) {
    this.#dir = dir;
    this.#options = options;
    this.#before = new MasterKey(dir);
  }

  async make(name: string): Promise<{ key: Uint8Array; wrapped: string }> {
    const { Plaintext: key, CiphertextBlob: blob } = await this.#call(async (client, { GenerateDataKeyCommand }) =>
      client.send(new GenerateDataKeyCommand({ KeyId: this.#options.keyId, KeySpec: 'AES_256', EncryptionContext: contextOf(name) })));
    if (!key || !blob) throw new KeysUnavailable('the KMS made no key');
    return { key, wrapped: this.#stored(blob) };
  }

  async unwrap(wrapped: string, name: string): Promise<Uint8Array> {
    if (!wrapped.startsWith('{')) return this.#before.unwrap(wrapped, name);
    const { key: blob } = read(wrapped);
    const { Plaintext: key } = await this.#call(async (client, { DecryptCommand }) =>
      client.send(new DecryptCommand({ CiphertextBlob: Buffer.from(blob, 'base64'), EncryptionContext: contextOf(name) })));
    if (!key) throw new KeysUnavailable('the KMS opened no key');
    return key;
  }

  async rewrap(wrapped: string, name: string): Promise<string | null> {
    if (!wrapped.startsWith('{')) return this.#encrypted(await this.#before.unwrap(wrapped, name), name);
    const { kms, at, key: blob } = read(wrapped);
    const since = await readIfThere(this.#rotation());
    if (kms === this.#options.keyId && (since === null || at >= since)) return null;
    const { CiphertextBlob: renewed } = await this.#call(async (client, { ReEncryptCommand }) => client.send(new ReEncryptCommand({
      CiphertextBlob: Buffer.from(blob, 'base64'), SourceEncryptionContext: contextOf(name), DestinationKeyId: this.#options.keyId, DestinationEncryptionContext: contextOf(name),
    })));
    if (!renewed) throw new KeysUnavailable('the KMS wrapped no key');
    return this.#stored(renewed);
  }

  async beginRotation(): Promise<void> { await createDurably(this.#rotation(), new Date().toISOString()); }

  async endRotation(): Promise<void> {
    await this.#before.retire();
    await removeDurably(this.#rotation());
  }

  close(): void {
    this.#client?.destroy();
    this.#client = undefined;
  }

  async #encrypted(key: Uint8Array, name: string): Promise<string> {
    const { CiphertextBlob: blob } = await this.#call(async (client, { EncryptCommand }) =>
      client.send(new EncryptCommand({ KeyId: this.#options.keyId, Plaintext: key, EncryptionContext: contextOf(name) })));
    if (!blob) throw new KeysUnavailable('the KMS wrapped no key');
    return this.#stored(blob);
  }

  #stored(blob: Uint8Array): string {
    const wrapped: Wrapped = { kms: this.#options.keyId, at: new Date().toISOString(), key: Buffer.from(blob).toString('base64') };
    return JSON.stringify(wrapped);
  }

  #rotation(): string { return join(this.#dir, 'rotation.begun'); }

  /** The SDK is loaded when it is needed: only those who use a KMS wait for it. */
  async #call<T>(work: (client: KMSClient, commands: typeof import('@aws-sdk/client-kms')) => Promise<T>): Promise<T> {
    const sdk = await import('@aws-sdk/client-kms');
    this.#client ??= new sdk.KMSClient({
      maxAttempts: ATTEMPTS, requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, httpAgent: { keepAlive: true, maxSockets: AT_ONCE } },
      ...(this.#options.endpoint === undefined ? {} : { endpoint: this.#options.endpoint }), ...(this.#options.region === undefined ? {} : { region: this.#options.region }),
    });
    const client = this.#client;
    return this.#inLine(() => work(client, sdk)).catch((error: unknown) => { throw meant(error); });
  }
}

/** Bound to the person, or to the purpose of the index. */
function contextOf(name: string): Record<string, string> {
  return name.startsWith('index:') ? { index: name.slice('index:'.length) } : { person: name };
}

function read(wrapped: string): Wrapped {
  const { kms, at, key } = JSON.parse(wrapped) as Partial<Wrapped>;
  if (kms === undefined || at === undefined || key === undefined) throw new Error('a key file holds no key wrapped by a KMS');
  return { kms, at, key };
}

/** A wrapped key that was changed or belongs to another name stays so; all else may pass by itself. Never the SDK's own message: it may quote the request. */
function meant(error: unknown): Error {
  const name = error instanceof Error ? error.name : 'Error';
  if (name === 'InvalidCiphertextException' || name === 'IncorrectKeyException') return new Error('a wrapped key was changed, or is another person’s');
  return new KeysUnavailable(`the KMS did not do it: ${name}`, error);
}
