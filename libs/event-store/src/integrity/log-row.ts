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
  /** What stands between here and the metadata has been read and may be written over. */
  room = 0;
  metadataStart = 0;
  metadataEnd = 0;
  dataStart = 0;
  dataEnd = 0;
  /** It lacks what every event has. */
  broken = false;

  /** Where the source has the metadata as text already. */
  metadataText: string | null = null;

  get metadata(): string {
    return this.metadataText ?? this.bytes.toString('latin1', this.metadataStart, this.metadataEnd);
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

const LENGTH = 4;
let scratch = Buffer.allocUnsafe(1 << 16);

/**
 * The hash the event should have, hex: that of `hashOf`, over the very bytes. Metadata and data are most of them, so they are hashed where
 * they lie: what is hashed before them is written in front of them, over what was read already. The row stays as good as it was.
 */
export function eventHash(row: LogRow): string {
  const length = row.metadataEnd - row.metadataStart;
  const head = part(row.stream) + part(String(row.version)) + part(row.type) + part(String(row.schemaVersion)) + part(row.id) + part(row.recordedAt) + part(row.effectiveOn) + prefix(length);
  const before = LENGTH + row.previous.length / 2 + head.length;
  if (row.dataStart - row.metadataEnd < LENGTH || row.dataStart - LENGTH - length - before < row.room) moveToScratch(row, before);
  const { bytes, dataStart, dataEnd } = row;
  const metadata = dataStart - LENGTH - length;
  if (metadata !== row.metadataStart) bytes.copyWithin(metadata, row.metadataStart, row.metadataEnd);
  row.metadataStart = metadata;
  row.metadataEnd = metadata + length;
  bytes.writeUInt32BE(dataEnd - dataStart, metadata + length);
  const start = metadata - before;
  bytes.writeUInt32BE(row.previous.length / 2, start);
  writeHex(row.previous, bytes, start + LENGTH);
  bytes.write(head, metadata - head.length, 'latin1');
  return hash('sha256', bytes.subarray(start, dataEnd), 'hex');
}

const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code)) & 15);

/** For so few bytes a loop is quicker than a call. */
function writeHex(hex: string, bytes: Buffer, at: number): void {
  for (let digit = 0; digit < hex.length; digit += 2) bytes[at + (digit >> 1)] = ((DIGITS[hex.charCodeAt(digit)] ?? 0) << 4) | (DIGITS[hex.charCodeAt(digit + 1)] ?? 0);
}

/** Where there is no room in front of the metadata. */
function moveToScratch(row: LogRow, before: number): void {
  const [metadata, data] = [row.metadataEnd - row.metadataStart, row.dataEnd - row.dataStart];
  const most = before + metadata + LENGTH + data;
  if (most > scratch.length) scratch = Buffer.allocUnsafe(2 * most);
  row.bytes.copy(scratch, before, row.metadataStart, row.metadataEnd);
  row.bytes.copy(scratch, before + metadata + LENGTH, row.dataStart, row.dataEnd);
  row.bytes = scratch;
  row.room = 0;
  [row.metadataStart, row.metadataEnd, row.dataStart, row.dataEnd] = [before, before + metadata, before + metadata + LENGTH, most];
}

/** Events of one append have the same metadata, and those of one household come together: what was found right last is not looked for again. */
const last = { household: '' as string | null, area: '' as string | null, householdTold: ',"household":"","key":', areaTold: ',"area":"","basis":', metadata: '' };

/** The columns household and area are not hashed; the metadata, which is, says the same. */
export function placeAgrees(row: LogRow): boolean {
  const { metadata, household, area } = row;
  if (metadata === last.metadata && household === last.household && area === last.area) return true;
  if (area !== last.area) [last.area, last.areaTold] = [area, `,"area":${jsonOrNull(area)},"basis":`];
  if (household !== last.household) [last.household, last.householdTold] = [household, `,"household":${jsonOrNull(household)},"key":`];
  // Canonical JSON is sorted, and a quote inside of text is escaped: this can only be found where it counts.
  const agrees = (metadata.includes(last.areaTold) && metadata.includes(last.householdTold)) || told(metadata, household, area);
  last.metadata = agrees ? metadata : '';
  return agrees;
}

function told(metadata: string, household: string | null, area: string | null): boolean {
  try {
    const place = JSON.parse(metadata) as { household?: string | null; area?: string | null } | null;
    return (place?.household ?? null) === household && (place?.area ?? null) === area;
  } catch {
    return false;
  }
}

/** Its hash is that of its bytes; afterwards the row holds it as text of its own and not as a piece of a longer one. */
export function isHashed(row: LogRow): boolean {
  const hashed = row.broken ? '' : eventHash(row);
  if (hashed !== row.hash) return false;
  row.hash = hashed;
  return true;
}

/** A piece of a text keeps the whole text in memory; a copy does not. */
export const copied = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');

const jsonOrNull = (text: string | null): string => (text === null ? 'null' : jsonText(text));
