import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What the hash of an event covers: all of it but the position, which the database gives. */
export interface Hashed {
  /** Hash of the event before it in its stream, hex; empty for the first. */
  readonly previous: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly id: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  /** The stored bytes: canonical JSON. */
  readonly metadata: string;
  readonly data: string;
}

/** SHA-256, hex. Each part is preceded by its length, so that no two different events are the same bytes. */
export function hashOf(event: Hashed): string {
  const hash = createHash('sha256');
  const parts: (string | Buffer)[] = [
    Buffer.from(event.previous, 'hex'), event.stream, String(event.version), event.type, String(event.schemaVersion), event.id,
    event.recordedAt, event.effectiveOn, event.metadata, event.data,
  ];
  for (const part of parts) {
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32BE(Buffer.byteLength(part));
    hash.update(length).update(part);
  }
  return hash.digest('hex');
}

// The package is CommonJS and its types describe an ES module: the function itself is what arrives.
const serialize = canonicalize as unknown as (value: object) => string;

/** RFC 8785: the same value is always the same bytes. */
export const canonicalJson = (value: object): string => serialize(value);
