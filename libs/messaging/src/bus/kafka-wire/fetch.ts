/** A record as kafkajs's consumer takes it. */
export interface WireRecord {
  readonly magicByte: number;
  readonly attributes: number;
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** As text, which is what Hearth's headers are. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly isControlRecord: boolean;
  readonly batchContext: object;
}

const [MAGIC, OVERHEAD, HEAD] = [2, 49, 61];
/** Compressed, transactional, control, or stamped by the broker. */
const UNUSUAL = 0x07 | 0x08 | 0x10 | 0x20;

/** Not what Hearth's topics hold; kafkajs's own decoder takes it. */
export class Unusual extends Error {}

/** Reads on in a buffer. */
export class Cursor {
  at = 0;

  constructor(readonly bytes: Buffer) {}

  int16(): number { this.at += 2; return this.bytes.readInt16BE(this.at - 2); }
  int32(): number { this.at += 4; return this.bytes.readInt32BE(this.at - 4); }
  int64(): bigint { this.at += 8; return this.bytes.readBigInt64BE(this.at - 8); }

  varint(): number {
    let [value, factor, byte] = [0, 1, 0];
    do {
      byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
    } while (byte >= 0x80);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  take(length: number): Buffer {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  string(): string { return this.take(this.int16()).toString('utf8'); }

  varBytes(): Buffer | null {
    const length = this.varint();
    return length < 0 ? null : this.take(length);
  }

  varText(): string {
    const length = Math.max(0, this.varint());
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  list<T>(read: () => T): T[] { return Array.from({ length: Math.max(0, this.int32()) }, read); }
}

/** Records of a partition. The last batch may be cut off, as brokers do. @throws Unusual */
export function readRecords(set: Buffer): WireRecord[] {
  const records: WireRecord[] = [];
  for (let from = 0; from + OVERHEAD <= set.length;) {
    if (set[from + 16] !== MAGIC) throw new Unusual();
    const end = from + 12 + set.readInt32BE(from + 8);
    if (end > set.length) break;
    readBatch(set.subarray(from, end), records);
    from = end;
  }
  return records;
}

function readBatch(batch: Buffer, into: WireRecord[]): void {
  const attributes = batch.readInt16BE(21);
  if ((attributes & UNUSUAL) !== 0) throw new Unusual();
  const first = Number(batch.readBigInt64BE(0)), firstTime = Number(batch.readBigInt64BE(27));
  const batchContext = contextOf(batch);
  const cursor = new Cursor(batch);
  cursor.at = HEAD;
  for (let left = batch.readInt32BE(57); left > 0; left -= 1) {
    const length = cursor.varint(), end = cursor.at + length;
    cursor.at += 1; // attributes, unused
    const time = firstTime + cursor.varint(), offset = first + cursor.varint();
    into.push({ magicByte: MAGIC, attributes: 0, timestamp: String(time), offset: String(offset), key: cursor.varBytes(), value: cursor.varBytes(), headers: readHeaders(cursor), isControlRecord: false, batchContext });
    cursor.at = end;
  }
}

const contextOf = (batch: Buffer): object => ({
  firstOffset: batch.readBigInt64BE(0).toString(), firstTimestamp: batch.readBigInt64BE(27).toString(), partitionLeaderEpoch: batch.readInt32BE(12), inTransaction: false, isControlBatch: false,
  lastOffsetDelta: batch.readInt32BE(23), producerId: batch.readBigInt64BE(43).toString(), producerEpoch: batch.readInt16BE(51), firstSequence: batch.readInt32BE(53),
  maxTimestamp: batch.readBigInt64BE(35).toString(), timestampType: 0, magicByte: MAGIC,
});

function readHeaders(cursor: Cursor): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  const count = cursor.varint();
  for (let nth = 0; nth < count; nth += 1) {
    const name = readName(cursor, nth), value = cursor.varText();
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}

/** The nth header of one record mostly has the name of the nth header of the record before. */
const lastNames: { readonly bytes: Buffer; readonly text: string }[] = [];
const MOST_NAMES = 64;

function readName(cursor: Cursor, nth: number): string {
  const from = cursor.at, length = cursor.varint(), last = lastNames[nth];
  if (last?.bytes.length === length && startsWith(cursor.bytes, cursor.at, last.bytes)) {
    cursor.at += length;
    return last.text;
  }
  cursor.at = from;
  const text = cursor.varText();
  if (nth < MOST_NAMES) lastNames[nth] = { bytes: Buffer.from(text), text };
  return text;
}

function startsWith(bytes: Buffer, at: number, wanted: Buffer): boolean {
  for (let n = 0; n < wanted.length; n += 1) if (bytes[at + n] !== wanted[n]) return false;
  return true;
}

export interface FetchedPartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: string;
  readonly lastStableOffset: string;
  readonly lastStartOffset: string;
  readonly abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[];
  readonly preferredReadReplica: number;
  readonly messages: readonly WireRecord[];
}

export interface Fetched {
  readonly throttleTime: number;
  readonly clientSideThrottleTime: number;
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[];
}

/** Answer to a Fetch request of version 11. `throttleTime` is 0: from that version on it is the client that waits. @throws Unusual */
export function decodeFetch(raw: Buffer): Fetched {
  const cursor = new Cursor(raw);
  return {
    throttleTime: 0, clientSideThrottleTime: cursor.int32(), errorCode: cursor.int16(), sessionId: cursor.int32(),
    responses: cursor.list(() => ({ topicName: cursor.string(), partitions: cursor.list(() => readPartition(cursor)) })),
  };
}

function readPartition(cursor: Cursor): FetchedPartition {
  const text = (): string => cursor.int64().toString();
  return {
    partition: cursor.int32(), errorCode: cursor.int16(), highWatermark: text(), lastStableOffset: text(), lastStartOffset: text(),
    abortedTransactions: cursor.list(() => ({ producerId: text(), firstOffset: text() })), preferredReadReplica: cursor.int32(), messages: readSet(cursor),
  };
}

function readSet(cursor: Cursor): readonly WireRecord[] {
  const size = cursor.int32();
  return size <= 0 || cursor.at + size > cursor.bytes.length ? [] : readRecords(cursor.take(size));
}
