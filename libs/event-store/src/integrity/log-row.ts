import { hash } from 'node:crypto';

const EMPTY = Buffer.alloc(0);

/**
 * One event as the database or an export holds it, with the very bytes. A reader fills the same object for every event: who keeps
 * something of it copies it. Text has one character per byte of UTF-8 (latin1), as it is hashed.
 */
export class LogRow {
  service = '';
  position = 0;
  stream = '';
  version = 0;
  id = '';
  type = '';
  schemaVersion = 0;
  effectiveOn = '';
  recordedAt = '';
  household: string | null = null;
  area: string | null = null;
  /** Hash of the event before it in its stream, hex; empty when there is none. */
  previous = '';
  /** Position of that event; 0 when there is none, -1 when the source does not tell. */
  previousAt = -1;
  /** Hex. */
  hash = '';
  bytes: Buffer = EMPTY;
  metadataStart = 0;
  metadataEnd = 0;
  dataStart = 0;
  dataEnd = 0;
  /** It lacks what every event has. */
  broken = false;

  get metadata(): string {
    return this.bytes.toString('latin1', this.metadataStart, this.metadataEnd);
  }
}

/** Who an event is. */
export interface Identity {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly hash: string;
}

const UNSAFE = /["\\\p{Cc}]/u;

/** A JSON string of text that has one character per byte. */
export const jsonText = (text: string): string => (UNSAFE.test(text) ? JSON.stringify(text) : `"${text}"`);

/** What a checkpoint knows of an event: position, stream, version, id, hash. The line is the leaf of the Merkle tree, byte by byte. */
export const leafLine = (event: Identity): string => `[${event.position},${jsonText(event.stream)},${event.version},"${event.id}","${event.hash}"]`;

/** @throws SyntaxError when it is no leaf */
export function leafOf(line: string): Identity {
  const [position, stream, version, id, hashed] = JSON.parse(line) as [number, string, number, string, string];
  return { position, stream, version, id, hash: hashed };
}

const prefix = (length: number): string => String.fromCharCode(length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255);
const PREFIXES = Array.from({ length: 256 }, (_, length) => prefix(length));
const part = (text: string): string => (PREFIXES[text.length] ?? prefix(text.length)) + text;

const HASH_PREFIX = 36;
let scratch = Buffer.allocUnsafe(1 << 16);

/** The hash the event should have, hex: that of `hashOf`, over the bytes as they lie there and in one piece. */
export function eventHash(row: LogRow): string {
  const head = part(row.stream) + part(String(row.version)) + part(row.type) + part(String(row.schemaVersion)) + part(row.id) + part(row.recordedAt) + part(row.effectiveOn);
  const [metadata, data] = [row.metadataEnd - row.metadataStart, row.dataEnd - row.dataStart];
  const most = HASH_PREFIX + head.length + metadata + data + 8;
  if (most > scratch.length) scratch = Buffer.allocUnsafe(2 * most);
  const previous = scratch.write(row.previous, 4, 'hex');
  let at = scratch.writeUInt32BE(previous) + previous;
  at += scratch.write(head, at, 'latin1');
  at = scratch.writeUInt32BE(metadata, at);
  at += row.bytes.copy(scratch, at, row.metadataStart, row.metadataEnd);
  at = scratch.writeUInt32BE(data, at);
  at += row.bytes.copy(scratch, at, row.dataStart, row.dataEnd);
  return hash('sha256', scratch.subarray(0, at), 'hex');
}

/** The columns household and area are not hashed; the metadata, which is, says the same. */
export function placeAgrees(row: LogRow): boolean {
  const metadata = row.metadata;
  const [household, area] = [jsonOrNull(row.household), jsonOrNull(row.area)];
  // Canonical JSON is sorted, and a quote inside of text is escaped: this can only be found where it counts.
  if (metadata.includes(`,"area":${area},"basis":`) && metadata.includes(`,"household":${household},"key":`)) return true;
  try {
    const told = JSON.parse(metadata) as { household?: string | null; area?: string | null } | null;
    return (told?.household ?? null) === row.household && (told?.area ?? null) === row.area;
  } catch {
    return false;
  }
}

const jsonOrNull = (text: string | null): string => (text === null ? 'null' : jsonText(text));
