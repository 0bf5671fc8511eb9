import { hash } from 'node:crypto';

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

const LENGTH_BYTES = 4;
const MOST_PER_CHARACTER = 3;
/** Room for the usual event; a larger one has its own. Nothing waits between writing and hashing, so one is enough. */
const usual = Buffer.alloc(16_384);

/** SHA-256, hex. Each part is preceded by its length, so that no two different events are the same bytes. */
export function hashOf(event: Hashed): string {
  const texts = [event.stream, String(event.version), event.type, String(event.schemaVersion), event.id, event.recordedAt, event.effectiveOn, event.metadata, event.data];
  const bytes = roomFor(event.previous, texts);
  let at = LENGTH_BYTES + bytes.write(event.previous, LENGTH_BYTES, 'hex');
  bytes.writeUInt32BE(at - LENGTH_BYTES, 0);
  for (const text of texts) {
    const length = bytes.write(text, at + LENGTH_BYTES, 'utf8');
    bytes.writeUInt32BE(length, at);
    at += LENGTH_BYTES + length;
  }
  return hash('sha256', bytes.subarray(0, at), 'hex');
}

function roomFor(previous: string, texts: readonly string[]): Buffer {
  let most = LENGTH_BYTES + previous.length;
  for (const text of texts) most += LENGTH_BYTES + text.length * MOST_PER_CHARACTER;
  return most <= usual.length ? usual : Buffer.allocUnsafe(most);
}
