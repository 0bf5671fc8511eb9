/** What wraps keys so that they may rest on disk. The wrapping key itself never leaves its owner: this machine's key folder, or a KMS. */
export interface KeyWrapper {
  /** A new key of 32 bytes with its wrapped form, which is bound to `name`: it opens as nobody else's. */
  make(name: string): Promise<{ readonly key: Uint8Array; readonly wrapped: string }>;
  /** @throws when it was wrapped for another name or changed; KeysUnavailable when the owner of the wrapping key is away */
  unwrap(wrapped: string, name: string): Promise<Uint8Array>;
  /** The same key wrapped anew, or null when it stands under the newest wrapping key. */
  rewrap(wrapped: string, name: string): Promise<string | null>;
  /** Begins a rotation, or goes on with the one that was broken off. From here on new keys are wrapped the new way; both ways are readable. */
  beginRotation(): Promise<void>;
  /** After everything was wrapped anew: what only the old way needed goes. */
  endRotation(): Promise<void>;
  /** Lets go of connections. */
  close(): void;
}

/** The wrapping key cannot be had at this moment. Nobody's fault but time's: the same call may succeed later. */
export class KeysUnavailable extends Error {
  /** PostgreSQL's "connection failure": whoever waits for a store that is away waits for this one too. */
  readonly code = '08006';

  constructor(detail: string, cause?: unknown) {
    super(detail, cause === undefined ? {} : { cause });
    this.name = 'KeysUnavailable';
  }
}
